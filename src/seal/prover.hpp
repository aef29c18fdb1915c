#pragma once

#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

#include "deliberation/result.hpp"
#include "seal/merkle.hpp"

namespace palabre::seal {

/// Proofs about a tree whose hashes somebody keeps by levels of 256 (TileHash). A proof reads at
/// most some 500 hashes a level, however many leaves there are.
class Prover {
  public:
    /// Gives the hashes `first` to `first` + `count` - 1 of a level; another number of them where
    /// they are not to be had. `count` is at most 256.
    using Hashes = std::function<std::vector<Digest>(unsigned level, std::uint64_t first,
                                                     std::uint64_t count)>;

    /// `size`: so many leaves there are, at most 2^53.
    Prover(Hashes hashes, std::uint64_t size) : hashes_(std::move(hashes)), size_(size) {}

    /// The root of the first `size` leaves.
    /// Errors: "range" where there are not so many, "storage" where a hash is not to be had.
    [[nodiscard]] Result<Digest> root(std::uint64_t size) const;

    /// That leaf `index`, from 0, is in the tree of the first `size`: PATH(index, D[size]), the
    /// sibling of the leaf first. Source: RFC 6962, section 2.1.1.
    /// Errors: "range" where `index` is not below `size` or there are not so many, "storage".
    [[nodiscard]] Result<std::vector<Digest>> inclusion(std::uint64_t index,
                                                        std::uint64_t size) const;

    /// That the tree of the first `to` begins with that of the first `from`: PROOF(from, D[to]);
    /// empty where `from` is 0. Source: RFC 6962, section 2.1.2.
    /// Errors: "range" where `from` is above `to` or there are not so many, "storage".
    [[nodiscard]] Result<std::vector<Digest>> consistency(std::uint64_t from,
                                                          std::uint64_t to) const;

  private:
    struct Range {
        std::uint64_t begin;
        std::uint64_t end;
    };
    [[nodiscard]] Result<Digest> hash_of(const Range& leaves) const;
    [[nodiscard]] Result<std::vector<Digest>> upwards(const std::vector<Range>& downwards) const;

    Hashes hashes_;
    std::uint64_t size_;
};

}  // namespace palabre::seal
