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
    std::vector<Ranked> ranked(made.child.size());
    for (std::size_t at = 0; at < ranked.size(); ++at) {
        const Row row = made.child[at];
        ranked[at] = {2.0 * static_cast<double>(rows.side[row]) - strength[row], row};
    }
    for (Row row = 0; row < count; ++row)
        rank(ranked.data() + made.begin[row], ranked.data() + made.begin[row + 1]);
    for (std::size_t at = 0; at < ranked.size(); ++at) made.child[at] = ranked[at].row;
    made.slot.assign(count, 0);
    for (std::uint32_t at = 0; at < made.child.size(); ++at) made.slot[made.child[at]] = at;

    made.preorder.reserve(count);
    made.depth.assign(count, 0);
    std::vector<Row> todo{0};
    while (!todo.empty()) {
        const Row row = todo.back();
        todo.pop_back();
        made.preorder.push_back(row);
        const auto below = made.children(row);
        for (std::size_t i = below.size(); i-- > 0;) {
            made.depth[below[i]] = made.depth[row] + 1;
            todo.push_back(below[i]);
        }
    }
    made.below.assign(count, 1);
    for (std::size_t i = made.preorder.size(); i-- > 1;) {
        const Row row = made.preorder[i];
        made.below[rows.parent[row]] += made.below[row];
    }
    return made;
}

}  // namespace palabre::map
