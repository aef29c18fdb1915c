#include "weighing/product_trees.hpp"

#include <utility>

namespace palabre {

namespace {

std::uint64_t priority_of(std::uint64_t key) {
    key += 0x9e3779b97f4a7c15ULL;
    key = (key ^ (key >> 30U)) * 0xbf58476d1ce4e5b9ULL;
    key = (key ^ (key >> 27U)) * 0x94d049bb133111ebULL;
    return key ^ (key >> 31U);
}

}  // namespace

// Two claims with one mix are as good as impossible; their node numbers then decide.
bool ProductTrees::before(Node left, Node right) const {
    const std::uint64_t a = nodes_[left].key;
    const std::uint64_t b = nodes_[right].key;
    return a != b ? a < b : left < right;
}

bool ProductTrees::above(Node upper, Node lower) const {
    const std::uint64_t a = priority_of(nodes_[upper].key);
    const std::uint64_t b = priority_of(nodes_[lower].key);
    return a != b ? a > b : before(upper, lower);
}

void ProductTrees::settle(Node node) {
    Item& item = nodes_[node];
    item.product = product(item.left) * item.factor * product(item.right);
}

void ProductTrees::settle_path() {
    while (!path_.empty()) {
        settle(path_.back());
        path_.pop_back();
    }
}

// Splits `tree` into what comes before the node `at` and what comes behind it.
void ProductTrees::split(Node tree, Node at, Node& left, Node& right) {
    Node* to_left = &left;
    Node* to_right = &right;
    while (tree != nothing) {
        path_.push_back(tree);
        if (before(tree, at)) {
            *to_left = tree;
            to_left = &nodes_[tree].right;
            tree = *to_left;
        } else {
            *to_right = tree;
            to_right = &nodes_[tree].left;
            tree = *to_right;
        }
    }
    *to_left = nothing;
    *to_right = nothing;
    settle_path();
}

ProductTrees::Node ProductTrees::merge(Node left, Node right) {
    Node root = nothing;
    Node* link = &root;
    while (left != nothing && right != nothing) {
        if (above(left, right)) {
            *link = left;
            path_.push_back(left);
            link = &nodes_[left].right;
            left = *link;
        } else {
            *link = right;
            path_.push_back(right);
            link = &nodes_[right].left;
            right = *link;
        }
    }
    *link = left != nothing ? left : right;
    settle_path();
    return root;
}

void ProductTrees::insert(Node& root, Node node, std::uint64_t key, double factor) {
    nodes_[node] = {key, factor, factor, nothing, nothing};
    std::vector<Node> way;
    Node* link = &root;
    while (*link != nothing && above(*link, node)) {
        way.push_back(*link);
        link = before(node, *link) ? &nodes_[*link].left : &nodes_[*link].right;
    }
    const Node below = *link;
    split(below, node, nodes_[node].left, nodes_[node].right);
    *link = node;
    settle(node);
    path_ = std::move(way);
    settle_path();
}

void ProductTrees::remove(Node& root, Node node) {
    std::vector<Node> way;
    Node* link = &root;
    while (*link != node) {
        way.push_back(*link);
        link = before(node, *link) ? &nodes_[*link].left : &nodes_[*link].right;
    }
    *link = merge(nodes_[node].left, nodes_[node].right);
    path_ = std::move(way);
    settle_path();
}

void ProductTrees::set(Node root, Node node, double factor) {
    nodes_[node].factor = factor;
    for (Node at = root;; at = before(node, at) ? nodes_[at].left : nodes_[at].right) {
        path_.push_back(at);
        if (at == node) break;
    }
    settle_path();
}

double ProductTrees::product_without(Node root, Node node) const {
    double result = product(nodes_[node].left) * product(nodes_[node].right);
    for (Node at = root; at != node;) {
        const Item& item = nodes_[at];
        if (before(node, at)) {
            result *= item.factor * product(item.right);
            at = item.left;
        } else {
            result *= item.factor * product(item.left);
            at = item.right;
        }
    }
    return result;
}

}  // namespace palabre
