// The tree of RFC 6962. Leaves and roots are the ones that Certificate Transparency's own
// implementation publishes for its tests (eight leaves, one root for each size), and those of
// RFC 9162's empty tree; a root is also computed by the RFC's recursive definition.
#include "seal/merkle.hpp"

#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

namespace merkle_test {

using namespace palabre;

namespace {

std::string bytes(std::initializer_list<int> list) {
    std::string out;
    for (const int each : list) out += static_cast<char>(each);
    return out;
}

const std::vector<std::string>& leaves() {
    static const std::vector<std::string> all{
        "",
        bytes({0x00}),
        bytes({0x10}),
        bytes({0x20, 0x21}),
        bytes({0x30, 0x31}),
        bytes({0x40, 0x41, 0x42, 0x43}),
        bytes({0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57}),
        bytes({0x60, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a, 0x6b, 0x6c, 0x6d,
               0x6e, 0x6f}),
    };
    return all;
}

constexpr std::array<const char*, 9> roots{
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"};

// RFC 6962, section 2.1, as it is written.
Digest recursive(const std::vector<std::string>& list, std::size_t from, std::size_t to) {
    if (from == to) return sha256("");
    if (to - from == 1) return seal::leaf_hash(list[from]);
    std::size_t k = 1;
    while (k * 2 < to - from) k *= 2;
    return seal::node_hash(recursive(list, from, from + k), recursive(list, from + k, to));
}

}  // namespace

TEST_CASE("a tree of the published leaves has the published roots", "[seal][merkle]") {
    seal::MerkleTree tree;
    CHECK(to_hex(tree.root()) == roots[0]);
    for (std::size_t i = 0; i < leaves().size(); ++i) {
        tree.add(leaves()[i]);
        CHECK(to_hex(tree.root()) == roots[i + 1]);
        CHECK(tree.size() == i + 1);
    }
}

TEST_CASE("a tree of any size has the root of the recursive definition", "[seal][merkle]") {
    seal::MerkleTree tree;
    std::vector<std::string> list;
    for (std::size_t i = 0; i < 70; ++i) {
        list.push_back("leaf " + std::to_string(i));
        tree.add(list.back());
        CHECK(tree.root() == recursive(list, 0, list.size()));
    }
}

}  // namespace merkle_test
