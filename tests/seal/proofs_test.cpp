// Proofs of inclusion and consistency. Expected paths and roots come from naive_tree.hpp, written
// from the recursive definitions of RFC 6962, and from the vectors that Certificate Transparency's
// own implementation publishes (transparency-dev/merkle), made there by its C++ reference.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "seal/merkle.hpp"
#include "seal/naive_tree.hpp"
#include "seal/prover.hpp"
#include "support/random.hpp"

namespace proofs_test {

using namespace palabre;
using namespace naive_tree;

namespace {

List leaves(std::size_t count) {
    List list;
    for (std::size_t i = 0; i < count; ++i) list.push_back("leaf " + std::to_string(i));
    return list;
}

// What a hub keeps of a tree: leaves' hashes, and above them what they completed.
class Kept {
  public:
    explicit Kept(const List& list) {
        seal::MerkleTree tree;
        std::vector<seal::TileHash> completed;
        for (const std::string& each : list) {
            const Digest hash = seal::leaf_hash(each);
            levels_[0].push_back(hash);
            completed.clear();
            tree.add_hash(hash, &completed);
            for (const seal::TileHash& whole : completed) {
                in_order_ = in_order_ && whole.index == levels_[whole.level].size();
                levels_[whole.level].push_back(whole.hash);
            }
        }
        size_ = list.size();
    }
    [[nodiscard]] bool in_order() const { return in_order_; }
    [[nodiscard]] std::size_t at_level(unsigned level) const {
        const auto found = levels_.find(level);
        return found == levels_.end() ? 0 : found->second.size();
    }
    [[nodiscard]] seal::Prover prover() const {
        return {[this](unsigned level, std::uint64_t first, std::uint64_t count) {
                    Path hashes;
                    asked_ += count;
                    most_ = std::max(most_, count);
                    for (std::uint64_t i = first; i < first + count && i < at_level(level); ++i)
                        hashes.push_back(levels_.at(level)[i]);
                    return hashes;
                },
                size_};
    }
    void lose(unsigned level, std::size_t from) { levels_[level].resize(from); }
    [[nodiscard]] std::uint64_t take_asked() const { return std::exchange(asked_, 0); }
    [[nodiscard]] std::uint64_t most() const { return most_; }

  private:
    std::map<unsigned, Path> levels_;
    std::uint64_t size_ = 0;
    bool in_order_ = true;
    mutable std::uint64_t asked_ = 0;
    mutable std::uint64_t most_ = 0;
};

Digest flipped(Digest hash, std::size_t bit) {
    hash[bit / 8 % 32] ^= static_cast<std::uint8_t>(1U << (bit % 8));
    return hash;
}

// Both verifiers must say no.
void refuses(const Digest& leaf, std::size_t index, const seal::TreeHead& head, const Path& path) {
    CHECK_FALSE(seal::verify_inclusion(leaf, index, head.size, path, head.root));
    CHECK_FALSE(naive_inclusion(leaf, index, head, path));
}
void refuses(const seal::TreeHead& earlier, const seal::TreeHead& later, const Path& path) {
    CHECK_FALSE(seal::verify_consistency(earlier, later, path));
    CHECK_FALSE(naive_consistency(earlier, later, path));
}

// Every path that differs from this one in one place.
std::vector<Path> spoilt(const Path& path, std::size_t bit) {
    std::vector<Path> all;
    for (std::size_t i = 0; i < path.size(); ++i) {
        Path other = path;
        other[i] = flipped(other[i], bit + i);
        all.push_back(other);
        other = path;
        other.erase(other.begin() + static_cast<std::ptrdiff_t>(i));
        all.push_back(other);
        other = path;
        other.insert(other.begin() + static_cast<std::ptrdiff_t>(i), path[i]);
        all.push_back(other);
    }
    Path longer = path;
    longer.push_back(sha256("one too many"));
    all.push_back(longer);
    longer = path;
    longer.insert(longer.begin(), sha256("one too many"));
    all.push_back(longer);
    return all;
}

Digest from_hex(std::string_view hex) {
    Digest digest{};
    for (std::size_t i = 0; i < digest.size(); ++i) {
        digest[i] =
            static_cast<std::uint8_t>(std::stoul(std::string(hex.substr(2 * i, 2)), nullptr, 16));
    }
    return digest;
}

std::string bytes(std::initializer_list<int> list) {
    std::string out;
    for (const int each : list) out += static_cast<char>(each);
    return out;
}

const List& published_leaves() {
    static const List all{"",
                          bytes({0x00}),
                          bytes({0x10}),
                          bytes({0x20, 0x21}),
                          bytes({0x30, 0x31}),
                          bytes({0x40, 0x41, 0x42, 0x43}),
                          bytes({0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57}),
                          bytes({0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a,
                                 0x6b, 0x6c, 0x6d, 0x6e, 0x6f})};
    return all;
}

constexpr const char* leaf_1 = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7";
constexpr const char* leaf_0 = "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d";
constexpr const char* pair_0 = "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125";
constexpr const char* pair_1 = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e";
constexpr const char* pair_2 = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a";
constexpr const char* pair_3 = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0";
constexpr const char* four_0 = "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7";
constexpr const char* four_1 = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4";
constexpr const char* leaf_4 = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b";

struct Published {
    std::uint64_t first;  ///< the leaf, or the earlier size
    std::uint64_t size;
    std::vector<const char*> path;
};
const std::vector<Published>& published_inclusions() {
    static const std::vector<Published> all{{0, 1, {}},
                                            {1, 2, {leaf_0}},
                                            {0, 8, {leaf_1, pair_1, four_1}},
                                            {5, 8, {leaf_4, pair_3, four_0}},
                                            {2, 3, {pair_0}},
                                            {1, 5, {leaf_0, pair_1, leaf_4}}};
    return all;
}
const std::vector<Published>& published_consistencies() {
    static const std::vector<Published> all{{1, 1, {}},
                                            {1, 8, {leaf_1, pair_1, four_1}},
                                            {6, 8, {pair_2, pair_3, four_0}},
                                            {2, 5, {pair_1, leaf_4}}};
    return all;
}

Path path_of(const Published& published) {
    Path path;
    for (const char* each : published.path) path.push_back(from_hex(each));
    return path;
}

}  // namespace

TEST_CASE("proofs of the published leaves are the published ones", "[seal][proofs]") {
    const Kept kept(published_leaves());
    const seal::Prover prover = kept.prover();
    for (const Published& each : published_inclusions()) {
        INFO("leaf " << each.first << " of " << each.size);
        const Path path = path_of(each);
        CHECK(prover.inclusion(each.first, each.size).value() == path);
        CHECK(seal::verify_inclusion(seal::leaf_hash(published_leaves()[each.first]), each.first,
                                     each.size, path, prover.root(each.size).value()));
    }
    for (const Published& each : published_consistencies()) {
        INFO("from " << each.first << " to " << each.size);
        const Path path = path_of(each);
        CHECK(prover.consistency(each.first, each.size).value() == path);
        CHECK(seal::verify_consistency({each.first, prover.root(each.first).value()},
                                       {each.size, prover.root(each.size).value()}, path));
    }
}

TEST_CASE("every leaf of every tree of up to 70 has the path of the definition", "[seal][proofs]") {
    const List list = leaves(70);
    const Kept kept(list);
    const seal::Prover prover = kept.prover();
    for (std::size_t size = 1; size <= list.size(); ++size) {
        const seal::TreeHead head{size, prover.root(size).value()};
        REQUIRE(head.root == naive_root(list, 0, size));
        for (std::size_t index = 0; index < size; ++index) {
            INFO("leaf " << index << " of " << size);
            const Path path = prover.inclusion(index, size).value();
            REQUIRE(path == naive_path(index, list, 0, size));
            REQUIRE(naive_inclusion(naive_leaf(list[index]), index, head, path));
            REQUIRE(seal::verify_inclusion(naive_leaf(list[index]), index, size, path, head.root));
        }
    }
}

TEST_CASE("every two trees of up to 70 have the proof of the definition", "[seal][proofs]") {
    const List list = leaves(70);
    const Kept kept(list);
    const seal::Prover prover = kept.prover();
    for (std::size_t to = 1; to <= list.size(); ++to) {
        const seal::TreeHead later{to, prover.root(to).value()};
        for (std::size_t from = 0; from <= to; ++from) {
            INFO("from " << from << " to " << to);
            const seal::TreeHead earlier{from, prover.root(from).value()};
            const Path path = prover.consistency(from, to).value();
            if (from > 0) REQUIRE(path == naive_subproof(from, list, 0, to, true));
            REQUIRE(naive_consistency(earlier, later, path));
            REQUIRE(seal::verify_consistency(earlier, later, path));
        }
    }
}

TEST_CASE("a proof of inclusion that is spoilt anywhere is none", "[seal][proofs]") {
    const List list = leaves(40);
    const Kept kept(list);
    const seal::Prover prover = kept.prover();
    for (const std::size_t size : {1U, 2U, 3U, 7U, 8U, 9U, 31U, 32U, 33U, 40U}) {
        const seal::TreeHead head{size, prover.root(size).value()};
        for (std::size_t index = 0; index < size; ++index) {
            INFO("leaf " << index << " of " << size);
            const Digest leaf = naive_leaf(list[index]);
            const Path path = prover.inclusion(index, size).value();
            for (const Path& other : spoilt(path, size + index)) refuses(leaf, index, head, other);
            refuses(flipped(leaf, index), index, head, path);
            refuses(leaf, index, {size, flipped(head.root, index)}, path);
            if (size > 1) refuses(leaf, (index + 1) % size, head, path);
            refuses(leaf, size, head, path);
            refuses(leaf, index + size, head, path);
        }
    }
}

TEST_CASE("a proof of consistency that is spoilt anywhere is none", "[seal][proofs]") {
    const List list = leaves(34);
    const Kept kept(list);
    const seal::Prover prover = kept.prover();
    for (std::size_t to = 1; to <= list.size(); ++to) {
        const seal::TreeHead later{to, prover.root(to).value()};
        for (std::size_t from = 1; from <= to; ++from) {
            INFO("from " << from << " to " << to);
            const seal::TreeHead earlier{from, prover.root(from).value()};
            const Path path = prover.consistency(from, to).value();
            for (const Path& other : spoilt(path, from + to)) refuses(earlier, later, other);
            refuses({from, flipped(earlier.root, to)}, later, path);
            refuses(earlier, {to, flipped(later.root, from)}, path);
            if (from < to) refuses(later, earlier, path);
            if (from + 1 < to) refuses({from + 1, earlier.root}, later, path);
        }
    }
}

TEST_CASE("both verifiers say the same of random sizes and paths", "[seal][proofs]") {
    const List list = leaves(600);
    const Kept kept(list);
    const seal::Prover prover = kept.prover();
    support::Random random(20);
    for (int round = 0; round < 400; ++round) {
        const std::size_t to = 1 + random.below(list.size());
        const std::size_t from = random.below(to + 1);
        const std::size_t index = random.below(to);
        INFO("from " << from << " to " << to << ", leaf " << index);
        const seal::TreeHead later{to, prover.root(to).value()};
        const seal::TreeHead earlier{from, prover.root(from).value()};
        CHECK(seal::verify_consistency(earlier, later, prover.consistency(from, to).value()));
        const Path path = prover.inclusion(index, to).value();
        CHECK(path == naive_path(index, list, 0, to));
        // Sizes and places that the path was not made for.
        const std::size_t other = random.below(list.size() + 2);
        const std::size_t place = random.below(list.size() + 2);
        const Digest leaf = naive_leaf(list[index]);
        CHECK(seal::verify_inclusion(leaf, place, other, path, later.root) ==
              naive_inclusion(leaf, place, {other, later.root}, path));
        CHECK(seal::verify_consistency({place, earlier.root}, {other, later.root}, path) ==
              naive_consistency({place, earlier.root}, {other, later.root}, path));
    }
}

TEST_CASE("a tree of several levels of tiles is proved from a few hundred hashes a level",
          "[seal][proofs]") {
    const List list = leaves(66000);
    const Kept kept(list);
    CHECK(kept.in_order());
    CHECK(kept.at_level(1) == 257);
    CHECK(kept.at_level(2) == 1);
    const seal::Prover prover = kept.prover();
    const Digest root = naive_root(list, 0, list.size());
    CHECK(prover.root(list.size()).value() == root);
    for (const std::size_t index : {0U, 255U, 256U, 65535U, 65536U, 65999U}) {
        (void)kept.take_asked();
        const Path path = prover.inclusion(index, list.size()).value();
        CHECK(kept.take_asked() <= 3 * 512);
        CHECK(naive_inclusion(naive_leaf(list[index]), index, {list.size(), root}, path));
    }
    for (const std::size_t from : {1U, 255U, 256U, 257U, 65535U, 65536U, 65537U, 65999U}) {
        const seal::TreeHead earlier{from, naive_root(list, 0, from)};
        const Path path = prover.consistency(from, list.size()).value();
        CHECK(kept.take_asked() <= 3 * 512);
        CHECK(naive_consistency(earlier, {list.size(), root}, path));
        CHECK(seal::verify_consistency(earlier, {list.size(), root}, path));
    }
    CHECK(kept.most() <= seal::tile_width);
}

TEST_CASE("a tree goes on from the hashes of its tiles as from its leaves", "[seal][proofs]") {
    const List list = leaves(1030);
    const Kept kept(list);
    seal::MerkleTree whole;
    for (const std::string& each : list) whole.add(each);
    seal::MerkleTree again;
    for (std::size_t i = 0; i < 1024; i += 256) {
        again.add_subtree(8, naive_root(list, i, i + 256));
    }
    for (std::size_t i = 1024; i < list.size(); ++i) again.add(list[i]);
    CHECK(again.size() == whole.size());
    CHECK(again.root() == whole.root());
}

TEST_CASE("what a tree has not is a fault that says so", "[seal][proofs]") {
    Kept kept(leaves(300));
    const seal::Prover prover = kept.prover();
    CHECK(prover.inclusion(5, 301).fault().what == "the tree has 300 leaves, not 301");
    CHECK(prover.inclusion(7, 7).fault().what == "there is no leaf 7 among the first 7");
    CHECK(prover.inclusion(0, 0).fault().code == "range");
    CHECK(prover.consistency(9, 8).fault().code == "range");
    CHECK(prover.consistency(9, 301).fault().code == "range");
    CHECK(prover.root(301).fault().code == "range");
    kept.lose(0, 280);
    CHECK(prover.root(300).fault().code == "storage");
    CHECK(prover.inclusion(3, 300).fault().code == "storage");
    CHECK(prover.consistency(256, 300).fault().code == "storage");
}

}  // namespace proofs_test
