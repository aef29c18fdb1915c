#include "map/tree_face.hpp"

namespace palabre::map {

namespace {

using M = BoxMeasures;

// What a text that was not measured takes, and what a box and the gap behind it add to a text.
constexpr auto text_width = static_cast<float>(M::text_width);
constexpr auto text_height = static_cast<float>(M::text_height);
constexpr auto room_across = static_cast<float>(M::strip + M::margin_right + M::gap_across);
constexpr auto room_down = static_cast<float>(M::margin_top + M::margin_bottom + M::gap_down);

}  // namespace

void TreeFace::lay_out(const Branches& branches, const OpenBoxes& open,
                       std::span<const TextSize> sizes, Row anchor, bool softly) {
    const std::size_t stood = find(anchor);
    const bool is_known = stood < size();
    const Box then = is_known ? goal(stood) : Box{};
    const Standing before = softly ? standing() : Standing{};
    groups_ = {};  // its room is needed meanwhile
    list(branches, open, sizes);
    tidy_tree(nodes_);
    place(anchor, is_known ? &then : nullptr);
    glide_from(before);
    regroup();
}

/// What is open, and the room that it takes.
void TreeFace::list(const Branches& branches, const OpenBoxes& open,
                    std::span<const TextSize> sizes) {
    open.find_places(branches, rows_);
    nodes_.assign(size(), {});
    folded_.assign(size(), 0);
    at_.assign(sizes.size(), no_row);
    std::vector<std::uint32_t> above;  // by depth: the last one there
    for (std::uint32_t at = 0; at < size(); ++at) {
        const auto& [row, depth, below] = branches.preorder[rows_[at]];
        rows_[at] = row;
        at_[row] = at;
        above.resize(depth + 1);
        above[depth] = at;
        folded_[at] = below - 1;
        if (at == 0) continue;
        nodes_[at].parent = above[depth - 1];
        folded_[parent(at)] -= below;
    }
    // A loop of its own, since sizes lie anywhere: nothing else keeps the next from being fetched.
    for (std::size_t at = 0; at < size(); ++at) {
        const TextSize& text = sizes[rows_[at]];
        const bool measured = text.width >= 0.0F;
        nodes_[at].length = (measured ? text.width : text_width) + room_across;
        nodes_[at].breadth = (measured ? text.height : text_height) + room_down;
    }
    // So far without what is folded further down.
    for (std::size_t at = size(); at-- > 1;) folded_[parent(at)] += folded_[at];
}

/// `stood`: where the anchor stood, and stands again.
void TreeFace::place(Row anchor, const Box* stood) {
    double x = 0.0;
    double y = 0.0;
    if (stood != nullptr && find(anchor) < size()) {
        const Box now = goal(find(anchor));
        x = stood->x - now.x;
        y = stood->middle() - now.middle();
    }
    Edges around;
    for (std::size_t at = 0; at < size(); ++at) {
        nodes_[at].along += x;
        nodes_[at].across += y;
        around.take(goal(at));
    }
    bounds_ = around.box();
    bounds_.width += M::gap_across / 2;  // the marks of the last boxes
}

Box TreeFace::goal(std::size_t at) const {
    const TidyNode& node = nodes_[at];
    const double height = static_cast<double>(node.breadth) - M::gap_down;
    return {node.along, node.across - height / 2, static_cast<double>(node.length) - M::gap_across,
            height};
}

Box TreeFace::mark(std::size_t at) const {
    double digits = 1.0;
    for (std::uint32_t rest = folded(at); rest >= 10; rest /= 10) digits += 1.0;
    const Box box = this->box(at);
    return {box.right() + M::mark_gap, box.middle() - M::mark_height / 2,
            M::mark_height + (digits - 1.0) * M::digit, M::mark_height};
}

/// All that is drawn for it: its box and mark, the line to its children's trunk, its own stub and
/// the piece of trunk between it and the sibling before.
Edges TreeFace::reach(std::size_t at) const {
    const Box own = box(at);
    Edges all;
    all.take(own);
    if (has_mark(at)) all.take(mark(at));
    if (has_open_child(at)) all.right = std::max(all.right, own.right() + M::trunk);
    if (at == 0) return all;
    all.left = std::min(all.left, box(parent(at)).right() + M::trunk);
    if (previous(at) != parent(at)) {
        const double from = box(previous(at)).middle();
        all.top = std::min(all.top, from);
        all.bottom = std::max(all.bottom, from);
    }
    return all;
}

void TreeFace::regroup() {
    groups_.build(size(), [this](std::size_t at) { return reach(at); });
}

}  // namespace palabre::map
