// The tree: boxes with the lines between them, from whole texts down to dots.
#include <algorithm>
#include <cmath>

#include "map/draw_canvas.hpp"

namespace palabre::map {

namespace {

using M = BoxMeasures;

// What is drawn of a box, by CSS pixels.
constexpr double type_size = 15.0;     // of text at scale 1
constexpr double readable_type = 6.0;  // below it a box is a plain rectangle
constexpr double round_type = 7.5;     // below it corners are square and marks have no number
constexpr double rectangle_min = 3.0;  // below it a bar
constexpr double group_min = 4.0;      // a group of boxes below it is one dot
constexpr double line_width = 1.5;
constexpr double corner = 7.0;

class TreeDrawing {
  public:
    explicit TreeDrawing(Canvas& canvas)
        : canvas_(canvas), map_(canvas.map), tree_(canvas.map.tree()) {
        const double scale = canvas.unit() / canvas.ratio();
        label_scale_ = map_.label_scale();
        has_text_ = type_size * scale >= readable_type;
        is_round_ = type_size * scale >= round_type;
        line_ = std::max(1.0, line_width * canvas.unit());
        for (const Highlighted& each : map_.highlights()) {
            // What stands out and is folded away is told of by the mark above it.
            Row row = each.row;
            while (row != 0 && tree_.find(row) == tree_.size()) row = map_.rows().parent[row];
            if (row != each.row) telling_.push_back(row);
        }
    }

    void run() {
        const View& view = map_.camera().view();
        Box seen = view.seen(map_.camera().width(), map_.camera().height());
        const double halo = 6.0;  // what marks a box reaches beyond it
        seen = {seen.x - halo, seen.y - halo, seen.width + 2 * halo, seen.height + 2 * halo};
        const double dot = group_min / view.scale;
        tree_.groups().look(
            seen,
            [&](const Box& around, std::size_t first, std::size_t last) {
                if (around.width >= dot || around.height >= dot) return true;
                draw_group(around, first, last);
                return false;
            },
            [&](std::size_t at) { draw_claim(at); });
        if (has_text_) draw_links();
    }

  private:
    void draw_group(const Box& around, std::size_t first, std::size_t last) {
        Box dot = canvas_.to_stage(around);
        dot.width = std::max(dot.width, 1.0);
        dot.height = std::max(dot.height, 1.0);
        // A few of its rows stand for all: a dot has one colour.
        const std::size_t count = std::min(last - first, BoxGroups::size);
        std::size_t cons = 0;
        for (std::size_t at = first; at < first + count; ++at)
            cons += map_.rows().con[tree_.row(at)];
        canvas_.rectangle(dot, mixed(canvas_.colour(colour_pro), canvas_.colour(colour_con),
                                     static_cast<double>(cons) / static_cast<double>(count)));
    }

    void draw_claim(std::size_t at) {
        const Row row = tree_.row(at);
        const Box box = canvas_.to_stage(tree_.box(at));
        // Where boxes are bars, lines of a pixel would be most of what there is.
        if (box.height >= rectangle_min * canvas_.ratio()) draw_lines(at, box);
        // The lines may be in sight where the box is not.
        const double halo = 6.0 * canvas_.unit();
        const Box with_halo{box.x - halo, box.y - halo, box.width + 2 * halo,
                            box.height + 2 * halo};
        if (with_halo.meets(canvas_.stage())) {
            canvas_.drawn.push_back(row);
            if (has_text_) {
                draw_box(at, row, box);
            } else {
                draw_plain(row, box);
            }
        }
        if (has_text_ && tree_.has_mark(at)) draw_mark(at);
    }

    /// The box's stub, the piece of trunk up to the sibling before it, and the line to its own
    /// trunk.
    void draw_lines(std::size_t at, const Box& box) {
        const ImU32 rule = faded(canvas_.colour(colour_muted), 0.6);
        const double trunk = M::trunk * canvas_.unit();
        const double half = line_ / 2;
        if (tree_.has_open_child(at))
            canvas_.rectangle({box.right(), box.middle() - half, trunk + half, line_}, rule);
        if (at == 0) return;
        const Box parent = canvas_.to_stage(tree_.box(tree_.parent(at)));
        const double x = parent.right() + trunk;
        const double presence = tree_.presence(at);
        canvas_.rectangle({x + half, box.middle() - half, box.x - x - half, line_},
                          faded(canvas_.stance(tree_.row(at)), presence));
        if (tree_.previous(at) == tree_.parent(at)) return;
        const double from = canvas_.to_stage(tree_.box(tree_.previous(at))).middle();
        canvas_.rectangle({x - half, from - half, line_, box.middle() - from + line_}, rule);
    }

    /// Too small for text: its stance, and its strength as length.
    void draw_plain(Row row, const Box& box) {
        const ImU32 stance = canvas_.stance(row);
        if (box.height < rectangle_min * canvas_.ratio()) {
            canvas_.rectangle({box.x, box.y, std::max(box.width, 1.0), std::max(box.height, 1.0)},
                              outstanding(row) ? canvas_.colour(colour_accent) : stance);
            return;
        }
        canvas_.rectangle(box, mixed(canvas_.colour(colour_surface), stance, 0.35));
        Box bar = box;
        bar.width *= map_.weights().now()[row];
        canvas_.rectangle(bar, mixed(canvas_.colour(colour_surface), stance, 0.8));
        if (outstanding(row))
            canvas_.outline(box, 0.0, 2.0 * canvas_.ratio(), canvas_.colour(colour_accent));
    }
    [[nodiscard]] bool outstanding(Row row) const {
        return row == map_.chosen() || row == map_.pointed() || map_.is_highlighted(row);
    }

    void draw_box(std::size_t at, Row row, const Box& box) {
        const double presence = tree_.presence(at);
        const double unit = canvas_.unit();
        const double round = is_round_ ? corner * unit : 0.0;
        const ImU32 stance = canvas_.stance(row);
        if (map_.is_highlighted(row)) {
            const double halo = 4.0 * unit;
            canvas_.outline(
                {box.x - halo, box.y - halo, box.width + 2 * halo, box.height + 2 * halo},
                round > 0.0 ? round + halo : 0.0, 3.0 * unit,
                faded(canvas_.colour(colour_accent), 0.65));
        }
        canvas_.rounded(box, round, faded(canvas_.colour(colour_raised), presence));
        canvas_.rounded({box.x, box.y, (M::strip - 6.0) * unit, box.height}, round,
                        faded(stance, presence), ImDrawFlags_RoundCornersLeft);
        const double sign_x = box.x + (M::strip - 6.0) / 2 * unit;
        if (row != 0) {
            canvas_.sign(map_.rows().con[row] != 0, sign_x, box.middle(), 9.0 * unit,
                         faded(canvas_.colour(colour_on_accent), presence));
        }
        draw_strength(row, box, faded(stance, presence));
        ImU32 border = canvas_.colour(colour_rule);
        double thick = std::max(1.0, unit);
        if (row == map_.pointed()) border = canvas_.colour(colour_muted);
        if (row == map_.chosen()) {
            border = canvas_.colour(colour_accent);
            thick = 2.5 * unit;
        }
        canvas_.outline(box, round, thick, faded(border, presence));
        if (map_.rows().is_ghost(row) || has_ghost(row)) draw_ghost_corner(box);
        draw_text(row, box, presence);
    }

    /// How long the bar is, is how strong; where another base is supposed a tick keeps what is
    /// recorded, and a knob stands at the end.
    void draw_strength(Row row, const Box& box, ImU32 colour) {
        const double unit = canvas_.unit();
        const double height = 4.0 * unit;
        const double now = map_.weights().now()[row];
        Box bar{box.x + M::strip * unit, box.bottom() - 9.0 * unit,
                box.width - (M::strip + M::margin_right) * unit, height};
        canvas_.rectangle(bar, canvas_.colour(colour_rule));
        canvas_.rectangle({bar.x, bar.y, bar.width * now, height}, colour);
        const double recorded = map_.weights().recorded()[row];
        if (std::fabs(recorded - now) > 0.0005) {
            canvas_.rectangle({bar.x + bar.width * recorded - unit / 2, bar.y - 2.0 * unit,
                               std::max(1.0, 1.5 * unit), height + 4.0 * unit},
                              canvas_.colour(colour_text));
        }
        if (!map_.weights().is_supposed(row)) return;
        const double knob = 10.0 * unit;
        const double x = bar.x + bar.width * now;
        canvas_.rounded({x - knob / 2, bar.y + height / 2 - knob / 2, knob, knob}, knob / 2,
                        canvas_.colour(colour_accent));
        canvas_.outline({x - knob / 2, bar.y + height / 2 - knob / 2, knob, knob}, knob / 2,
                        1.5 * unit, canvas_.colour(colour_raised));
    }

    void draw_text(Row row, const Box& box, double presence) {
        const double unit = canvas_.unit();
        const TextSize& size = map_.text_size(row);
        const double x = box.x + M::strip * unit;
        const double y = box.y + M::margin_top * unit;
        const double dim = map_.rows().side[row] == Side::weightless ? 0.55 : 1.0;
        const Label& label = map_.label(row);
        if (std::fabs(static_cast<double>(label.scale) - label_scale_) > 1e-3 * label_scale_)
            canvas_.lacking.push_back(row);
        if (size.width < 0.0F || label.scale <= 0.0F) {
            draw_lines_of_text(x, y, size, faded(canvas_.colour(colour_muted), 0.35 * presence));
            return;
        }
        // On whole pixels text made for this size keeps its sharpness.
        const auto left = static_cast<float>(std::round(x));
        const auto top = static_cast<float>(std::round(y));
        canvas_.labels.push_back(
            {{left, top},
             {left + static_cast<float>(static_cast<double>(size.width) * unit),
              top + static_cast<float>(static_cast<double>(size.height) * unit)},
             label.uv,
             faded(0xffffffffU, presence * dim)});
    }

    /// Grey bars where text will stand.
    void draw_lines_of_text(double x, double y, const TextSize& size, ImU32 colour) {
        const bool measured = size.width >= 0.0F;
        const double width = measured ? static_cast<double>(size.width) : M::text_width;
        const double height = measured ? static_cast<double>(size.height) : M::text_height;
        const int lines = std::max(1, static_cast<int>(std::lround(height / M::line)));
        const double unit = canvas_.unit();
        const double step = height / lines * unit;
        for (int i = 0; i < lines; ++i) {
            const double part = i + 1 == lines && lines > 1 ? 0.6 : 1.0;
            canvas_.rectangle({x, y + i * step + step * 0.3, width * part * unit, step * 0.4},
                              colour);
        }
    }

    /// How many are folded away below; or, where none are, an arrow that folds them.
    void draw_mark(std::size_t at) {
        const Box mark = canvas_.to_stage(tree_.mark(at));
        if (!mark.meets(canvas_.stage())) return;
        const double unit = canvas_.unit();
        const double presence = tree_.presence(at);
        const double round = is_round_ ? mark.height / 2 : 0.0;
        const bool tells =
            std::find(telling_.begin(), telling_.end(), tree_.row(at)) != telling_.end();
        canvas_.rounded(mark, round,
                        faded(canvas_.colour(tells ? colour_accent : colour_raised), presence));
        canvas_.outline(mark, round, std::max(1.0, unit),
                        faded(canvas_.colour(colour_muted), presence));
        if (!is_round_) return;
        const ImU32 colour =
            faded(canvas_.colour(tells ? colour_on_accent : colour_text), presence);
        if (tree_.folded(at) > 0) {
            canvas_.number(tree_.folded(at), mark.x + 8.0 * unit, mark.middle(), 9.0 * unit,
                           colour);
            return;
        }
        const double x = mark.x + mark.width / 2;
        const double reach = 3.5 * unit;
        const ImVec2 arrow[] = {
            {static_cast<float>(x + reach / 2), static_cast<float>(mark.middle() - reach)},
            {static_cast<float>(x - reach / 2), static_cast<float>(mark.middle())},
            {static_cast<float>(x + reach / 2), static_cast<float>(mark.middle() + reach)}};
        canvas_.list.AddPolyline(arrow, 3, colour, 0, static_cast<float>(1.5 * unit));
    }

    [[nodiscard]] bool has_ghost(Row row) const {
        return row + 1 < map_.size() && map_.rows().first[row + 1] == map_.rows().first[row];
    }
    /// A turned-down corner says that the claim stands elsewhere too.
    void draw_ghost_corner(const Box& box) {
        const double size = 12.0 * canvas_.unit();
        const auto right = static_cast<float>(box.right());
        const auto top = static_cast<float>(box.y);
        const auto turn = static_cast<float>(size);
        canvas_.list.AddTriangleFilled({right - turn, top}, {right, top}, {right, top + turn},
                                       canvas_.colour(colour_surface));
        canvas_.list.AddTriangleFilled({right - turn, top}, {right, top + turn},
                                       {right - turn, top + turn}, canvas_.colour(colour_muted));
    }

    /// Lines between the places of the claim that is chosen or pointed at.
    void draw_links() {
        for (const Row row : {map_.chosen(), map_.pointed()}) {
            if (row == no_row) continue;
            const Row first = map_.rows().first[row];
            for (Row each = first; each < map_.size() && map_.rows().first[each] == first; ++each) {
                if (each != row) draw_link(tree_.find(row), tree_.find(each));
            }
            if (map_.chosen() == map_.pointed()) break;
        }
    }
    void draw_link(std::size_t one, std::size_t other) {
        if (one >= tree_.size() || other >= tree_.size()) return;
        const Box a = canvas_.to_stage(tree_.box(one));
        const Box b = canvas_.to_stage(tree_.box(other));
        const Box around = a.with(b);
        if (!around.meets(canvas_.stage())) return;
        const double x = std::max(a.right(), b.right()) + 30.0 * canvas_.unit();
        const auto at = [](double px, double py) {
            return ImVec2{static_cast<float>(px), static_cast<float>(py)};
        };
        canvas_.list.PathLineTo(at(a.right(), a.y + a.height / 4));
        canvas_.list.PathLineTo(at(x, a.y + a.height / 4));
        canvas_.list.PathLineTo(at(x, b.y + b.height / 4));
        canvas_.list.PathLineTo(at(b.right(), b.y + b.height / 4));
        canvas_.list.PathStroke(canvas_.colour(colour_accent), 0,
                                static_cast<float>(2.0 * canvas_.unit()));
    }

    Canvas& canvas_;
    const Map& map_;
    const TreeFace& tree_;
    std::vector<Row> telling_;
    double label_scale_ = 1.0;
    double line_ = 1.0;
    bool has_text_ = true;
    bool is_round_ = true;
};

}  // namespace

void draw_tree(Canvas& canvas) {
    TreeDrawing(canvas).run();
}

}  // namespace palabre::map
