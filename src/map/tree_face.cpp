#include "map/tree_face.hpp"

#include "map/tidy_tree.hpp"

namespace palabre::map {

namespace {

using M = BoxMeasures;

constexpr double boxes_glide_ms = 320.0;
/// More boxes than these stand at once where they belong: nobody follows them with the eye.
constexpr std::size_t glide_max = 2000;

}  // namespace

void TreeFace::lay_out(const ArgumentRows& rows, const Branches& branches, const OpenBoxes& open,
                       std::span<const TextSize> sizes, Row anchor, bool softly) {
    const std::size_t count_before = size();
    const std::vector<std::uint32_t> at_before = std::move(at_);
    const auto stood = [&](Row row) {
        return row < at_before.size() && at_before[row] < count_before;
    };
    const Box then = stood(anchor) ? goal_[at_before[anchor]] : Box{};
    std::vector<Box> before;
    if (softly && count_before <= glide_max) before = std::move(now_.empty() ? goal_ : now_);
    list(rows.size(), branches, open);
    place(sizes, anchor, stood(anchor) ? &then : nullptr);

    now_.clear();
    is_new_.clear();
    part_ = 1.0;
    motion_.stop();
    if (rows_.size() <= glide_max && !before.empty()) {
        from_ = goal_;
        for (std::size_t at = 0; at < rows_.size(); ++at) {
            const Row row = rows_[at];
            is_new_.push_back(stood(row) ? 0 : 1);
            // What is new comes out of its parent.
            const Box& origin = stood(row) ? before[at_before[row]] : from_[parent(at)];
            from_[at].x = stood(row) ? origin.x : origin.x + M::strip;
            from_[at].y = origin.middle() - goal_[at].height / 2;
        }
        part_ = 0.0;
        motion_.start();
        now_ = from_;
    }
    regroup();
}

/// What is open, in one walk: a stack of those whose subtree goes on.
void TreeFace::list(Row count, const Branches& branches, const OpenBoxes& open) {
    struct Above {
        std::uint32_t at = 0;
        std::uint32_t end = 0;   // of its subtree, in preorder
        std::uint32_t last = 0;  // of its children
    };
    std::vector<Above> above;
    const auto leave_before = [&](std::uint32_t place) {
        while (!above.empty() && above.back().end <= place) {
            const std::uint32_t at = above.back().at;
            const auto below = static_cast<std::uint32_t>(rows_.size()) - at;
            shown_[at].folded -= below;
            shown_[at].has_open = below > 1;
            above.pop_back();
        }
    };
    rows_.clear();
    shown_.clear();
    at_.assign(count, no_row);
    open.walk(branches, [&](Row row, std::uint32_t place) {
        leave_before(place);
        const auto at = static_cast<std::uint32_t>(rows_.size());
        const std::uint32_t below = branches.below[row];
        Shown shown{0, 0, below, below > 1};
        if (!above.empty()) {
            shown.parent = above.back().at;
            shown.previous = above.back().last;
            above.back().last = at;
        }
        above.push_back({at, place + below, at});
        rows_.push_back(row);
        shown_.push_back(shown);
        at_[row] = at;
    });
    leave_before(no_row);
}

/// `stood`: where the anchor stood, and stands again.
void TreeFace::place(std::span<const TextSize> sizes, Row anchor, const Box* stood) {
    goal_.clear();
    goal_.reserve(rows_.size());
    std::vector<TidyNode> nodes;
    nodes.reserve(rows_.size());
    for (std::size_t at = 0; at < rows_.size(); ++at) {
        const TextSize& text = sizes[rows_[at]];
        const bool measured = text.width >= 0.0F;
        const double width = (measured ? static_cast<double>(text.width) : M::text_width) +
                             M::strip + M::margin_right;
        const double height = (measured ? static_cast<double>(text.height) : M::text_height) +
                              M::margin_top + M::margin_bottom;
        const std::uint32_t parent = shown_[at].parent;
        const double x = at == 0 ? 0.0 : goal_[parent].right() + M::gap_across;
        goal_.push_back({x, 0.0, width, height});
        nodes.push_back({parent, height + M::gap_down, width + M::gap_across});
    }
    const std::vector<double> middle = tidy_tree(nodes);
    double x = 0.0;
    double y = 0.0;
    if (stood != nullptr && find(anchor) < size()) {
        x = stood->x - goal_[at_[anchor]].x;
        y = stood->middle() - middle[at_[anchor]];
    }
    Edges around;
    for (std::size_t at = 0; at < rows_.size(); ++at) {
        Box& box = goal_[at];
        box.x += x;
        box.y = middle[at] + y - box.height / 2;
        around.take(box);
    }
    bounds_ = around.box();
    bounds_.width += M::gap_across / 2;  // the marks of the last boxes
}

void TreeFace::rename(std::span<const Row> was) {
    std::vector<std::uint32_t> at(was.size(), no_row);
    for (Row row = 0; row < was.size(); ++row) {
        if (was[row] < at_.size()) at[row] = at_[was[row]];
    }
    at_ = std::move(at);
}

bool TreeFace::advance(double now) {
    if (!motion_.on()) return false;
    part_ = motion_.at(now, boxes_glide_ms);
    for (std::size_t at = 0; at < rows_.size(); ++at) {
        now_[at].x = from_[at].x + (goal_[at].x - from_[at].x) * part_;
        now_[at].y = from_[at].y + (goal_[at].y - from_[at].y) * part_;
    }
    if (!motion_.on()) now_.clear();
    regroup();
    return motion_.on();
}

Box TreeFace::mark(std::size_t at) const {
    double digits = 1.0;
    for (std::uint32_t rest = folded(at); rest >= 10; rest /= 10) digits += 1.0;
    const Box& box = this->box(at);
    return {box.right() + M::mark_gap, box.middle() - M::mark_height / 2,
            M::mark_height + (digits - 1.0) * M::digit, M::mark_height};
}

/// All that is drawn for it: its box and mark, the line to its children's trunk, its own stub and
/// the piece of trunk between it and the sibling before.
Edges TreeFace::reach(std::size_t at) const {
    const Box& own = box(at);
    const Shown& shown = shown_[at];
    Edges all;
    all.take(own);
    if (shown.has_mark) all.take(mark(at));
    if (shown.has_open) all.right = std::max(all.right, own.right() + M::trunk);
    if (at == 0) return all;
    all.left = std::min(all.left, box(shown.parent).right() + M::trunk);
    if (shown.previous != shown.parent) {
        const double from = box(shown.previous).middle();
        all.top = std::min(all.top, from);
        all.bottom = std::max(all.bottom, from);
    }
    return all;
}

void TreeFace::regroup() {
    groups_.build(size(), [this](std::size_t at) { return reach(at); });
}

}  // namespace palabre::map
