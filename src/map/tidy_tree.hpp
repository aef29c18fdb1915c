#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace palabre::map {

struct TidyNode {
    std::uint32_t parent = 0;  ///< stands before it; of the root itself
    double breadth = 0.0;      ///< room it takes beside its siblings, the gap counted
    double length = 0.0;       ///< room it takes between its parent and its children
};

/// Where the middle of each node lies across, the root's at 0: no two overlap, a parent stands in
/// the middle of its children, and subtrees stand as close as their outlines let them.
///
/// Shape:   nodes in preorder, siblings in the order shown; one entry each.
/// Cost:    linear, without recursion: a chain of a million is as good as a star.
/// Source:  A. van der Ploeg: Drawing non-layered tidy trees in linear time. Software: Practice and
///          Experience 44 (2014). With the correction of d3-flextree: the first pair of two
///          outlines is brought together too, which the paper's program only moves apart.
[[nodiscard]] std::vector<double> tidy_tree(std::span<const TidyNode> nodes);

}  // namespace palabre::map
