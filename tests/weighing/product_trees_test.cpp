#include "weighing/product_trees.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <cmath>
#include <map>

#include "support/random.hpp"

namespace product_trees_test {

using namespace palabre;
using support::Random;

namespace {

struct Leaf {
    std::uint64_t key = 0;
    double factor = 1.0;
};

/// A tree by what is in it, and the tree.
class Tree {
  public:
    explicit Tree(std::size_t room) { trees_.reserve(room); }

    void insert(ProductTrees::Node node, Leaf leaf) {
        trees_.insert(root_, node, leaf.key, leaf.factor);
        leaves_[node] = leaf;
    }
    void remove(ProductTrees::Node node) {
        trees_.remove(root_, node);
        leaves_.erase(node);
    }
    void set(ProductTrees::Node node, double factor) {
        trees_.set(root_, node, factor);
        leaves_[node].factor = factor;
    }
    [[nodiscard]] double product() const { return trees_.product(root_); }
    [[nodiscard]] double without(ProductTrees::Node node) const {
        return trees_.product_without(root_, node);
    }
    [[nodiscard]] double factor(ProductTrees::Node node) const { return trees_.factor(node); }
    [[nodiscard]] const std::map<ProductTrees::Node, Leaf>& leaves() const { return leaves_; }

  private:
    ProductTrees trees_;
    ProductTrees::Node root_ = ProductTrees::nothing;
    std::map<ProductTrees::Node, Leaf> leaves_;
};

// Whole quarters are among them, so that factors of 0 and 1 are.
double some_factor(Random& random) {
    if (random.chance(20)) return static_cast<double>(random.below(5)) / 4.0;
    return static_cast<double>(random.next() >> 11U) * 0x1.0p-53;
}

long double long_product(const Tree& tree, ProductTrees::Node but = ProductTrees::nothing) {
    long double product = 1.0L;
    for (const auto& [node, leaf] : tree.leaves()) {
        if (node != but) product *= static_cast<long double>(leaf.factor);
    }
    return product;
}

bool is_near(double product, long double exact, std::size_t factors) {
    // One rounding of 2^-53 for each multiplication, and below the smallest normal number none.
    const long double most =
        exact * static_cast<long double>(factors + 1) * 0x1.0p-52L + 0x1.0p-1022L;
    return std::fabs(static_cast<long double>(product) - exact) <= most;
}

}  // namespace

TEST_CASE("a product of many is the product of all", "[weighing][property]") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Random random(seed);
        constexpr std::size_t room = 80;
        Tree tree(room);
        CHECK(tree.product() == 1.0);
        for (int step = 0; step < 600; ++step) {
            const auto node = static_cast<ProductTrees::Node>(random.below(room));
            const bool there = tree.leaves().count(node) != 0;
            if (!there)
                // Few keys, so that some are one.
                tree.insert(node, {random.chance(20) ? random.below(4) : random.next(),
                                   some_factor(random)});
            else if (random.chance(50))
                tree.remove(node);
            else
                tree.set(node, some_factor(random));
            INFO("seed " << seed << ", step " << step);
            REQUIRE(is_near(tree.product(), long_product(tree), tree.leaves().size()));
            for (const auto& [each, leaf] : tree.leaves()) {
                if (step % 20 != 0) break;
                REQUIRE(tree.factor(each) == leaf.factor);
                REQUIRE(
                    is_near(tree.without(each), long_product(tree, each), tree.leaves().size()));
            }
        }
    }
}

TEST_CASE("the same factors give the same bits, however they came and what came between",
          "[weighing][property]") {
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        Random random(seed);
        const std::size_t count = 1 + random.below(200);
        std::vector<Leaf> leaves(count);
        for (Leaf& leaf : leaves) leaf = {random.next(), some_factor(random)};
        std::vector<ProductTrees::Node> order(count);
        for (ProductTrees::Node i = 0; i < count; ++i) order[i] = i;
        Tree plain(count);
        for (const ProductTrees::Node node : order) plain.insert(node, leaves[node]);
        for (int run = 0; run < 4; ++run) {
            random.shuffle(order);
            Tree other(2 * count);
            for (const ProductTrees::Node node : order) {
                // Others come and go, factors are set late.
                const auto passing = static_cast<ProductTrees::Node>(count + node);
                other.insert(passing, {random.next(), some_factor(random)});
                other.insert(node, {leaves[node].key, some_factor(random)});
                if (random.chance(50)) other.remove(passing);
                other.set(node, leaves[node].factor);
            }
            const auto in_it = other.leaves();
            for (const auto& [node, leaf] : in_it) {
                if (node >= count) other.remove(node);
            }
            INFO("seed " << seed << ", " << count << " factors");
            REQUIRE(other.product() == plain.product());
            for (const ProductTrees::Node node : order) {
                REQUIRE(other.without(node) == plain.without(node));
            }
        }
    }
}

// No division undoes a factor, which 0 would not allow and rounding would not give back.
TEST_CASE("what is taken away leaves nothing behind", "[weighing]") {
    Tree tree(3);
    tree.insert(0, {11, 0.1});
    const double alone = tree.product();
    tree.insert(1, {22, 0.0});
    CHECK(tree.product() == 0.0);
    CHECK(tree.without(1) == alone);
    tree.insert(2, {33, 0x1.0p-1074});
    tree.remove(1);
    tree.remove(2);
    CHECK(tree.product() == alone);
    tree.remove(0);
    CHECK(tree.product() == 1.0);
}

}  // namespace product_trees_test
