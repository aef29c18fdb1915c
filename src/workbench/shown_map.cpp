#include "workbench/shown_map.hpp"

#include <algorithm>

#include "interchange/column_reader.hpp"
#include "interchange/flat_columns.hpp"

namespace palabre::workbench {

namespace {

// The columns of a debate without an entry: the thesis alone always makes a map.
std::unique_ptr<map::Map> empty_map() {
    const LiveDebate none("none/none", "", Outline{});
    return std::move(map::Map::open(flat_columns(none, 0)).value());
}

}  // namespace

std::vector<std::pair<std::string, std::string>> places_of(std::string_view columns) {
    ColumnReader in(columns);
    (void)in.u32();  // the revision
    const std::uint32_t count = in.u32();
    std::vector<std::uint32_t> parents;
    for (std::uint32_t i = 0; i < count && in.ok(); ++i) parents.push_back(in.u32());
    (void)in.take(count);  // stances
    in.align();
    // Base scores, strengths, judgements.
    (void)in.take(std::size_t{count} * 3 * 4);
    std::vector<std::uint32_t> ends;
    std::uint32_t from = in.u32();
    for (std::uint32_t i = 0; i < count && in.ok(); ++i) ends.push_back(in.u32());
    std::vector<std::pair<std::string, std::string>> places;
    for (std::uint32_t i = 0; i < count && in.ok(); ++i) {
        places.emplace_back(in.take(ends[i] - from), "");
        from = ends[i];
    }
    for (std::uint32_t i = 0; i < places.size(); ++i) {
        if (parents[i] < places.size()) places[i].second = places[parents[i]].first;
    }
    return places;
}

ShownMap::ShownMap() : map_(empty_map()), places_{{"~", "~"}}, rows_{{{"~", "~"}, 0}} {}

void ShownMap::follow(const LiveDebate& debate) {
    const std::string columns = flat_columns(debate, 0);
    std::vector<Place> places = places_of(columns);
    std::vector<map::Row> was;
    was.reserve(places.size());
    for (const Place& place : places) {
        const auto found = rows_.find(place);
        was.push_back(found == rows_.end() ? map::no_row : found->second);
    }
    if (!map_->renew(columns, was)) return;
    rows_.clear();
    for (std::size_t row = 0; row < places.size(); ++row) {
        rows_.emplace(places[row], static_cast<map::Row>(row));
    }
    places_ = std::move(places);
    // A claim that has not come yet stays chosen, and is when it comes again.
    map_->choose(row_of(chosen_));
}

map::Row ShownMap::row_of(std::string_view claim) const {
    if (claim.empty()) return map::no_row;
    const auto first = rows_.lower_bound({std::string(claim), ""});
    if (first == rows_.end() || first->first.first != claim) return map::no_row;
    return map_->rows().first[first->second];
}

void ShownMap::choose(std::string_view claim) {
    chosen_ = claim;
    const map::Row row = row_of(claim);
    map_->choose(row);
    if (row != map::no_row) map_->focus(row);
}

std::vector<WeighedRow> weighed_rows(const map::Map& map, bool apart) {
    std::vector<WeighedRow> rows;
    for (map::Row row = 0; row < map.size(); ++row) {
        if (map.rows().is_ghost(row)) continue;
        WeighedRow each{row, map.weights().spread(row), 0.0};
        const auto [least, most] =
            std::minmax_element(each.strengths.begin(), each.strengths.end());
        each.apart = *most - *least;
        rows.push_back(each);
    }
    if (apart) {
        std::stable_sort(rows.begin(), rows.end(), [](const WeighedRow& a, const WeighedRow& b) {
            return a.apart > b.apart;
        });
    }
    return rows;
}

}  // namespace palabre::workbench
