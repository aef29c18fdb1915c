#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "hub/sqlite.hpp"
#include "seal/merkle.hpp"

namespace palabre::hub {

/// The leaf of an entry: its line without body, so that erasing a body changes no hash.
[[nodiscard]] std::string leaf_of(std::string_view head, std::string_view sig);

/// What a database keeps of its debates' Merkle trees: the hashes of levels 1 and above, one for
/// each 256 entries. Those of level 0 are made from the entries, which are there anyhow. So a tree
/// is taken up again from at most 255 hashes a level, and its growth writes next to nothing.
/// One thread at a time, as its connection.
class TreeTables {
  public:
    /// What must have been run on the database once.
    static const char* const schema;

    /// `database` must live as long. Errors: "storage".
    static Result<TreeTables> on(const Database& database);

    /// Adds leaves behind what `tree` has, and keeps what they complete. False where the database
    /// refuses.
    [[nodiscard]] bool grow(std::int64_t debate, seal::MerkleTree& tree, std::string_view head,
                            std::string_view sig);

    /// The tree of the first `size` entries, or nothing where hashes or entries are missing.
    [[nodiscard]] std::optional<seal::MerkleTree> tree(std::int64_t debate, std::uint64_t size);

    /// The same from the entries alone, written down on the way: for a debate that has no tree yet.
    [[nodiscard]] std::optional<seal::MerkleTree> made_anew(std::int64_t debate,
                                                            std::uint64_t size);

    /// The hashes `first` to `first` + `count` - 1 of a level, fewer where they are not there.
    [[nodiscard]] std::vector<Digest> hashes(std::int64_t debate, unsigned level,
                                             std::uint64_t first, std::uint64_t count);

    /// The leaves `first`, from 0, to `first` + `count` - 1.
    void leaves(std::int64_t debate, std::uint64_t first, std::uint64_t count,
                const std::function<void(std::string_view head, std::string_view sig)>& each);

  private:
    Statement add_hash_, hashes_, leaves_;
    std::vector<seal::TileHash> completed_;
};

}  // namespace palabre::hub
