#include "map/draw_canvas.hpp"

namespace palabre::map {

namespace {

/// Digits as one line each, over a grid of 4 by 6: x and y in turn.
constexpr const char* digits[] = {
    "100105163645413010",         "112026",   "01103041420646",
    "01103041423323334445361605", "36300444", "400003334445361605",
    "413010010516364544331304",   "004016",   "13020110304142331304051636454433",
    "423313020110304145361605"};
constexpr float digit_height = 6.0F;
constexpr float digit_step = 6.0F;

ImVec2 point(double x, double y) {
    return {static_cast<float>(x), static_cast<float>(y)};
}

}  // namespace

ImU32 mixed(ImU32 from, ImU32 to, double part) {
    const auto weight = static_cast<std::uint32_t>(std::clamp(part, 0.0, 1.0) * 256.0);
    // Two channels at once: each has room for its product.
    constexpr ImU32 two = 0xff00ffU;
    const auto part_of = [&](ImU32 a, ImU32 b) {
        return (a & two) * (256 - weight) + (b & two) * weight;
    };
    return ((part_of(from, to) >> 8U) & two) | (part_of(from >> 8U, to >> 8U) & ~two);
}

ImU32 faded(ImU32 colour, double part) {
    const auto alpha = static_cast<double>(colour >> 24U) * std::clamp(part, 0.0, 1.0);
    return (colour & 0xffffffU) | (static_cast<ImU32>(alpha) << 24U);
}

Canvas::Canvas(ImDrawList& to, const Map& of)
    : list(to), map(of), ratio_(of.ratio()), view_(of.camera().view()) {
    unit_ = view_.scale * ratio_;
    stage_ = {0.0, 0.0, of.camera().width() * ratio_, of.camera().height() * ratio_};
}

Box Canvas::to_stage(const Box& world) const {
    return {(world.x - view_.x) * unit_, (world.y - view_.y) * unit_, world.width * unit_,
            world.height * unit_};
}

ImU32 Canvas::stance(Row row) const {
    switch (map.rows().side[row]) {
        case Side::pro:
            return colour(colour_pro);
        case Side::con:
            return colour(colour_con);
        case Side::thesis:
            return colour(colour_accent);
        case Side::weightless:
            break;
    }
    return colour(colour_muted);
}

void Canvas::rectangle(const Box& box, ImU32 colour) {
    if (!box.meets(stage_)) return;
    const double left = std::max(box.x, 0.0);
    const double top = std::max(box.y, 0.0);
    list.PrimReserve(6, 4);
    list.PrimRect(point(left, top),
                  point(std::min(box.right(), stage_.width), std::min(box.bottom(), stage_.height)),
                  colour);
}

void Canvas::rounded(const Box& box, double radius, ImU32 colour, ImDrawFlags flags) {
    if (radius <= 0.0) {
        rectangle(box, colour);
        return;
    }
    list.AddRectFilled(point(box.x, box.y), point(box.right(), box.bottom()), colour,
                       static_cast<float>(radius), flags);
}

void Canvas::outline(const Box& box, double radius, double thickness, ImU32 colour) {
    list.AddRect(point(box.x, box.y), point(box.right(), box.bottom()), colour,
                 static_cast<float>(radius), 0, static_cast<float>(thickness));
}

void Canvas::sign(bool con, double x, double y, double size, ImU32 colour) {
    const double half = size / 2;
    const double thick = std::max(1.0, size / 6);
    rectangle({x - half, y - thick / 2, size, thick}, colour);
    if (con) return;
    rectangle({x - thick / 2, y - half, thick, half - thick / 2}, colour);
    rectangle({x - thick / 2, y + thick / 2, thick, half - thick / 2}, colour);
}

void Canvas::number(std::uint32_t value, double x, double y, double height, ImU32 colour) {
    std::uint8_t text[10];
    std::size_t length = 0;
    do {
        text[length++] = static_cast<std::uint8_t>(value % 10);
        value /= 10;
    } while (value > 0);
    const auto grid = static_cast<float>(height) / digit_height;
    auto left = static_cast<float>(x);
    const float top = static_cast<float>(y - height / 2);
    while (length-- > 0) {
        ImVec2 line[16];
        int count = 0;
        for (const char* at = digits[text[length]]; *at != 0; at += 2) {
            line[count++] = {left + static_cast<float>(at[0] - '0') * grid,
                             top + static_cast<float>(at[1] - '0') * grid};
        }
        list.AddPolyline(line, count, colour, 0, grid * 0.9F);
        left += digit_step * grid;
    }
}

}  // namespace palabre::map
