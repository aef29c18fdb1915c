#pragma once

#include <vector>

#include "map/box.hpp"
#include "map/branches.hpp"

namespace palabre::map {

/// What a claim's share of the whole counts: the claims of its subtree, or the judgements given
/// there.
enum class Share : std::uint8_t { claims, judgements };

/// The whole debate as nested intervals: sunburst and icicle are two ways to draw it. Whole
/// numbers, so sums are exact: a claim's interval is its children's and its own share, which lies
/// between its pros and its cons.
struct Partition {
    std::vector<std::uint32_t> start;  ///< by row
    std::vector<std::uint32_t> size;   ///< by row; of the thesis: all

    /// Judgements where there are any, and not over 2^32 of them; else claims.
    static Partition divide(const ArgumentRows& rows, const Branches& branches, Share share);
};

/// Where rows stand in an overview whose root is one of them.
class Rings {
  public:
    Rings(const Partition& partition, const Branches& branches, Row root);

    [[nodiscard]] Row root() const { return root_; }
    /// Whether a row stands in the overview.
    [[nodiscard]] bool holds(Row row) const {
        return branches_->place[row] - branches_->place[root_] < root_branch().below;
    }
    /// Levels below the root.
    [[nodiscard]] std::uint32_t level(Row row) const {
        return branches_->of(row).depth - root_branch().depth;
    }
    [[nodiscard]] std::uint32_t levels() const {
        return static_cast<std::uint32_t>(edges_.size()) - 1;
    }
    /// Share of the whole before the row, and its own, in [0,1].
    [[nodiscard]] double start(Row row) const {
        return static_cast<double>(partition_->start[row] - origin_) * unit_;
    }
    [[nodiscard]] double size(Row row) const {
        return row == root_ ? 1.0 : static_cast<double>(partition_->size[row]) * unit_;
    }
    /// How far from the root's near side a level begins, in [0,1]; of levels(): 1. Levels are alike
    /// where they are few, and ever thinner where they are many, so that a long thread still shows.
    [[nodiscard]] double edge(std::uint32_t level) const { return edges_[level]; }
    /// The row whose interval at `level` holds the share `at`, or no_row.
    [[nodiscard]] Row find(double at, std::uint32_t level) const;
    [[nodiscard]] std::uint32_t level_at(double distance) const;

  private:
    [[nodiscard]] const Branch& root_branch() const { return branches_->of(root_); }

    const Partition* partition_;
    const Branches* branches_;
    Row root_;
    std::uint32_t origin_;
    double unit_;
    std::vector<double> edges_;
};

}  // namespace palabre::map
