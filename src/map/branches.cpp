#include "map/branches.hpp"

#include "map/ranking.hpp"

namespace palabre::map {

Branches Branches::grow(const ArgumentRows& rows, std::span<const double> strength) {
    const Row count = rows.size();
    Branches made;
    made.begin.assign(count + 1, 0);
    for (Row row = 1; row < count; ++row) ++made.begin[rows.parent[row] + 1];
    for (Row row = 0; row < count; ++row) made.begin[row + 1] += made.begin[row];
    made.child.resize(count - 1);
    std::vector<std::uint32_t> next(made.begin.begin(), made.begin.end() - 1);
    for (Row row = 1; row < count; ++row) made.child[next[rows.parent[row]]++] = row;
    std::vector<Ranked> ranked;
    for (Row row = 0; row < count; ++row) {
        ranked.clear();
        for (std::uint32_t at = made.begin[row]; at < made.begin[row + 1]; ++at) {
            const Row child = made.child[at];
            ranked.push_back(
                {2.0 * static_cast<double>(rows.side[child]) - strength[child], child});
        }
        rank(ranked);
        for (std::uint32_t i = 0; i < ranked.size(); ++i)
            made.child[made.begin[row] + i] = ranked[i].row;
    }

    made.preorder.reserve(count);
    made.place.resize(count);
    std::vector<Row> todo{0};
    while (!todo.empty()) {
        const Row row = todo.back();
        todo.pop_back();
        Branch branch{row};
        if (row != 0) branch.depth = made.of(rows.parent[row]).depth + 1;
        made.place[row] = static_cast<std::uint32_t>(made.preorder.size());
        made.preorder.push_back(branch);
        const auto below = made.children(row);
        for (std::size_t i = below.size(); i-- > 0;) todo.push_back(below[i]);
    }
    for (std::size_t i = count; i-- > 1;) {
        const Branch& branch = made.preorder[i];
        made.preorder[made.place[rows.parent[branch.row]]].below += branch.below;
    }
    return made;
}

}  // namespace palabre::map
