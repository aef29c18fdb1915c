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

/// A tile has so many hashes of one level, and spans so many levels of the tree.
/// Source: C2SP, tlog-tiles, "Merkle Tree".
inline constexpr std::uint64_t tile_width = 256;
inline constexpr unsigned tile_height = 8;
/// Levels above hash more leaves than an entry's position can count (2^53).
inline constexpr unsigned tile_level_max = 6;

/// The hash of the 256^level leaves from index * 256^level on: at level 0 a leaf's, above that of a
/// full tile of the level below. Source: C2SP, tlog-tiles, "Merkle Tree".
struct TileHash {
    unsigned level = 0;
    std::uint64_t index = 0;
    Digest hash{};
};

/// The Merkle tree of a list that only grows, as far as its root needs it: the roots of the full
/// subtrees that it falls into, largest first; at most one for each bit of its size.
/// Source: RFC 6962, section 2.1.
class MerkleTree {
  public:
    MerkleTree& add(std::string_view leaf) { return add_hash(leaf_hash(leaf)); }
    /// Adds a leaf by its hash. Where `completed` is given, the hashes of levels 1 and above that
    /// it completes are put at its end, lowest first.
    MerkleTree& add_hash(const Digest& leaf, std::vector<TileHash>* completed = nullptr) {
        return add_subtree(0, leaf, completed);
    }
    /// Adds the 2^height leaves that `hash` is of; the size is a multiple of so many before.
    MerkleTree& add_subtree(unsigned height, const Digest& hash,
                            std::vector<TileHash>* completed = nullptr);
    /// SHA-256 of nothing for the empty list.
    [[nodiscard]] Digest root() const;
    [[nodiscard]] std::uint64_t size() const { return size_; }

  private:
    std::vector<Digest> subtrees_;
    std::uint64_t size_ = 0;
};

/// Whether `path` shows that the leaf with this hash is number `index`, from 0, of the tree with
/// `size` leaves and this root. A path of any length is looked at no further than the tree is high.
/// Source: RFC 9162, section 2.1.3.2, for the proofs of RFC 6962, section 2.1.1.
[[nodiscard]] bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                                    std::span<const Digest> path, const Digest& root);

/// A tree's size and root.
struct TreeHead {
    std::uint64_t size = 0;
    Digest root{};
};

/// Whether `path` shows that `later` begins with all of `earlier`, which is no larger. Every tree
/// begins with the empty one, by an empty path.
/// Source: RFC 9162, section 2.1.4.2, for the proofs of RFC 6962, section 2.1.2.
[[nodiscard]] bool verify_consistency(const TreeHead& earlier, const TreeHead& later,
                                      std::span<const Digest> path);

}  // namespace palabre::seal
