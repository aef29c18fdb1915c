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
    rows_ = open.shown(branches);
    at_.assign(rows.size(), no_row);
    parent_.assign(rows_.size(), 0);
    previous_.assign(rows_.size(), 0);
    std::vector<std::uint32_t> last(rows_.size(), 0);
    for (std::uint32_t at = 0; at < rows_.size(); ++at) {
        at_[rows_[at]] = at;
        if (at == 0) continue;
        const std::uint32_t parent = at_[rows.parent[rows_[at]]];
        parent_[at] = parent;
        previous_[at] = last[parent] != 0 ? last[parent] : parent;
        last[parent] = at;
    }
    std::vector<std::uint32_t> shown(rows_.size(), 1);
    folded_.resize(rows_.size());
    has_mark_.resize(rows_.size());
    has_open_.resize(rows_.size());
    for (std::size_t at = rows_.size(); at-- > 0;) {
        folded_[at] = branches.below[rows_[at]] - shown[at];
        has_mark_[at] = branches.below[rows_[at]] > 1 ? 1 : 0;
        has_open_[at] = shown[at] > 1 ? 1 : 0;
        if (at != 0) shown[parent_[at]] += shown[at];
    }
    place(sizes);
    if (stood(anchor) && find(anchor) < size()) {
        const Box& here = goal_[at_[anchor]];
        shift(then.x - here.x, then.middle() - here.middle());
    }

    now_.clear();
    is_new_.assign(rows_.size(), 0);
    part_ = 1.0;
    motion_.stop();
    if (rows_.size() <= glide_max && !before.empty()) {
        from_ = goal_;
        for (std::size_t at = 0; at < rows_.size(); ++at) {
            const Row row = rows_[at];
            is_new_[at] = stood(row) ? 0 : 1;
            // What is new comes out of its parent.
            const Box& origin = stood(row) ? before[at_before[row]] : from_[parent_[at]];
            from_[at].x = stood(row) ? origin.x : origin.x + M::strip;
            from_[at].y = origin.middle() - goal_[at].height / 2;
        }
        part_ = 0.0;
        motion_.start();
        now_ = from_;
    }
    regroup();
}

void TreeFace::place(std::span<const TextSize> sizes) {
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
        const double x = at == 0 ? 0.0 : goal_[parent_[at]].right() + M::gap_across;
        goal_.push_back({x, 0.0, width, height});
        nodes.push_back({parent_[at], height + M::gap_down, width + M::gap_across});
    }
    const std::vector<double> middle = tidy_tree(nodes);
    for (std::size_t at = 0; at < rows_.size(); ++at)
        goal_[at].y = middle[at] - goal_[at].height / 2;
    bounds_ = goal_.front();
    for (const Box& box : goal_) bounds_ = bounds_.with(box);
    bounds_.width += M::gap_across / 2;  // the marks of the last boxes
}

void TreeFace::shift(double x, double y) {
    for (Box& box : goal_) {
        box.x += x;
        box.y += y;
    }
    bounds_.x += x;
    bounds_.y += y;
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
    for (std::uint32_t rest = folded_[at]; rest >= 10; rest /= 10) digits += 1.0;
    const Box& box = this->box(at);
    return {box.right() + M::mark_gap, box.middle() - M::mark_height / 2,
            M::mark_height + (digits - 1.0) * M::digit, M::mark_height};
}

/// All that is drawn for it: its box and mark, the line to its children's trunk, its own stub and
/// the piece of trunk between it and the sibling before.
Box TreeFace::reach(std::size_t at) const {
    const Box& own = box(at);
    Box all = own;
    if (has_mark_[at] != 0) all = all.with(mark(at));
    if (has_open_[at] != 0) all.width = std::max(all.width, own.width + M::trunk);
    if (at == 0) return all;
    const double trunk = box(parent_[at]).right() + M::trunk;
    const double from = box(previous_[at] == parent_[at] ? at : previous_[at]).middle();
    return all.with({trunk, std::min(from, own.middle()), own.x - trunk,
                     std::max(from, own.middle()) - std::min(from, own.middle())});
}

void TreeFace::regroup() {
    groups_.build(size(), [this](std::size_t at) { return reach(at); });
}

}  // namespace palabre::map
