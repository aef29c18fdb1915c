#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "map/box.hpp"

namespace palabre::map {

/// Finds boxes by place: groups of eight neighbours in a given order (preorder keeps neighbours
/// together), groups of eight groups, and so on up to one. The order is the tree: nothing else is
/// stored but the rectangle around each group.
class BoxGroups {
  public:
    static constexpr std::size_t size = 8;

    /// `box(index)` gives each of `count` boxes, or its edges.
    template <class BoxOf>
    void build(std::size_t count, BoxOf box) {
        count_ = count;
        levels_.clear();
        if (count == 0) return;
        levels_.emplace_back();
        group(count, box, levels_.back());
        while (levels_.back().size() > 1) {
            const std::vector<Box>& below = levels_.back();
            std::vector<Box> above;
            group(
                below.size(), [&](std::size_t i) { return below[i]; }, above);
            levels_.push_back(std::move(above));
        }
    }

    /// Calls `enter(bounds, first, last)` for each group that meets `view`, from the top down:
    /// whether to look into it; and `visit(index)` for each box of the groups that were looked
    /// into.
    template <class Enter, class Visit>
    void look(const Box& view, Enter enter, Visit visit) const {
        if (levels_.empty()) return;
        look_into(levels_.size() - 1, 0, view, enter, visit);
    }
    /// The rectangle around all; nothing where there are none.
    [[nodiscard]] Box bounds() const { return levels_.empty() ? Box{} : levels_.back().front(); }

  private:
    template <class BoxOf>
    static void group(std::size_t count, BoxOf box, std::vector<Box>& groups) {
        groups.reserve((count + size - 1) / size);
        for (std::size_t i = 0; i < count; i += size) {
            Edges around;
            for (std::size_t k = i; k < std::min(count, i + size); ++k) around.take(box(k));
            groups.push_back(around.box());
        }
    }

    template <class Enter, class Visit>
    void look_into(std::size_t level, std::size_t group, const Box& view, Enter& enter,
                   Visit& visit) const {
        const Box& around = levels_[level][group];
        if (!around.meets(view)) return;
        std::size_t first = group;
        std::size_t last = group + 1;
        for (std::size_t i = 0; i <= level; ++i) {
            first *= size;
            last *= size;
        }
        if (!enter(around, first, std::min(last, count_))) return;
        if (level == 0) {
            for (std::size_t i = first; i < std::min(last, count_); ++i) visit(i);
            return;
        }
        const std::size_t end = std::min((group + 1) * size, levels_[level - 1].size());
        for (std::size_t i = group * size; i < end; ++i)
            look_into(level - 1, i, view, enter, visit);
    }

    std::vector<std::vector<Box>> levels_;  // from groups of boxes to the one of all
    std::size_t count_ = 0;
};

}  // namespace palabre::map
