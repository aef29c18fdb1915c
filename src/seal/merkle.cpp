#include "seal/merkle.hpp"

#include <string>

namespace palabre::seal {

namespace {

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// A node's number among those of its height, and that of the last one there; going up, both lose a
// bit. A node that is last and even has no sibling: it goes up until it is a right one.
struct Climb {
    std::uint64_t node;
    std::uint64_t last;

    [[nodiscard]] bool at_top() const { return last == 0; }
    [[nodiscard]] bool is_right() const { return (node & 1) != 0 || node == last; }
    void up() {
        node >>= 1;
        last >>= 1;
    }
    void skip_lone() {
        while ((node & 1) == 0 && node != 0) up();
    }
};

}  // namespace

Digest leaf_hash(std::string_view leaf) {
    Sha256 hash;
    hash.update(std::string_view("\0", 1)).update(leaf);
    return hash.finish();
}

Digest node_hash(const Digest& left, const Digest& right) {
    Sha256 hash;
    hash.update("\1").update(bytes_of(left)).update(bytes_of(right));
    return hash.finish();
}

MerkleTree& MerkleTree::add_subtree(unsigned height, const Digest& hash,
                                    std::vector<TileHash>* completed) {
    Digest whole = hash;
    unsigned grown = height;
    // Each bit that carries joins two subtrees of one size.
    for (std::uint64_t rest = size_ >> height; (rest & 1) != 0; rest >>= 1) {
        whole = node_hash(subtrees_.back(), whole);
        subtrees_.pop_back();
        ++grown;
        if (completed != nullptr && grown % tile_height == 0) {
            completed->push_back({grown / tile_height, size_ >> grown, whole});
        }
    }
    subtrees_.push_back(whole);
    size_ += std::uint64_t{1} << height;
    return *this;
}

Digest MerkleTree::root() const {
    if (subtrees_.empty()) return sha256("");
    Digest whole = subtrees_.back();
    for (std::size_t i = subtrees_.size() - 1; i > 0; --i)
        whole = node_hash(subtrees_[i - 1], whole);
    return whole;
}

bool verify_inclusion(const Digest& leaf, std::uint64_t index, std::uint64_t size,
                      std::span<const Digest> path, const Digest& root) {
    if (index >= size) return false;
    Climb at{index, size - 1};
    Digest whole = leaf;
    for (const Digest& sibling : path) {
        if (at.at_top()) return false;
        if (at.is_right()) {
            whole = node_hash(sibling, whole);
            at.skip_lone();
        } else {
            whole = node_hash(whole, sibling);
        }
        at.up();
    }
    return at.at_top() && whole == root;
}

bool verify_consistency(const TreeHead& earlier, const TreeHead& later,
                        std::span<const Digest> path) {
    if (earlier.size > later.size) return false;
    if (earlier.size == 0) return path.empty() && earlier.root == sha256("");
    if (earlier.size == later.size) return path.empty() && earlier.root == later.root;
    Climb at{earlier.size - 1, later.size - 1};
    while ((at.node & 1) != 0) at.up();
    // The largest subtree that ends both: the whole earlier tree, where that is a full one.
    const bool full = (earlier.size & (earlier.size - 1)) == 0;
    if (path.empty()) return false;
    Digest then = full ? earlier.root : path.front();
    Digest now = then;
    for (const Digest& sibling : full ? path : path.subspan(1)) {
        if (at.at_top()) return false;
        if (at.is_right()) {
            then = node_hash(sibling, then);
            now = node_hash(sibling, now);
            at.skip_lone();
        } else {
            now = node_hash(now, sibling);
        }
        at.up();
    }
    return at.at_top() && then == earlier.root && now == later.root;
}

}  // namespace palabre::seal
