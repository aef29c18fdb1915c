// How the boxes of the tree come from where they stood to where they belong.
#include "map/tree_face.hpp"

namespace palabre::map {

namespace {

constexpr double boxes_glide_ms = 320.0;
/// More boxes than these stand at once where they belong: nobody follows them with the eye.
constexpr std::size_t glide_max = 2000;

}  // namespace

TreeFace::Standing TreeFace::standing() const {
    Standing now;
    if (size() > glide_max) return now;
    now.rows = rows_;
    for (std::size_t at = 0; at < size(); ++at) now.boxes.push_back(box(at));
    return now;
}

void TreeFace::glide_from(const Standing& before) {
    now_.clear();
    is_new_.clear();
    part_ = 1.0;
    motion_.stop();
    if (size() > glide_max || before.rows.empty()) return;
    is_new_.assign(size(), 1);
    from_.assign(size(), {});
    for (std::size_t i = 0; i < before.rows.size(); ++i) {
        const std::size_t at = find(before.rows[i]);
        if (at == size()) continue;
        is_new_[at] = 0;
        from_[at] = before.boxes[i];
    }
    for (std::size_t at = 0; at < size(); ++at) {
        // What is new comes out of its parent.
        const Box& origin = from_[is_new(at) ? parent(at) : at];
        Box from = goal(at);
        from.x = is_new(at) ? origin.x + BoxMeasures::strip : origin.x;
        from.y = origin.middle() - from.height / 2;
        from_[at] = from;
    }
    part_ = 0.0;
    motion_.start();
    now_ = from_;
}

void TreeFace::rename(std::span<const Row> was) {
    std::vector<std::uint32_t> at(was.size(), no_row);
    std::vector<Row> rows(size(), no_row);
    for (Row row = 0; row < was.size(); ++row) {
        if (find(was[row]) == size()) continue;
        at[row] = at_[was[row]];
        rows[at[row]] = row;
    }
    at_ = std::move(at);
    rows_ = std::move(rows);
}

bool TreeFace::advance(double now) {
    if (!motion_.on()) return false;
    part_ = motion_.at(now, boxes_glide_ms);
    for (std::size_t at = 0; at < rows_.size(); ++at) {
        const Box there = goal(at);
        now_[at].x = from_[at].x + (there.x - from_[at].x) * part_;
        now_[at].y = from_[at].y + (there.y - from_[at].y) * part_;
    }
    if (!motion_.on()) now_.clear();
    regroup();
    return motion_.on();
}

}  // namespace palabre::map
