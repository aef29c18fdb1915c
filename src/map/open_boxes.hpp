#pragma once

#include <vector>

#include "map/branches.hpp"

namespace palabre::map {

/// Boxes that stand open while a reader looks at one claim: more are hard to take in (map 50
/// propositions and readers recall less than of 30: T. Dwyer, M. Hogan, I. Stewart, 2010).
inline constexpr std::size_t open_goal = 30;

/// Which rows the tree shows: the thesis, and of each shown row's children those that are open. The
/// others are counted on its mark.
class OpenBoxes {
  public:
    explicit OpenBoxes(Row count) : open_(count, 0) { open_[0] = 1; }

    /// Shows the way to `row`, what stands below it, and of what was open the nearest to it, about
    /// open_goal in all: degree of interest after J. Heer, S. K. Card, DOITrees Revisited (2004).
    void focus(const ArgumentRows& rows, const Branches& branches, Row row);
    /// Opens all children of `row`, or folds them.
    void fold(const Branches& branches, Row row, bool open);
    void open_all() { open_.assign(open_.size(), 1); }
    void open(Row row) { open_[row] = 1; }

    /// Whether it is shown where its parent is.
    [[nodiscard]] bool is_open(Row row) const { return open_[row] != 0; }
    /// Whether it is shown.
    [[nodiscard]] bool shows(const ArgumentRows& rows, Row row) const;
    /// The places in the whole preorder of all shown rows, in order, in place of what `found` held.
    void find_places(const Branches& branches, std::vector<std::uint32_t>& found) const;
    /// All shown rows in preorder.
    [[nodiscard]] std::vector<Row> shown(const Branches& branches) const;

  private:
    std::vector<std::uint8_t> open_;
};

}  // namespace palabre::map
