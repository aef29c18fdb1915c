#include "seal/prover.hpp"

#include <string>

namespace palabre::seal {

namespace {

// The largest power of two below `count`, which is at least 2.
std::uint64_t left_part(std::uint64_t count) {
    std::uint64_t part = 1;
    while (part * 2 < count) part *= 2;
    return part;
}

Fault beyond(std::uint64_t asked, std::uint64_t size) {
    return {"range", "",
            "the tree has " + std::to_string(size) + " leaves, not " + std::to_string(asked)};
}

}  // namespace

// In every range that RFC 6962 cuts a tree into, the begin is a multiple of a power of two that is
// not below the range's length: so the hashes of a level begin where it does.
Result<Digest> Prover::hash_of(const Range& leaves) const {
    MerkleTree tree;
    std::uint64_t at = leaves.begin;
    for (unsigned level = tile_level_max + 1; level-- > 0;) {
        const unsigned height = level * tile_height;
        if (leaves.end - at < std::uint64_t{1} << height) continue;
        const std::uint64_t first = at >> height;
        const std::uint64_t count = (leaves.end >> height) - first;
        const std::vector<Digest> found = hashes_(level, first, count);
        if (found.size() != count) {
            return Fault{"storage", "level " + std::to_string(level),
                         "hashes of the tree are missing from " + std::to_string(first) + " on"};
        }
        for (const Digest& each : found) tree.add_subtree(height, each);
        at += count << height;
    }
    return tree.root();
}

Result<std::vector<Digest>> Prover::upwards(const std::vector<Range>& downwards) const {
    std::vector<Digest> path;
    path.reserve(downwards.size());
    for (std::size_t i = downwards.size(); i-- > 0;) {
        PALABRE_TRY(hash, hash_of(downwards[i]));
        path.push_back(hash);
    }
    return path;
}

Result<Digest> Prover::root(std::uint64_t size) const {
    if (size > size_) return beyond(size, size_);
    return hash_of({0, size});
}

Result<std::vector<Digest>> Prover::inclusion(std::uint64_t index, std::uint64_t size) const {
    if (size > size_) return beyond(size, size_);
    if (index >= size) {
        return Fault{"range", "",
                     "there is no leaf " + std::to_string(index) + " among the first " +
                         std::to_string(size)};
    }
    std::vector<Range> siblings;
    Range part{0, size};
    while (part.end - part.begin > 1) {
        const std::uint64_t middle = part.begin + left_part(part.end - part.begin);
        if (index < middle) {
            siblings.push_back({middle, part.end});
            part.end = middle;
        } else {
            siblings.push_back({part.begin, middle});
            part.begin = middle;
        }
    }
    return upwards(siblings);
}

Result<std::vector<Digest>> Prover::consistency(std::uint64_t from, std::uint64_t to) const {
    if (to > size_) return beyond(to, size_);
    if (from > to) {
        return Fault{"range", "",
                     "the earlier tree, of " + std::to_string(from) +
                         " leaves, is larger than the later, of " + std::to_string(to)};
    }
    std::vector<Range> siblings;
    if (from == 0 || from == to) return upwards(siblings);
    Range part{0, to};
    while (part.end != from) {
        const std::uint64_t middle = part.begin + left_part(part.end - part.begin);
        if (from <= middle) {
            siblings.push_back({middle, part.end});
            part.end = middle;
        } else {
            siblings.push_back({part.begin, middle});
            part.begin = middle;
        }
    }
    // Where the earlier tree is a subtree of the later one, its root is known to who asks.
    if (part.begin > 0) siblings.push_back(part);
    return upwards(siblings);
}

}  // namespace palabre::seal
