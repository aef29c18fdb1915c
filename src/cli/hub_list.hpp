#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "seal/merkle.hpp"
#include "seal/prover.hpp"

namespace palabre {

/// What a hub's log is besides a set of entries: a list in the hub's order, with a Merkle tree over
/// it (docs/hub-protocol.md, "Proofs"). Its places are counted from 0, as leaves are.
class HubList {
  public:
    /// Takes every line that has a head and a signature, good or not: the tree is over what the
    /// file says.
    explicit HubList(std::string_view log);

    struct Entry {
        std::size_t line = 0;  ///< of the file, from 1
        std::string id;
    };
    struct Stamp {
        std::size_t place = 0;
        std::string author;
        std::uint64_t n = 0;
        std::int64_t time = 0;
        std::vector<std::string> ids;  ///< whom it names
    };

    [[nodiscard]] const std::vector<Entry>& entries() const { return entries_; }
    [[nodiscard]] const std::vector<Stamp>& stamps() const { return stamps_; }
    [[nodiscard]] std::uint64_t size() const { return entries_.size(); }
    /// The first place of an entry.
    [[nodiscard]] std::optional<std::size_t> place_of(std::string_view id) const;
    /// Places whose entry stands further up already.
    [[nodiscard]] const std::vector<std::size_t>& repeated() const { return repeated_; }

    [[nodiscard]] const Digest& leaf(std::size_t place) const { return levels_[0][place]; }
    /// The root of the first `size`, which are there.
    [[nodiscard]] Digest root(std::uint64_t size) const;

  private:
    void add(std::size_t line, std::string_view head, std::string_view sig);

    std::vector<Entry> entries_;
    std::vector<Stamp> stamps_;
    std::vector<std::size_t> repeated_;
    std::map<std::string, std::size_t, std::less<>> places_;
    seal::MerkleTree tree_;
    std::array<std::vector<Digest>, seal::tile_level_max + 1> levels_;
};

/// What a stamp's body says, or nothing where it is no stamp's.
[[nodiscard]] std::optional<HubList::Stamp> read_stamp(std::string_view body);

}  // namespace palabre
