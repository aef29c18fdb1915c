#include <algorithm>
#include <cmath>

#include "map/angles.hpp"
#include "map/map.hpp"

namespace palabre::map {

namespace {

constexpr double text_margin = 12.0;

}  // namespace

Row Map::walk(Row row, Way way) const {
    if (way == Way::child) {
        // A ghost's children hang below the first place of its claim.
        const auto below = branches_.children(rows_.first[row]);
        return below.empty() ? no_row : below.front();
    }
    if (row == 0) return no_row;
    const Row parent = rows_.parent[row];
    if (way == Way::parent) return parent;
    const auto siblings = branches_.children(parent);
    const auto here = std::find(siblings.begin(), siblings.end(), row);
    if (way == Way::next) return here + 1 < siblings.end() ? *(here + 1) : no_row;
    return here > siblings.begin() ? *(here - 1) : no_row;
}

std::uint32_t Map::folded(Row row) {
    ready();
    const std::size_t at = tree_.find(row);
    return at < tree_.size() ? tree_.folded(at) : branches_.of(row).below - 1;
}

Map::Hit Map::hit(double x, double y) {
    ready();
    return face_ == Face::tree ? hit_tree(x, y) : hit_overview(x, y);
}

Map::Hit Map::hit_tree(double x, double y) const {
    const View& view = tree_camera_.view();
    const double px = view.x + x / view.scale;
    const double py = view.y + y / view.scale;
    Hit found;
    tree_.groups().look(
        {px, py, 1e-9, 1e-9}, [](const Box&, std::size_t, std::size_t) { return true; },
        [&](std::size_t at) {
            if (tree_.box(at).holds(px, py)) found = {tree_.row(at), false};
            // A finger is wider than the mark: what lies around it counts too.
            Box mark = tree_.mark(at);
            mark.y -= mark.height / 4;
            mark.height *= 1.5;
            if (found.row == no_row && tree_.has_mark(at) && mark.holds(px, py))
                found = {tree_.row(at), true};
        });
    return found;
}

std::array<double, 2> Map::polar(double x, double y) const {
    if (face_ == Face::icicle) {
        const Box all = overview_bounds();
        return {(y - all.y) / all.height, (x - all.x) / all.width};
    }
    return {angle_of(x, y), std::sqrt(x * x + y * y) / radius()};
}

Map::Hit Map::hit_overview(double x, double y) const {
    const View& view = overview_camera_.view();
    const auto [share, distance] = polar(view.x + x / view.scale, view.y + y / view.scale);
    if (!(share >= 0.0 && share < 1.0 && distance >= 0.0 && distance < 1.0)) return {};
    return {rings_->find(share, rings_->level_at(distance)), false};
}

Box Map::box_on_stage(Row row) {
    ready();
    if (face_ == Face::tree) {
        const std::size_t at = tree_.find(row);
        return at < tree_.size() ? tree_camera_.view().on_stage(tree_.box(at)) : Box{};
    }
    if (!rings_->holds(row)) return {};
    return overview_camera_.view().on_stage(face_ == Face::icicle ? icicle_box(row)
                                                                  : sector(row).bounds());
}

double Map::radius() const {
    return std::max(
        1.0, std::min(overview_camera_.width(), overview_camera_.height()) / 2 - text_margin);
}

Box Map::overview_bounds() const {
    if (face_ == Face::sunburst) return {-radius(), -radius(), 2 * radius(), 2 * radius()};
    return {0.0, 0.0, std::max(1.0, overview_camera_.width() - 2 * text_margin),
            std::max(1.0, overview_camera_.height() - 2 * text_margin)};
}

Sector Map::sector(Row row) const {
    const std::uint32_t level = rings_->level(row);
    return {rings_->edge(level) * radius(), rings_->edge(level + 1) * radius(), rings_->start(row),
            rings_->start(row) + rings_->size(row)};
}

Box Map::icicle_box(Row row) const {
    const Box all = overview_bounds();
    const std::uint32_t level = rings_->level(row);
    return {all.x + rings_->edge(level) * all.width, all.y + rings_->start(row) * all.height,
            (rings_->edge(level + 1) - rings_->edge(level)) * all.width,
            rings_->size(row) * all.height};
}

}  // namespace palabre::map
