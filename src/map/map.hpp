#pragma once

#include <array>
#include <memory>
#include <optional>
#include <string_view>

#include "map/highlights.hpp"
#include "map/partition.hpp"
#include "map/sector.hpp"
#include "map/tree_face.hpp"

namespace palabre::map {

// The argument map. Read this first; docs/map.md says what it shows and why.
//
// A map is given a debate's columns and holds what a reader does with them: what is open, chosen,
// supposed, and where the camera stands. Everything but draw_*.cpp is arithmetic on flat arrays and
// knows no graphics:
//
//     argument_rows   columns, read            weights        strengths, and what if
//     branches        order of children        highlights     what stands out
//     open_boxes      focus and context        tidy_tree      places of the boxes
//     tree_face       the tree as it stands    box_groups     which boxes are in sight
//     partition       sunburst and icicle      camera         what the stage shows
//     tree_glide      how boxes come there
//
// draw_stage.hpp makes triangles of it, by ImGui's draw list; src/wasm/map.cpp is the boundary.

enum class Face : std::uint8_t { tree, sunburst, icicle };

/// In the order of palabre_map_colours, 0xAABBGGRR each.
enum Colour : std::size_t {
    colour_text,
    colour_muted,
    colour_surface,
    colour_rule,
    colour_raised,
    colour_accent,
    colour_pro,
    colour_con,
    colour_on_accent,
    colour_count
};

struct Label {
    float scale = 0.0F;  ///< 0: there is none
    std::array<float, 4> uv{};
};

enum class Way : std::uint8_t { parent, child, next, previous };

class Map {
  public:
    /// Errors: `columns`, as ArgumentRows::read.
    static Result<std::unique_ptr<Map>> open(std::string_view columns);
    /// The debate moved on: `was[row]` is the row that it was before, or no_row. Everything stays
    /// with its row, what is new comes in softly.
    /// Errors: `columns`; `was` where it has not an entry for each row, or one points nowhere. Then
    ///         nothing has changed.
    Result<bool> renew(std::string_view columns, std::span<const Row> was);

    [[nodiscard]] Row size() const { return rows_.size(); }
    [[nodiscard]] const ArgumentRows& rows() const { return rows_; }
    [[nodiscard]] const Branches& branches() const { return branches_; }
    [[nodiscard]] const Weights& weights() const { return weights_; }

    // The stage.
    void stage(double width, double height, double ratio);
    void show(Face face, Share share);
    void highlight(Highlight which);
    void still(bool still) { still_ = still; }
    [[nodiscard]] double ratio() const { return ratio_; }
    [[nodiscard]] Face face() const { return face_; }
    std::array<std::uint32_t, colour_count> colours{};

    // What a reader does. A row is one of the map's.
    void focus(Row row);
    void fold(Row row, bool open);
    void open_all();
    void choose(Row row) { chosen_ = row; }
    void point(Row row) { pointed_ = row; }
    [[nodiscard]] Row chosen() const { return chosen_; }
    [[nodiscard]] Row pointed() const { return pointed_; }
    void suppose(Row row, double base);
    void forget();
    void weigh_by(Semantics semantics);
    void settle();

    void pan(double dx, double dy) { camera().pan(dx, dy); }
    void zoom(double factor, double x, double y) { camera().zoom(factor, x, y); }
    void fit();
    [[nodiscard]] Camera& camera() { return face_ == Face::tree ? tree_camera_ : overview_camera_; }
    [[nodiscard]] const Camera& camera() const {
        return face_ == Face::tree ? tree_camera_ : overview_camera_;
    }

    // Answers.
    [[nodiscard]] Row walk(Row row, Way way) const;
    struct Hit {
        Row row = no_row;
        bool mark = false;
    };
    [[nodiscard]] Hit hit(double x, double y);
    /// Where a row is drawn now, in CSS pixels of the stage; of no width where it is not.
    [[nodiscard]] Box box_on_stage(Row row);
    /// What the tree shows, in preorder.
    [[nodiscard]] std::vector<Row> shown() const { return open_.shown(branches_); }
    [[nodiscard]] const std::vector<Highlighted>& highlights() const { return highlights_; }
    [[nodiscard]] bool is_highlighted(Row row) const;
    /// Rows folded away below it in the tree; all below it where it is not shown.
    [[nodiscard]] std::uint32_t folded(Row row);

    // Labels.
    void measure(Row row, TextSize size);
    void set_label(Row row, const Label& label);
    void unlabel(bool sizes_too);
    [[nodiscard]] const Label& label(Row row) const { return labels_[label_of_[row]]; }
    [[nodiscard]] const TextSize& text_size(Row row) const { return sizes_[row]; }
    [[nodiscard]] double label_scale() const;

    /// Moves what moves by itself; whether something still does.
    bool advance(double now);
    [[nodiscard]] const TreeFace& tree() const { return tree_; }
    /// Where rows stand in the overview, while that is the face.
    [[nodiscard]] const Rings& rings() const { return *rings_; }
    /// Of the overview, which fills the stage at scale 1; the sunburst stands about the origin.
    [[nodiscard]] double radius() const;
    [[nodiscard]] Box overview_bounds() const;
    /// Of a row that the overview holds.
    [[nodiscard]] Sector sector(Row row) const;
    [[nodiscard]] Box icicle_box(Row row) const;

    /// Lays out what changed; every answer about places does so first.
    void ready();

  private:
    explicit Map(ArgumentRows rows);
    void move_to(ArgumentRows rows, std::span<const Row> was);
    void lay_out();
    void divide();
    void limit_cameras();
    void find_highlights();
    void go_to(Row row);
    [[nodiscard]] Hit hit_tree(double x, double y) const;
    [[nodiscard]] Hit hit_overview(double x, double y) const;
    /// The share of the whole at a world point, and how far from the root's near side.
    [[nodiscard]] std::array<double, 2> polar(double x, double y) const;

    ArgumentRows rows_;
    Weights weights_;
    Branches branches_;
    OpenBoxes open_;
    TreeFace tree_;
    // Of the overview, while that is the face.
    Partition partition_;
    std::optional<Rings> rings_;
    std::vector<TextSize> sizes_;
    std::vector<std::uint32_t> label_of_;  // where in labels_, since few have one
    std::vector<Label> labels_{1};         // the first for those that have none
    std::vector<Highlighted> highlights_;
    Camera tree_camera_;
    Camera overview_camera_;
    double ratio_ = 1.0;
    Face face_ = Face::tree;
    Share share_ = Share::claims;
    Highlight highlight_ = Highlight::none;
    Row chosen_ = no_row;
    Row pointed_ = no_row;
    Row anchor_ = 0;
    Row overview_root_ = 0;
    Row wanted_ = 0;  // to be brought into sight once it is laid out
    bool still_ = false;
    bool drawn_ = false;  // something was seen: changes may glide from there
    bool stale_ = true;   // what is open or its sizes changed since the boxes were laid out
};

}  // namespace palabre::map
