#include "map/open_boxes.hpp"

#include <algorithm>

#include "map/ranking.hpp"

namespace palabre::map {

namespace {

/// The first `room` children, from both sides in turn, the strongest first.
void take_children(const ArgumentRows& rows, const Branches& branches, Row row, std::size_t room,
                   std::vector<Row>& taken) {
    const auto all = branches.children(row);
    const auto cons = static_cast<std::size_t>(
        std::find_if(all.begin(), all.end(),
                     [&](Row each) { return rows.side[each] != Side::pro; }) -
        all.begin());
    std::size_t pro = 0;
    std::size_t other = cons;
    while (room > 0 && (pro < cons || other < all.size())) {
        const bool from_pros = pro < cons && (pro <= other - cons || other == all.size());
        taken.push_back(all[from_pros ? pro++ : other++]);
        --room;
    }
}

}  // namespace

void OpenBoxes::focus(const ArgumentRows& rows, const Branches& branches, Row row) {
    const std::vector<Row> before = shown(branches);
    std::vector<std::uint8_t> on_path(rows.size(), 0);
    std::vector<Row> taken;
    for (Row each = row;; each = rows.parent[each]) {
        on_path[each] = 1;
        taken.push_back(each);
        if (each == 0) break;
    }
    // What stands right below it, as far as there is room; then whole levels that fit.
    std::size_t level = taken.size();
    const std::size_t least = 6;  // of a claim at the end of a long way, too
    take_children(rows, branches, row, open_goal - std::min(open_goal - least, level), taken);
    std::vector<Ranked> near;  // by number in near_rows, which is in preorder
    std::vector<Row> near_rows;
    while (level < taken.size()) {
        std::size_t wanted = 0;
        for (std::size_t i = level; i < taken.size(); ++i)
            wanted += branches.children(taken[i]).size();
        // Half of the rest is for what was open around it.
        if (wanted == 0 || taken.size() + wanted > (row == 0 ? open_goal : open_goal / 2)) break;
        const std::size_t end = taken.size();
        for (; level < end; ++level) {
            const auto below = branches.children(taken[level]);
            taken.insert(taken.end(), below.begin(), below.end());
        }
    }

    std::vector<std::uint32_t> apart(rows.size(), 0);  // steps between it and the row
    const std::uint32_t depth = branches.of(row).depth;
    for (const Row each : before) {
        if (on_path[each] != 0) {
            apart[each] = depth - branches.of(each).depth;
            continue;
        }
        apart[each] = apart[rows.parent[each]] + 1;
        near.push_back({static_cast<double>(apart[each]), static_cast<Row>(near.size())});
        near_rows.push_back(each);
    }
    // A parent is nearer than its children, so what is kept hangs together.
    rank(near);
    open_.assign(open_.size(), 0);
    for (const Row each : taken) open_[each] = 1;
    std::size_t count = taken.size();
    for (const Ranked& one : near) {
        const Row each = near_rows[one.row];
        if (count >= open_goal) break;
        if (open_[each] != 0 || open_[rows.parent[each]] == 0) continue;
        open_[each] = 1;
        ++count;
    }
}

void OpenBoxes::fold(const Branches& branches, Row row, bool open) {
    for (const Row child : branches.children(row)) open_[child] = open ? 1 : 0;
}

bool OpenBoxes::shows(const ArgumentRows& rows, Row row) const {
    while (row != 0 && open_[row] != 0) row = rows.parent[row];
    return row == 0;
}

void OpenBoxes::find_places(const Branches& branches, std::vector<std::uint32_t>& found) const {
    found.clear();
    found.reserve(branches.preorder.size());
    for (std::uint32_t place = 0; place < branches.preorder.size();) {
        const Branch& branch = branches.preorder[place];
        if (is_open(branch.row)) found.push_back(place);
        place += is_open(branch.row) ? 1 : branch.below;
    }
}

std::vector<Row> OpenBoxes::shown(const Branches& branches) const {
    std::vector<Row> found;
    find_places(branches, found);
    for (Row& each : found) each = branches.preorder[each].row;
    return found;
}

}  // namespace palabre::map
