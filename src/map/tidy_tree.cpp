#include "map/tidy_tree.hpp"

#include <vector>

namespace palabre::map {

namespace {

using Node = std::uint32_t;
constexpr Node none = 0xffffffffU;

// Names follow the paper: `prelim`, a node's own place among its siblings, which stands in `across`
// until all do; `mod`, what is added to it and to all below it; `shift` and `change` spread what a
// subtree was moved by over those between it and the one it ran into. An outline goes on below a
// leaf along its thread. The extreme nodes of a subtree are the lowest on its left and right
// outline.

/// What a walk along outlines needs to know of a node besides: little, as walks are what the time
/// goes into, and room that is gone when all stand.
struct Knot {
    double mod = 0.0;
    // The next on the outline of what is below it: its first and last child, or threads.
    Node left = none;
    Node right = none;
};

/// Where an outline of a subtree ends, and the sum of what is added on the way there.
struct Extreme {
    Node node = none;
    double mod = 0.0;
};

struct Extremes {
    Extreme left;
    Extreme right;
};

/// A child of a node that is not finished.
struct Child {
    Node node = none;
    /// Those before it, by how low they reach: the next lower one, and how low this one reaches.
    std::uint32_t lower = none;
    double bottom = 0.0;
    double shift = 0.0;
    double change = 0.0;
};

/// A node whose children are being joined.
struct Parent {
    Node node = none;
    std::uint32_t children = 0;  // where they begin in the list of all
    std::uint32_t low = none;    // of them, the top of the list by how low they reach
    bool is_spread = false;      // some child has a shift
    Extremes extremes;           // the left one of its first child, the right one of its last
};

class TidyTree {
  public:
    explicit TidyTree(std::span<TidyNode> nodes) : nodes_(nodes), knots_(nodes.size()) {}

    void run() {
        const auto count = static_cast<Node>(nodes_.size());
        for (Node node = 0; node < count; ++node) {
            nodes_[node].along = node == 0 ? 0.0 : end(nodes_[nodes_[node].parent]);
            nodes_[node].across = 0.0;
            // In preorder a first child stands right behind its parent.
            const bool is_leaf = node + 1 == count || nodes_[node + 1].parent != node;
            if (is_leaf) {
                close(node);
            } else {
                knots_[node].left = node + 1;
                parents_.push_back(
                    {node, static_cast<std::uint32_t>(children_.size()), none, false, {}});
            }
        }
        resolve();
    }

  private:
    [[nodiscard]] static double end(const TidyNode& node) {
        return node.along + static_cast<double>(node.length);
    }
    [[nodiscard]] static double half(const TidyNode& node) {
        return static_cast<double>(node.breadth) / 2;
    }

    /// A node is joined to its parent when all below it stands: in preorder that is before the next
    /// node that does not hang below it.
    void close(Node leaf) {
        Extremes own{{leaf, 0.0}, {leaf, 0.0}};
        Node done = leaf;
        while (!parents_.empty()) {
            join(done, own);
            if (leaf + 1 < nodes_.size() && nodes_[leaf + 1].parent == parents_.back().node) break;
            finish(parents_.back());
            done = parents_.back().node;
            own = parents_.back().extremes;
            parents_.pop_back();
        }
    }

    /// Puts a finished subtree beside its finished siblings.
    void join(Node node, Extremes& own) {
        Parent& parent = parents_.back();
        const auto number = static_cast<std::uint32_t>(children_.size());
        const bool is_first = number == parent.children;
        const double bottom = end(nodes_[(is_first ? own.left : own.right).node]);
        nodes_[node].previous = is_first ? parent.node : children_.back().node;
        children_.push_back({node, none, bottom, 0.0, 0.0});
        if (is_first) {
            parent.extremes = own;
        } else {
            separate(parent, number, own);
            parent.extremes.right = own.right;
        }
        std::uint32_t low = parent.low;
        while (low != none && bottom >= children_[low].bottom) low = children_[low].lower;
        children_[number].lower = low;
        parent.low = number;
    }

    void separate(Parent& parent, std::uint32_t number, Extremes& own) {
        const Node node = children_[number].node;
        std::uint32_t low = parent.low;
        Node right = children_[number - 1].node;
        Node left = node;
        double right_mod = knots_[right].mod;
        double left_mod = knots_[left].mod;
        double low_bottom = children_[low].bottom;
        bool is_first = true;
        while (right != none && left != none) {
            const TidyNode& a = nodes_[right];
            const TidyNode& b = nodes_[left];
            const double right_bottom = end(a);
            const double left_bottom = end(b);
            if (right_bottom > low_bottom) {
                low = children_[low].lower;
                low_bottom = children_[low].bottom;
            }
            const double distance =
                (right_mod + a.across) - (left_mod + b.across) + (half(a) + half(b));
            if (distance > 0.0 || (distance < 0.0 && is_first)) {
                left_mod += distance;
                knots_[node].mod += distance;
                own.left.mod += distance;
                own.right.mod += distance;
                spread(parent, low, number, distance);
            }
            is_first = false;
            if (right_bottom <= left_bottom) {
                right = knots_[right].right;
                if (right != none) right_mod += knots_[right].mod;
            }
            if (right_bottom >= left_bottom) {
                left = knots_[left].left;
                if (left != none) left_mod += knots_[left].mod;
            }
        }
        if (right == none && left != none) {
            go_on(parent.extremes.left, left, left_mod, &Knot::left);
            parent.extremes.left = own.left;
        }
        if (right != none && left == none) {
            go_on(own.right, right, right_mod, &Knot::right);
            own.right = parent.extremes.right;
        }
    }

    /// What a child was moved by against another is shared among those between the two.
    void spread(Parent& parent, std::uint32_t against, std::uint32_t number, double distance) {
        const std::uint32_t between = number - against;
        if (between < 2) return;
        parent.is_spread = true;
        const double share = distance / between;
        children_[against + 1].shift += share;
        children_[number].shift -= share;
        children_[number].change -= distance - share;
    }

    /// A thread from where one outline ends to `node` of the deeper one; `mod` is the sum there.
    void go_on(const Extreme& from, Node node, double mod, Node Knot::*side) {
        Knot& knot = knots_[from.node];
        knot.*side = node;
        const double difference = (mod - knots_[node].mod) - from.mod;
        knot.mod += difference;
        nodes_[from.node].across -= difference;
    }

    /// All children stand: spreads what they were moved by and takes the middle.
    void finish(const Parent& parent) {
        if (parent.is_spread) {
            double shift = 0.0;
            double change = 0.0;
            for (std::size_t i = parent.children; i < children_.size(); ++i) {
                shift += children_[i].shift;
                change += shift + children_[i].change;
                knots_[children_[i].node].mod += change;
            }
        }
        Knot& knot = knots_[parent.node];
        knot.right = children_.back().node;
        const TidyNode& first = nodes_[knot.left];
        const TidyNode& last = nodes_[knot.right];
        nodes_[parent.node].across = (first.across + knots_[knot.left].mod - half(first) +
                                      knots_[knot.right].mod + last.across + half(last)) /
                                     2;
        children_.resize(parent.children);
    }

    void resolve() {
        if (nodes_.empty()) return;
        knots_[0].mod = -nodes_[0].across;
        for (Node node = 0; node < nodes_.size(); ++node) {
            if (node != 0) knots_[node].mod += knots_[nodes_[node].parent].mod;
            nodes_[node].across += knots_[node].mod;
        }
    }

    std::span<TidyNode> nodes_;
    std::vector<Knot> knots_;
    std::vector<Child> children_;
    std::vector<Parent> parents_;
};

}  // namespace

void tidy_tree(std::span<TidyNode> nodes) {
    TidyTree(nodes).run();
}

}  // namespace palabre::map
