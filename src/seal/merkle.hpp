#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "deliberation/sha256.hpp"

namespace palabre::seal {

/// SHA-256(0x00 || leaf) and SHA-256(0x01 || left || right). Source: RFC 6962, section 2.1.
[[nodiscard]] Digest leaf_hash(std::string_view leaf);
[[nodiscard]] Digest node_hash(const Digest& left, const Digest& right);

/// The Merkle tree of a list that only grows, as far as its root needs it: the roots of the full
/// subtrees that it falls into, largest first. Source: RFC 6962, section 2.1.
class MerkleTree {
  public:
    MerkleTree& add(std::string_view leaf) { return add_hash(leaf_hash(leaf)); }
    MerkleTree& add_hash(const Digest& leaf);
    /// SHA-256 of nothing for the empty list.
    [[nodiscard]] Digest root() const;
    [[nodiscard]] std::uint64_t size() const { return size_; }

  private:
    std::vector<Digest> subtrees_;
    std::uint64_t size_ = 0;
};

}  // namespace palabre::seal
