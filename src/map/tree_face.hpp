#pragma once

#include <span>
#include <vector>

#include "map/box_groups.hpp"
#include "map/camera.hpp"
#include "map/open_boxes.hpp"
#include "map/tidy_tree.hpp"

namespace palabre::map {

/// Measures of a box, in world pixels. The text stands between the strip of the sign and the right
/// margin, above the bar of the strength.
struct BoxMeasures {
    static constexpr double strip = 24.0;
    static constexpr double margin_right = 12.0;
    static constexpr double margin_top = 9.0;
    static constexpr double margin_bottom = 15.0;
    static constexpr double text_width = 200.0;  ///< of what was not measured
    static constexpr double text_height = 40.0;
    static constexpr double line = 20.0;  ///< about what a line of text takes
    static constexpr double gap_down = 14.0;
    static constexpr double gap_across = 72.0;
    static constexpr double trunk = 54.0;  ///< from a box to the line that its children hang on
    static constexpr double mark_height = 20.0;
    static constexpr double mark_gap = 5.0;
    static constexpr double digit = 7.0;
};

struct TextSize {
    float width = -1.0F;  ///< negative: not measured
    float height = 0.0F;
};

/// The tree as it stands: one entry a shown row, in preorder. It grows to the right, pros above
/// cons.
class TreeFace {
  public:
    /// Lays out what is open. `anchor` stays where it stood, so that nothing jumps under the eye;
    /// `softly`: the others glide.
    void lay_out(const Branches& branches, const OpenBoxes& open, std::span<const TextSize> sizes,
                 Row anchor, bool softly);
    /// Rows have other numbers from now on: `was` is what each was, or no_row. Has to be laid out.
    void rename(std::span<const Row> was);
    /// Lets boxes glide to their places; whether some still move.
    bool advance(double now);

    [[nodiscard]] std::size_t size() const { return rows_.size(); }
    [[nodiscard]] Row row(std::size_t at) const { return rows_[at]; }
    /// Where a row stands in the list, or size().
    [[nodiscard]] std::size_t find(Row row) const {
        return row < at_.size() && at_[row] < rows_.size() ? at_[row] : rows_.size();
    }
    [[nodiscard]] std::size_t parent(std::size_t at) const { return nodes_[at].parent; }
    /// The sibling shown before it, or its parent where it is the first.
    [[nodiscard]] std::size_t previous(std::size_t at) const { return nodes_[at].previous; }
    [[nodiscard]] Box box(std::size_t at) const { return now_.empty() ? goal(at) : now_[at]; }
    /// Where it comes to stand.
    [[nodiscard]] Box goal(std::size_t at) const;
    /// Rows below it that are folded away.
    [[nodiscard]] std::uint32_t folded(std::size_t at) const { return folded_[at]; }
    [[nodiscard]] bool has_mark(std::size_t at) const {
        return folded_[at] > 0 || has_open_child(at);
    }
    [[nodiscard]] Box mark(std::size_t at) const;
    [[nodiscard]] bool has_open_child(std::size_t at) const {
        return at + 1 < size() && nodes_[at + 1].parent == at;
    }
    /// In [0,1]: how far one that is new has come.
    [[nodiscard]] double presence(std::size_t at) const { return is_new(at) ? part_ : 1.0; }
    [[nodiscard]] const BoxGroups& groups() const { return groups_; }
    [[nodiscard]] Box bounds() const { return bounds_; }

  private:
    /// Where boxes stand; nothing where they are too many to be followed with the eye.
    struct Standing {
        std::vector<Row> rows;
        std::vector<Box> boxes;
    };
    [[nodiscard]] Standing standing() const;
    void glide_from(const Standing& before);

    void list(const Branches& branches, const OpenBoxes& open, std::span<const TextSize> sizes);
    void place(Row anchor, const Box* stood);
    void regroup();
    [[nodiscard]] Edges reach(std::size_t at) const;
    [[nodiscard]] bool is_new(std::size_t at) const { return !is_new_.empty() && is_new_[at] != 0; }

    std::vector<Row> rows_;
    std::vector<std::uint32_t> at_;  // by row
    std::vector<TidyNode> nodes_;    // rooms, the gaps counted
    std::vector<std::uint32_t> folded_;
    std::vector<std::uint8_t> is_new_;  // where boxes glide
    std::vector<Box> from_;             // while they glide
    std::vector<Box> now_;
    BoxGroups groups_;
    Box bounds_;
    Motion motion_;
    double part_ = 1.0;
};

}  // namespace palabre::map
