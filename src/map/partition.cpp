#include "map/partition.hpp"

#include <algorithm>

namespace palabre::map {

namespace {

/// So many levels are alike; where there are more, each takes `thinner` of the one before.
constexpr std::uint32_t alike_max = 10;
constexpr double thinner = 0.88;

}  // namespace

Partition Partition::divide(const ArgumentRows& rows, const Branches& branches, Share share) {
    Partition made;
    const auto own = [&](Row row) -> std::uint64_t {
        return share == Share::claims ? 1 : rows.judged[row];
    };
    made.size.resize(rows.size());
    made.height.assign(rows.size(), 0);
    for (std::size_t i = branches.preorder.size(); i-- > 0;) {
        const Row row = branches.preorder[i];
        made.size[row] += own(row);
        if (row == 0) break;
        const Row parent = rows.parent[row];
        made.size[parent] += made.size[row];
        made.height[parent] = std::max(made.height[parent], made.height[row] + 1);
    }
    if (made.size[0] == 0) return divide(rows, branches, Share::claims);
    made.start.assign(rows.size(), 0);
    for (const Row row : branches.preorder) {
        std::uint64_t at = made.start[row];
        bool past_own = false;
        for (const Row child : branches.children(row)) {
            if (!past_own && rows.side[child] != Side::pro) {
                at += own(row);
                past_own = true;
            }
            made.start[child] = at;
            at += made.size[child];
        }
    }
    return made;
}

Rings::Rings(const ArgumentRows& rows, const Partition& partition, const Branches& branches,
             Row root)
    : rows_(&rows),
      partition_(&partition),
      branches_(&branches),
      root_(root),
      depth_(branches.depth[root]),
      origin_(partition.start[root]),
      unit_(1.0 / static_cast<double>(std::max<std::uint64_t>(1, partition.size[root]))) {
    const std::uint32_t levels = partition.height[root] + 1;
    edges_.assign(levels + 1, 0.0);
    double thickness = 1.0;
    for (std::uint32_t level = 0; level < levels; ++level) {
        edges_[level + 1] = edges_[level] + thickness;
        if (levels > alike_max) thickness *= thinner;
    }
    const double all = edges_.back();
    for (double& edge : edges_) edge /= all;
}

bool Rings::holds(Row row) const {
    while (branches_->depth[row] > depth_) row = rows_->parent[row];
    return row == root_;
}

Row Rings::find(double at, std::uint32_t level) const {
    Row row = root_;
    for (std::uint32_t i = 0; i < level; ++i) {
        const auto below = branches_->children(row);
        const auto after =
            std::upper_bound(below.begin(), below.end(), at,
                             [&](double share, Row each) { return share < start(each); });
        if (after == below.begin()) return no_row;
        row = *(after - 1);
        if (at >= start(row) + size(row)) return no_row;
    }
    return row;
}

std::uint32_t Rings::level_at(double distance) const {
    const auto after = std::upper_bound(edges_.begin(), edges_.end(), distance);
    return static_cast<std::uint32_t>(std::max<std::ptrdiff_t>(1, after - edges_.begin()) - 1);
}

}  // namespace palabre::map
