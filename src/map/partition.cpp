#include "map/partition.hpp"

#include <algorithm>
#include <numeric>

namespace palabre::map {

namespace {

/// So many levels are alike; where there are more, each takes `thinner` of the one before.
constexpr std::uint32_t alike_max = 10;
constexpr double thinner = 0.88;

}  // namespace

Partition Partition::divide(const ArgumentRows& rows, const Branches& branches, Share share) {
    const std::uint64_t judgements =
        std::accumulate(rows.judged.begin(), rows.judged.end(), std::uint64_t{0});
    if (judgements == 0 || judgements >> 32U != 0) share = Share::claims;
    const auto own = [&](Row row) { return share == Share::claims ? 1 : rows.judged[row]; };
    Partition made;
    made.size.resize(rows.size());
    for (std::size_t i = branches.preorder.size(); i-- > 0;) {
        const Row row = branches.preorder[i].row;
        made.size[row] += own(row);
        if (row != 0) made.size[rows.parent[row]] += made.size[row];
    }
    made.start.assign(rows.size(), 0);
    for (const auto& [row, depth, below] : branches.preorder) {
        std::uint32_t at = made.start[row];
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

Rings::Rings(const Partition& partition, const Branches& branches, Row root)
    : partition_(&partition),
      branches_(&branches),
      root_(root),
      origin_(partition.start[root]),
      unit_(1.0 / static_cast<double>(std::max<std::uint32_t>(1, partition.size[root]))) {
    const Branch* const first = &root_branch();
    std::uint32_t levels = 1;
    for (const Branch* each = first; each < first + first->below; ++each)
        levels = std::max(levels, each->depth - first->depth + 1);
    edges_.assign(levels + 1, 0.0);
    double thickness = 1.0;
    for (std::uint32_t level = 0; level < levels; ++level) {
        edges_[level + 1] = edges_[level] + thickness;
        if (levels > alike_max) thickness *= thinner;
    }
    const double all = edges_.back();
    for (double& edge : edges_) edge /= all;
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
