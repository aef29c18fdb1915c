#include "seal/merkle.hpp"

#include <string>

namespace palabre::seal {

namespace {

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

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

MerkleTree& MerkleTree::add_hash(const Digest& leaf) {
    Digest whole = leaf;
    // Each bit that carries joins two subtrees of one size.
    for (std::uint64_t rest = size_; (rest & 1) != 0; rest >>= 1) {
        whole = node_hash(subtrees_.back(), whole);
        subtrees_.pop_back();
    }
    subtrees_.push_back(whole);
    ++size_;
    return *this;
}

Digest MerkleTree::root() const {
    if (subtrees_.empty()) return sha256("");
    Digest whole = subtrees_.back();
    for (std::size_t i = subtrees_.size() - 1; i > 0; --i)
        whole = node_hash(subtrees_[i - 1], whole);
    return whole;
}

}  // namespace palabre::seal
