#include "map/tidy_tree.hpp"

namespace palabre::map {

namespace {

using Node = std::uint32_t;
constexpr Node none = 0xffffffffU;

/// Names follow the paper: `prelim` is a node's own place among its siblings, `mod` what is added
/// to it and to all below it, `shift` and `change` spread what a subtree was moved by over those
/// between it and the one it ran into. An outline goes on below a leaf along its thread. The
/// extreme nodes of a subtree are the lowest on its left and right outline.
struct Place {
    double prelim = 0.0;
    double mod = 0.0;
    double shift = 0.0;
    double change = 0.0;
    double breadth = 0.0;
    double bottom = 0.0;
    double left_extreme_mod = 0.0;
    double right_extreme_mod = 0.0;
    Node left_extreme = none;
    Node right_extreme = none;
    Node left_thread = none;
    Node right_thread = none;
    Node parent = none;
    Node last_child = none;
    Node previous = none;  // sibling
    Node next = none;
    std::uint32_t number = 0;      // among the siblings
    std::uint32_t lows = none;     // of its children: the top of their list
    std::uint32_t lows_begin = 0;  // where all lists of its children begin
};

/// The siblings before one, by how low they reach: a stack, the lowest at its bottom.
struct Low {
    double bottom = 0.0;
    Node sibling = none;
    std::uint32_t next = none;
};

class TidyTree {
  public:
    explicit TidyTree(std::span<const TidyNode> nodes) {
        places_.reserve(nodes.size());
        for (Node node = 0; node < nodes.size(); ++node) {
            Place place;
            place.breadth = nodes[node].breadth;
            place.bottom = nodes[node].length;
            place.left_extreme = place.right_extreme = node;
            if (node != 0) {
                Place& above = places_[nodes[node].parent];
                place.parent = nodes[node].parent;
                place.bottom += above.bottom;
                place.previous = above.last_child;
                if (place.previous != none) {
                    places_[place.previous].next = node;
                    place.number = places_[place.previous].number + 1;
                }
                above.last_child = node;
            }
            places_.push_back(place);
        }
    }

    std::vector<double> run() {
        // A node is joined to its parent when all below it stands; in preorder that is before the
        // next node that does not hang below it.
        for (Node node = 0; node < places_.size(); ++node) {
            Node done = node;
            if (places_[done].last_child != none) continue;
            while (done != 0) {
                join(done);
                const Place& place = places_[done];
                if (place.next != none) break;
                done = place.parent;
                finish(done);
            }
        }
        return resolved();
    }

  private:
    [[nodiscard]] bool is_leaf(Node node) const { return places_[node].last_child == none; }
    // In preorder a first child stands right behind its parent.
    [[nodiscard]] static Node first_child(Node node) { return node + 1; }
    [[nodiscard]] Node next_left(Node node) const {
        return is_leaf(node) ? places_[node].left_thread : first_child(node);
    }
    [[nodiscard]] Node next_right(Node node) const {
        return is_leaf(node) ? places_[node].right_thread : places_[node].last_child;
    }

    /// Puts a finished subtree beside its finished siblings.
    void join(Node node) {
        const Place& place = places_[node];
        const Node extreme = place.previous == none ? place.left_extreme : place.right_extreme;
        const double bottom = places_[extreme].bottom;
        if (place.previous != none) separate(node);
        Place& above = places_[place.parent];
        if (place.previous == none) above.lows_begin = static_cast<std::uint32_t>(lows_.size());
        std::uint32_t lows = above.lows;
        while (lows != none && bottom >= lows_[lows].bottom) lows = lows_[lows].next;
        lows_.push_back({bottom, node, lows});
        above.lows = static_cast<std::uint32_t>(lows_.size() - 1);
    }

    void separate(Node node) {
        const Node parent = places_[node].parent;
        std::uint32_t low = places_[parent].lows;
        Node right = places_[node].previous;
        Node left = node;
        double right_mod = places_[right].mod;
        double left_mod = places_[left].mod;
        bool is_first = true;
        while (right != none && left != none) {
            const Place& a = places_[right];
            const Place& b = places_[left];
            if (a.bottom > lows_[low].bottom) low = lows_[low].next;
            const double distance =
                (right_mod + a.prelim) - (left_mod + b.prelim) + (a.breadth + b.breadth) / 2;
            if (distance > 0.0 || (distance < 0.0 && is_first)) {
                left_mod += distance;
                move(node, lows_[low].sibling, distance);
            }
            is_first = false;
            const double right_bottom = a.bottom;
            const double left_bottom = b.bottom;
            if (right_bottom <= left_bottom) {
                right = next_right(right);
                if (right != none) right_mod += places_[right].mod;
            }
            if (right_bottom >= left_bottom) {
                left = next_left(left);
                if (left != none) left_mod += places_[left].mod;
            }
        }
        if (right == none && left != none) thread_left(node, left, left_mod);
        if (right != none && left == none) thread_right(node, right, right_mod);
    }

    void move(Node node, Node against, double distance) {
        Place& place = places_[node];
        place.mod += distance;
        place.left_extreme_mod += distance;
        place.right_extreme_mod += distance;
        const std::uint32_t between = place.number - places_[against].number;
        if (between < 2) return;
        const double share = distance / between;
        places_[places_[against].next].shift += share;
        place.shift -= share;
        place.change -= distance - share;
    }

    void thread_left(Node node, Node left, double left_mod) {
        Place& first = places_[first_child(places_[node].parent)];
        Place& extreme = places_[first.left_extreme];
        extreme.left_thread = left;
        const double difference = (left_mod - places_[left].mod) - first.left_extreme_mod;
        extreme.mod += difference;
        extreme.prelim -= difference;
        first.left_extreme = places_[node].left_extreme;
        first.left_extreme_mod = places_[node].left_extreme_mod;
    }

    void thread_right(Node node, Node right, double right_mod) {
        Place& place = places_[node];
        Place& extreme = places_[place.right_extreme];
        extreme.right_thread = right;
        const double difference = (right_mod - places_[right].mod) - place.right_extreme_mod;
        extreme.mod += difference;
        extreme.prelim -= difference;
        place.right_extreme = places_[place.previous].right_extreme;
        place.right_extreme_mod = places_[place.previous].right_extreme_mod;
    }

    /// All children stand: spreads what they were moved by and takes the middle.
    void finish(Node node) {
        double shift = 0.0;
        double change = 0.0;
        for (Node child = first_child(node); child != none; child = places_[child].next) {
            shift += places_[child].shift;
            change += shift + places_[child].change;
            places_[child].mod += change;
        }
        Place& place = places_[node];
        const Place& first = places_[first_child(node)];
        const Place& last = places_[place.last_child];
        place.prelim = (first.prelim + first.mod - first.breadth / 2 + last.mod + last.prelim +
                        last.breadth / 2) /
                       2;
        place.left_extreme = first.left_extreme;
        place.left_extreme_mod = first.left_extreme_mod;
        place.right_extreme = last.right_extreme;
        place.right_extreme_mod = last.right_extreme_mod;
        // The lists of its children are the last ones, and nothing asks for them any more.
        lows_.resize(place.lows_begin);
    }

    std::vector<double> resolved() {
        std::vector<double> middle;
        if (places_.empty()) return middle;
        middle.reserve(places_.size());
        places_[0].mod = -places_[0].prelim;
        for (Node node = 0; node < places_.size(); ++node) {
            Place& place = places_[node];
            if (node != 0) place.mod += places_[place.parent].mod;
            middle.push_back(place.prelim + place.mod);
        }
        return middle;
    }

    std::vector<Place> places_;
    std::vector<Low> lows_;
};

}  // namespace

std::vector<double> tidy_tree(std::span<const TidyNode> nodes) {
    return TidyTree(nodes).run();
}

}  // namespace palabre::map
