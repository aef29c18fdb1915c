#include "map/map.hpp"

#include <cmath>

namespace palabre::map {

namespace {

constexpr double tree_scale_max = 2.0;
constexpr double overview_scale_max = 64.0;
constexpr double margin = 16.0;
/// Below this scale text is hard to read: a claim that was asked for is not shown smaller.
constexpr double readable_scale = 0.8;

}  // namespace

Map::Map(ArgumentRows rows)
    : rows_(std::move(rows)),
      weights_(rows_),
      branches_(Branches::grow(rows_, weights_.recorded())),
      open_(rows_.size()),
      sizes_(rows_.size()),
      label_of_(rows_.size(), 0) {
    open_.focus(rows_, branches_, 0);
}

Result<std::unique_ptr<Map>> Map::open(std::string_view columns) {
    PALABRE_TRY(rows, ArgumentRows::read(columns));
    return std::unique_ptr<Map>(new Map(std::move(rows)));
}

Result<bool> Map::renew(std::string_view columns, std::span<const Row> was) {
    PALABRE_TRY(rows, ArgumentRows::read(columns));
    if (was.size() != rows.size()) return Fault{"was", "", "an entry for each row"};
    for (const Row row : was) {
        if (row != no_row && row >= size()) return Fault{"was", "", "a row that was not there"};
    }
    move_to(std::move(rows), was);
    return true;
}

void Map::move_to(ArgumentRows rows, std::span<const Row> was) {
    ready();
    const Row count = rows.size();
    std::vector<Row> now_at(size(), no_row);
    std::vector<TextSize> sizes(count);
    std::vector<std::uint32_t> label_of(count, 0);
    OpenBoxes open(count);
    for (Row row = 0; row < count; ++row) {
        const Row before = was[row];
        if (before != no_row) {
            now_at[before] = row;
            sizes[row] = sizes_[before];
            label_of[row] = label_of_[before];
            if (open_.is_open(before)) open.open(row);
            continue;
        }
        // What is new shows where its siblings do, or where it is the first.
        const Row parent = was[rows.parent[row]];
        if (parent == no_row) continue;
        const std::size_t at = tree_.find(parent);
        if (at < tree_.size() && (tree_.has_open_child(at) || !tree_.has_mark(at))) open.open(row);
    }
    const auto moved = [&](Row row) { return row == no_row ? no_row : now_at[row]; };
    const Row root = moved(overview_root_);
    overview_root_ = root == no_row ? 0 : root;
    rows_ = std::move(rows);
    weights_.move_to(now_at);
    branches_ = Branches::grow(rows_, weights_.recorded());
    open_ = std::move(open);
    sizes_ = std::move(sizes);
    label_of_ = std::move(label_of);
    chosen_ = moved(chosen_);
    pointed_ = moved(pointed_);
    anchor_ = chosen_ == no_row ? 0 : chosen_;
    wanted_ = no_row;
    tree_.rename(was);
    divide();
    find_highlights();
    stale_ = true;
}

void Map::stage(double width, double height, double ratio) {
    ratio_ = ratio;
    tree_camera_.stage(width, height);
    overview_camera_.stage(width, height);
    limit_cameras();
    if (!drawn_) {
        wanted_ = chosen_ == no_row ? 0 : chosen_;
        stale_ = true;
    }
    overview_camera_.go(overview_camera_.around(overview_bounds(), 1.0, 0.0), false);
}

void Map::show(Face face, Share share) {
    face_ = face;
    share_ = share;
    divide();
    limit_cameras();
    if (face_ != Face::tree)
        overview_camera_.go(overview_camera_.around(overview_bounds(), 1.0, 0.0), false);
}

void Map::divide() {
    if (face_ == Face::tree) return;
    partition_ = Partition::divide(rows_, branches_, share_);
    rings_.emplace(partition_, branches_, overview_root_);
}

void Map::highlight(Highlight which) {
    highlight_ = which;
    find_highlights();
}

void Map::find_highlights() {
    highlights_ = highlighted(rows_, weights_, highlight_);
}

bool Map::is_highlighted(Row row) const {
    for (const Highlighted& each : highlights_) {
        if (each.row == row) return true;
    }
    return false;
}

void Map::focus(Row row) {
    open_.focus(rows_, branches_, row);
    chosen_ = row;
    anchor_ = row;
    wanted_ = row;
    stale_ = true;
    if (face_ == Face::tree) return;
    overview_root_ = row;
    rings_.emplace(partition_, branches_, row);
    overview_camera_.go(overview_camera_.around(overview_bounds(), 1.0, 0.0), false);
}

void Map::fold(Row row, bool open) {
    open_.fold(branches_, row, open);
    anchor_ = row;
    stale_ = true;
}

void Map::open_all() {
    open_.open_all();
    anchor_ = 0;
    stale_ = true;
}

void Map::suppose(Row row, double base) {
    weights_.suppose(row, base);
    find_highlights();
}

void Map::forget() {
    weights_.forget();
    find_highlights();
}

void Map::weigh_by(Semantics semantics) {
    weights_.weigh_by(semantics);
    find_highlights();
}

void Map::settle() {
    branches_ = Branches::grow(rows_, weights_.now());
    anchor_ = chosen_ == no_row ? 0 : chosen_;
    stale_ = true;
    divide();
}

void Map::measure(Row row, TextSize size) {
    sizes_[row] = size;
    stale_ = true;
}

void Map::set_label(Row row, const Label& label) {
    std::uint32_t& at = label_of_[row];
    if (at == 0) {
        at = static_cast<std::uint32_t>(labels_.size());
        labels_.resize(at + 1);
    }
    labels_[at] = label;
}

void Map::unlabel(bool sizes_too) {
    label_of_.assign(size(), 0);
    labels_.resize(1);
    if (!sizes_too) return;
    sizes_.assign(sizes_.size(), TextSize{});
    stale_ = true;
}

double Map::label_scale() const {
    const double scale = std::clamp(tree_camera_.view().scale, 0.125, tree_scale_max);
    // The next power of sqrt 2 that is not smaller: labels are only ever drawn smaller than made.
    double power = 1.0;
    while (power < scale * 0.999) power *= 1.4142135623730951;
    while (power / 1.4142135623730951 >= scale * 0.999) power /= 1.4142135623730951;
    return power;
}

void Map::ready() {
    if (stale_) lay_out();
}

void Map::lay_out() {
    stale_ = false;
    tree_.lay_out(branches_, open_, sizes_, anchor_, drawn_ && !still_);
    limit_cameras();
    if (wanted_ != no_row) go_to(wanted_);
    wanted_ = no_row;
}

void Map::limit_cameras() {
    if (tree_.size() > 0) {
        const Box world = tree_.bounds();
        const double all = tree_camera_.around(world, 1.0, margin).scale;
        tree_camera_.limit(all, tree_scale_max, world);
    }
    overview_camera_.limit(1.0, overview_scale_max, overview_bounds());
}

void Map::go_to(Row row) {
    const std::size_t at = tree_.find(row);
    if (at >= tree_.size()) return;
    Box around = tree_.goal(at);
    for (std::size_t i = at + 1; i < tree_.size() && tree_.parent(i) >= at; ++i) {
        if (tree_.parent(i) == at) around = around.with(tree_.goal(i));
    }
    View view = tree_camera_.around(around, 1.0, margin);
    if (view.scale < readable_scale) {
        // Not all of its children fit: the claim stands at the left, in the middle.
        const Box box = tree_.goal(at);
        view.scale = readable_scale;
        view.x = box.x - margin / view.scale;
        view.y = box.middle() - tree_camera_.height() / view.scale / 2;
    }
    tree_camera_.go(view, drawn_ && !still_);
}

void Map::fit() {
    ready();
    const bool softly = drawn_ && !still_;
    if (face_ == Face::tree) {
        tree_camera_.go(tree_camera_.around(tree_.bounds(), 1.0, margin), softly);
    } else {
        overview_camera_.go(overview_camera_.around(overview_bounds(), 1.0, 0.0), softly);
    }
}

bool Map::advance(double now) {
    ready();
    drawn_ = true;
    const bool boxes = tree_.advance(now);
    return camera().advance(now) || boxes;
}

}  // namespace palabre::map
