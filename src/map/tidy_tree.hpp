#pragma once

#include <cstdint>
#include <span>

namespace palabre::map {

/// A node of a tree that grows along one axis and spreads across it.
struct TidyNode {
    double along = 0.0;        ///< made: where it begins, which is where its parent's room ends
    double across = 0.0;       ///< made: where its middle lies
    float length = 0.0F;       ///< room it takes between its parent and its children
    float breadth = 0.0F;      ///< room it takes beside its siblings, the gap counted
    std::uint32_t parent = 0;  ///< stands before it; of the root itself
    std::uint32_t previous =
        0;  ///< made: the sibling before it, or its parent where it is the first
};

/// Places each node, the root at 0 along and across: no two overlap, a parent stands in the middle
/// of its children, and subtrees stand as close as their outlines let them.
///
/// Shape:   nodes in preorder, siblings in the order shown.
/// Cost:    linear, without recursion: a chain of a million is as good as a star.
/// Source:  A. van der Ploeg: Drawing non-layered tidy trees in linear time. Software: Practice and
///          Experience 44 (2014). With the correction of d3-flextree: the first pair of two
///          outlines is brought together too, which the paper's program only moves apart.
void tidy_tree(std::span<TidyNode> nodes);

}  // namespace palabre::map
