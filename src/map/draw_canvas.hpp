#pragma once

#include <vector>

#include "imgui.h"
#include "map/map.hpp"

namespace palabre::map {

/// A place in texture 0 that is white: it is white all over.
inline constexpr float white_place = 0.5F;

/// A quad of the label atlas.
struct LabelQuad {
    ImVec2 from;
    ImVec2 to;
    std::array<float, 4> uv{};
    ImU32 colour = 0;
};

/// `part` of `to` in `from`; both 0xAABBGGRR.
[[nodiscard]] ImU32 mixed(ImU32 from, ImU32 to, double part);
/// The colour with `part` of its opacity.
[[nodiscard]] ImU32 faded(ImU32 colour, double part);

/// Where the shapes of one frame go. Lengths are device pixels.
class Canvas {
  public:
    Canvas(ImDrawList& list, const Map& map);

    ImDrawList& list;
    const Map& map;
    std::vector<LabelQuad> labels;  // one texture each its turn: they come after all the rest
    std::vector<Row> lacking;
    std::vector<Row> drawn;

    [[nodiscard]] double unit() const { return unit_; }    ///< of one world pixel
    [[nodiscard]] double ratio() const { return ratio_; }  ///< of one CSS pixel
    [[nodiscard]] const Box& stage() const { return stage_; }
    [[nodiscard]] Box to_stage(const Box& world) const;
    [[nodiscard]] ImU32 colour(Colour which) const { return map.colours[which]; }
    [[nodiscard]] ImU32 stance(Row row) const;

    /// A plain rectangle, cut at the edges of the stage.
    void rectangle(const Box& box, ImU32 colour);
    /// The same with round corners, of which `flags` (ImDrawFlags_RoundCorners) name some.
    void rounded(const Box& box, double radius, ImU32 colour, ImDrawFlags flags = 0);
    void outline(const Box& box, double radius, double thickness, ImU32 colour);
    /// Plus or minus about a point.
    void sign(bool con, double x, double y, double size, ImU32 colour);
    /// A whole number from its middle left on, its digits `height` tall.
    void number(std::uint32_t value, double x, double y, double height, ImU32 colour);

  private:
    double ratio_;
    double unit_;
    View view_;
    Box stage_;
};

void draw_tree(Canvas& canvas);
void draw_overview(Canvas& canvas);

}  // namespace palabre::map
