// Sunburst and icicle of the whole debate: side by order, sign and colour, strength by saturation.
#include <algorithm>
#include <cmath>

#include "map/angles.hpp"
#include "map/draw_canvas.hpp"

namespace palabre::map {

namespace {

// In CSS pixels.
constexpr double alone_min = 2.0;  // narrower neighbours are drawn as one
constexpr double thin_min = 0.5;   // levels thinner than this are left out, and what is below them
constexpr double gap = 1.0;        // between neighbours
constexpr double sign_min = 15.0;  // room that a sign needs both ways
constexpr double plain_max = 4.0;  // narrower ones have hard edges, in device pixels
constexpr double faintest = 0.2;   // saturation of no strength at all
/// As far as an arc may lie from its chords, in device pixels.
constexpr double arc_error = 0.25;

/// Chords that an arc needs.
int steps_of(double turns, double radius) {
    const double chords = std::sqrt(std::max(1.0, radius) / (8 * arc_error));  // of a radian
    return std::clamp(static_cast<int>(turns * radians_of_turn * chords) + 1, 1, 2000);
}

class OverviewDrawing {
  public:
    explicit OverviewDrawing(Canvas& canvas)
        : canvas_(canvas), map_(canvas.map), rings_(canvas.map.rings()) {
        const Box origin = canvas.to_stage({0.0, 0.0, 0.0, 0.0});
        x_ = origin.x;
        y_ = origin.y;
        round_ = map_.face() == Face::sunburst;
        const Box all = canvas.to_stage(map_.overview_bounds());
        radius_ = map_.radius() * canvas.unit();
        width_ = all.width;
        height_ = all.height;
        whole_ = all.x >= 0.0 && all.y >= 0.0 && all.right() <= canvas.stage().width &&
                 all.bottom() <= canvas.stage().height;
    }

    void run() {
        std::vector<Row> todo{rings_.root()};
        while (!todo.empty()) {
            const Row row = todo.back();
            todo.pop_back();
            if (!whole_branch_in_sight(row)) continue;
            draw_interval(row, row);
            draw_children(row, todo);
        }
        for (const Highlighted& each : map_.highlights())
            outline(each.row, 3.0, canvas_.colour(colour_accent));
        outline(map_.pointed(), 1.5, canvas_.colour(colour_text));
        outline(map_.chosen(), 3.0, canvas_.colour(colour_text));
    }

  private:
    /// Device pixels that an interval takes at the widest edge of its level.
    [[nodiscard]] double breadth(std::uint32_t level, double share) const {
        return share * (round_ ? radians_of_turn * rings_.edge(level + 1) * radius_ : height_);
    }

    /// Device pixels that a level takes.
    [[nodiscard]] double thickness(std::uint32_t level) const {
        return (rings_.edge(level + 1) - rings_.edge(level)) * (round_ ? radius_ : width_);
    }

    /// Children that are wide enough are drawn, and so is what hangs below them; runs of narrow
    /// ones on the same side are drawn as one. Narrow ones are passed over by halving: what a frame
    /// costs hangs on what can be seen.
    void draw_children(Row row, std::vector<Row>& todo) {
        const auto below = map_.branches().children(row);
        if (below.empty()) return;
        const std::uint32_t level = rings_.level(below.front());
        if (thickness(level) < thin_min * canvas_.ratio()) return;
        const double step = alone_min * canvas_.ratio() / std::max(1e-12, breadth(level, 1.0));
        for (std::size_t i = 0; i < below.size();) {
            const Row first = below[i];
            if (rings_.size(first) >= step) {
                todo.push_back(first);
                ++i;
                continue;
            }
            const double start = rings_.start(first);
            auto last = static_cast<std::size_t>(
                std::lower_bound(below.begin() + static_cast<std::ptrdiff_t>(i) + 1, below.end(),
                                 start + step,
                                 [&](Row each, double at) {
                                     return rings_.start(each) + rings_.size(each) <= at;
                                 }) -
                below.begin());
            const Side side = map_.rows().side[first];
            while (map_.rows().side[below[last - 1]] != side) --last;
            if (rings_.size(first) > 0.0) draw_interval(first, below[last - 1]);
            i = last;
        }
    }

    /// From the start of one row to the end of another of the same level.
    void draw_interval(Row from, Row to) {
        const double strength = (map_.weights().now()[from] + map_.weights().now()[to]) / 2;
        ImU32 colour = mixed(canvas_.colour(colour_surface), canvas_.stance(from),
                             faintest + (1.0 - faintest) * strength);
        if (from == 0)
            colour = mixed(canvas_.colour(colour_surface), canvas_.colour(colour_accent), 0.2);
        const std::uint32_t level = rings_.level(from);
        const double width =
            breadth(level, rings_.start(to) + rings_.size(to) - rings_.start(from));
        const double room = width > 3 * gap * canvas_.ratio() ? gap * canvas_.ratio() : 0.0;
        const bool con = map_.rows().con[from] != 0;
        const bool has_sign = from != 0 && width >= sign_min * canvas_.ratio();
        double thick = 0.0;
        double sign_x = 0.0;
        double sign_y = 0.0;
        if (round_) {
            Sector here{rings_.edge(level) * radius_, rings_.edge(level + 1) * radius_,
                        rings_.start(from), rings_.start(to) + rings_.size(to)};
            if (!whole_ && !in_sight(here)) return;
            thick = here.outer - here.inner;
            if (has_sign) {
                const double radius = (here.inner + here.outer) / 2;
                const OnCircle point = on_circle((here.start + here.end) / 2);
                sign_x = x_ + point.x * radius;
                sign_y = y_ + point.y * radius;
            }
            here.outer -= std::min(gap * canvas_.ratio(), thick / 4);
            fill(here, room, colour);
        } else {
            const Box first = map_.icicle_box(from);
            Box box = canvas_.to_stage(first.with(map_.icicle_box(to)));
            if (!box.meets(canvas_.stage())) return;
            thick = box.width;
            sign_x = box.x + std::min(box.width / 2, sign_min * canvas_.ratio());
            sign_y = box.middle();
            box.height -= room;
            box.width -= std::min(gap * canvas_.ratio(), thick / 4);
            canvas_.rectangle(box, colour);
        }
        canvas_.drawn.push_back(from);
        if (has_sign && thick >= sign_min * canvas_.ratio()) {
            canvas_.sign(
                con, sign_x, sign_y, 8.0 * canvas_.ratio(),
                strength > 0.55 ? canvas_.colour(colour_on_accent) : canvas_.colour(colour_text));
        }
    }

    /// Of a sector in device pixels.
    [[nodiscard]] bool in_sight(const Sector& sector) const {
        Box box = sector.bounds();
        box.x += x_;
        box.y += y_;
        return box.meets(canvas_.stage());
    }
    [[nodiscard]] bool shown(const Box& world) const {
        return whole_ || canvas_.to_stage(world).meets(canvas_.stage());
    }
    [[nodiscard]] bool whole_branch_in_sight(Row row) const {
        if (whole_) return true;
        if (!round_) {
            Box all = map_.icicle_box(row);
            all.width = map_.overview_bounds().right() - all.x;
            return shown(all);
        }
        Sector all = map_.sector(row);
        all.outer = map_.radius();
        return shown(all.bounds());
    }

    /// A ring's piece with soft edges: four radii, the outermost of no opacity, by as many angles
    /// as its curve needs; `room` is taken from its end.
    void fill(const Sector& sector, double room, ImU32 colour) {
        const bool whole = sector.end - sector.start > 1.0 - 1e-9;
        // Pixels of a whole turn half way out.
        const double middle = std::max(1.0, (sector.inner + sector.outer) / 2) * radians_of_turn;
        const double end = whole ? sector.end : std::max(sector.start, sector.end - room / middle);
        if ((end - sector.start) * middle < plain_max) {
            fill_plain(sector, end, colour);
            return;
        }
        const int steps = steps_of(end - sector.start, sector.outer);
        const ImU32 clear = colour & 0xffffffU;
        const double soft = std::min(0.5, (sector.outer - sector.inner) / 2);
        const double radii[] = {std::max(0.0, sector.inner - soft), sector.inner + soft,
                                sector.outer - soft, sector.outer + soft};
        const int columns = whole ? steps + 1 : steps + 3;
        ImDrawList& list = canvas_.list;
        list.PrimReserve((columns - 1) * 18, columns * 4);
        const ImU32 first = list._VtxCurrentIdx;
        const ImVec2 white(white_place, white_place);
        for (int i = 0; i < columns; ++i) {
            const bool edge = !whole && (i == 0 || i == columns - 1);
            const int step = whole ? i : std::clamp(i - 1, 0, steps);
            double angle = sector.start + (end - sector.start) * step / steps;
            if (edge) angle += (i == 0 ? -0.5 : 0.5) / middle;
            const OnCircle point = on_circle(angle);
            for (int k = 0; k < 4; ++k) {
                list.PrimWriteVtx({static_cast<float>(x_ + point.x * radii[k]),
                                   static_cast<float>(y_ + point.y * radii[k])},
                                  white, edge || k == 0 || k == 3 ? clear : colour);
            }
        }
        for (int i = 0; i + 1 < columns; ++i) {
            for (unsigned k = 0; k < 3; ++k) {
                const ImU32 corner = first + static_cast<ImU32>(i) * 4 + k;
                for (const ImU32 each : {0U, 1U, 5U, 0U, 5U, 4U}) list.PrimWriteIdx(corner + each);
            }
        }
    }

    /// A narrow one, with hard edges: what a large debate has thousands of.
    void fill_plain(const Sector& sector, double end, ImU32 colour) {
        ImDrawList& list = canvas_.list;
        const auto corner = [&](const OnCircle& point, double radius) {
            list.PrimWriteVtx({static_cast<float>(x_ + point.x * radius),
                               static_cast<float>(y_ + point.y * radius)},
                              {white_place, white_place}, colour);
        };
        list.PrimReserve(6, 4);
        const ImU32 first = list._VtxCurrentIdx;
        for (const double angle : {sector.start, end}) {
            const OnCircle point = on_circle(angle);
            corner(point, sector.inner);
            corner(point, sector.outer);
        }
        for (const ImU32 each : {0U, 1U, 3U, 0U, 3U, 2U}) list.PrimWriteIdx(first + each);
    }

    void outline(Row row, double thickness, ImU32 colour) {
        if (row == no_row || !rings_.holds(row)) return;
        const double thick = thickness * canvas_.ratio();
        if (!round_) {
            const Box box = canvas_.to_stage(map_.icicle_box(row));
            if (box.meets(canvas_.stage())) canvas_.outline(box, 0.0, thick, colour);
            return;
        }
        const Sector sector = map_.sector(row);
        if (!shown(sector.bounds())) return;
        const auto arc = [&](double radius, double from, double to) {
            const double size = radius * canvas_.unit();
            const int steps = steps_of(std::fabs(to - from), size);
            for (int i = 0; i <= steps; ++i) {
                const OnCircle point = on_circle(from + (to - from) * i / steps);
                canvas_.list.PathLineTo({static_cast<float>(x_ + point.x * size),
                                         static_cast<float>(y_ + point.y * size)});
            }
        };
        arc(sector.outer, sector.start, sector.end);
        if (sector.inner > 0.0) arc(sector.inner, sector.end, sector.start);
        canvas_.list.PathStroke(colour, ImDrawFlags_Closed, static_cast<float>(thick));
    }

    Canvas& canvas_;
    const Map& map_;
    const Rings& rings_;
    double x_ = 0.0;
    double y_ = 0.0;
    // Of all of it, in device pixels.
    double radius_ = 0.0;
    double width_ = 0.0;
    double height_ = 0.0;
    bool round_ = true;
    bool whole_ = true;  // all of it is on the stage
};

}  // namespace

void draw_overview(Canvas& canvas) {
    OverviewDrawing(canvas).run();
}

}  // namespace palabre::map
