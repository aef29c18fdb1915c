#pragma once

#include <cstdint>
#include <vector>

#include "deliberation/large_memory.hpp"

namespace palabre {

/// Products of many factors that change one at a time: for each side of each claim a treap of its
/// children, keyed by a 64-bit mix of their ids. Its shape, and so the order in which the factors
/// are multiplied, depends on the set of keys alone: the same bits whatever came first.
/// A change costs O(log n) expected.
/// Source: R. Seidel, C. R. Aragon: Randomized search trees. Algorithmica 16, 1996; the
/// priorities here are a second mix of the key instead of random numbers.
class ProductTrees {
  public:
    using Node = std::uint32_t;
    static constexpr Node nothing = 0xffffffffU;

    void clear() { nodes_.clear(); }
    /// Room for nodes 0..count-1.
    void reserve(std::size_t count) {
        if (nodes_.size() < count) nodes_.resize(count);
    }

    /// Puts `node`, which is in no tree, into the tree at `root`.
    void insert(Node& root, Node node, std::uint64_t key, double factor);
    /// Takes `node` out of the tree at `root`.
    void remove(Node& root, Node node);
    /// Sets the factor of a node in the tree at `root`.
    void set(Node root, Node node, double factor);

    /// The product of all factors of the tree; 1 where it is empty.
    [[nodiscard]] double product(Node root) const {
        return root == nothing ? 1.0 : nodes_[root].product;
    }
    [[nodiscard]] double factor(Node node) const { return nodes_[node].factor; }
    /// The product of the factors of all nodes of the tree but this one.
    [[nodiscard]] double product_without(Node root, Node node) const;

  private:
    struct Item {
        std::uint64_t key = 0;
        double factor = 1.0;
        double product = 1.0;
        Node left = nothing;
        Node right = nothing;
    };
    [[nodiscard]] bool before(Node left, Node right) const;
    [[nodiscard]] bool above(Node upper, Node lower) const;
    void settle(Node node);
    void settle_path();
    void split(Node tree, Node at, Node& left, Node& right);
    [[nodiscard]] Node merge(Node left, Node right);

    LargeVector<Item> nodes_;
    std::vector<Node> path_;
};

}  // namespace palabre
