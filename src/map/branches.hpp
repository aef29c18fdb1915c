#pragma once

#include <span>
#include <vector>

#include "map/argument_rows.hpp"

namespace palabre::map {

/// A row where it stands in the whole preorder.
struct Branch {
    Row row = 0;
    std::uint32_t depth = 0;
    std::uint32_t below = 1;  ///< rows in the subtree, the row itself counted: they follow it
};

/// What hangs below each row, in the order shown: pros, then cons, then what weighs nothing; on
/// each side the strongest first, and where they are alike the one that came first.
struct Branches {
    std::vector<std::uint32_t> begin;  ///< where the children of a row begin in `child`; n + 1
    std::vector<Row> child;
    std::vector<Branch> preorder;
    std::vector<std::uint32_t> place;  ///< where a row stands in `preorder`

    [[nodiscard]] const Branch& of(Row row) const { return preorder[place[row]]; }
    [[nodiscard]] std::span<const Row> children(Row row) const {
        return {child.data() + begin[row], child.data() + begin[row + 1]};
    }

    /// `strength` by row decides the order.
    static Branches grow(const ArgumentRows& rows, std::span<const double> strength);
};

}  // namespace palabre::map
