// The map in the middle: the triangles of src/map in a window of Dear ImGui, which writes the words
// that in a page the browser writes.
#include <algorithm>
#include <cmath>

#include "deliberation/limits.hpp"
#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

/// As the reader's map has it: text at scale 1, and the width at which it is broken.
constexpr float type = 15.0F;
constexpr float text_width = map::BoxMeasures::text_width;
/// Room beside the longest line.
constexpr float text_room = 4.0F;
/// Below it words are no help.
constexpr double readable_type = 6.0;
/// Boxes hold so much of a text, in bytes; a tooltip has all of it.
constexpr std::size_t text_max = 240;
/// New texts a frame: breaking lines takes time.
constexpr std::size_t texts_a_frame = 200;
constexpr double zoom_step = 1.15;

std::string words_in(const Parts& parts, map::Row row, std::size_t most) {
    const Debate& debate = parts.shown().debate();
    const std::string& id = parts.bench.map.claim(row);
    const ClaimIndex claim = debate.claim_of(RefId(debate.ledger().refs.find(id)));
    std::string words = claim.is_none() ? std::string() : one_line(parts.shown(), claim);
    if (words.size() <= most) return words;
    while (most > 0 && (static_cast<unsigned char>(words[most]) & 0xC0U) == 0x80U) --most;
    return words.substr(0, most) + "...";
}

// What the last frame lacked gets its size, and a label that says: there are words.
void write_labels(Parts& parts) {
    map::Map& map = parts.bench.map.picture();
    const float scale = static_cast<float>(map.label_scale());
    std::size_t left = texts_a_frame;
    for (const map::Row row : parts.stage.lacking()) {
        if (row >= map.size()) continue;
        if (map.text_size(row).width < 0.0F) {
            if (left-- == 0) break;
            const std::string words = words_in(parts, row, text_max);
            const ImVec2 size = ImGui::GetFont()->CalcTextSizeA(
                type, 1e6F, text_width, words.c_str(), words.c_str() + words.size());
            map.measure(row, {std::min(size.x + text_room, text_width), std::max(size.y, type)});
            parts.moves = true;
        }
        map.set_label(row, {scale, {}});
    }
}

void put_triangles(const map::DrawStage& stage, ImDrawList& list, ImVec2 corner, float ratio) {
    const auto vertices = stage.vertices();
    const auto indices = stage.indices();
    const ImVec2 white = ImGui::GetFontTexUvWhitePixel();
    for (const map::DrawStage::Command& each : stage.commands()) {
        if (each.texture != 0 || each.count == 0) continue;
        const auto part = indices.subspan(each.first, each.count);
        list.PrimReserve(static_cast<int>(part.size()), static_cast<int>(vertices.size()));
        const unsigned int first = list._VtxCurrentIdx;
        for (const std::uint32_t index : part) list.PrimWriteIdx(first + index);
        for (const map::DrawStage::Vertex& each_vertex : vertices) {
            list.PrimWriteVtx({corner.x + each_vertex.x / ratio, corner.y + each_vertex.y / ratio},
                              white, each_vertex.colour);
        }
    }
}

// Where lines break that were measured: no line is longer, and each word that was too many is.
float break_width(const map::Map& map, map::Row row) {
    constexpr float rounding = 0.05F;
    const float width = map.text_size(row).width;
    return (width < text_width ? width - text_room + 1.0F : text_width) + rounding;
}

void put_words(Parts& parts, ImDrawList& list, ImVec2 corner) {
    map::Map& map = parts.bench.map.picture();
    const double scale = map.camera().view().scale;
    if (map.face() != map::Face::tree || type * scale < readable_type) return;
    using M = map::BoxMeasures;
    for (const map::Row row : parts.stage.drawn()) {
        if (map.label(row).scale <= 0.0F) continue;
        const map::Box box = map.box_on_stage(row);
        const std::string words = words_in(parts, row, text_max);
        const ImVec2 from(corner.x + static_cast<float>(box.x + M::strip * scale),
                          corner.y + static_cast<float>(box.y + M::margin_top * scale));
        const ImVec4 clip(from.x, from.y, corner.x + static_cast<float>(box.right()),
                          corner.y + static_cast<float>(box.bottom() - 8.0 * scale));
        const bool pale = map.rows().side[row] == map::Side::weightless;
        list.AddText(ImGui::GetFont(), static_cast<float>(type * scale), from,
                     parts.colour(pale ? map::colour_muted : map::colour_text), words.c_str(),
                     words.c_str() + words.size(),
                     static_cast<float>(static_cast<double>(break_width(map, row)) * scale), &clip);
    }
}

void act(Parts& parts, ImVec2 corner) {
    map::Map& map = parts.bench.map.picture();
    const ImGuiIO& io = ImGui::GetIO();
    map.point(map::no_row);
    if (!ImGui::IsItemHovered() && !ImGui::IsItemActive()) return;
    const double x = static_cast<double>(io.MousePos.x - corner.x);
    const double y = static_cast<double>(io.MousePos.y - corner.y);
    if (io.MouseWheel != 0.0F) {
        map.zoom(std::pow(zoom_step, static_cast<double>(io.MouseWheel)), x, y);
    }
    if (ImGui::IsMouseDragging(ImGuiMouseButton_Left)) {
        map.pan(static_cast<double>(io.MouseDelta.x), static_cast<double>(io.MouseDelta.y));
        return;
    }
    const map::Map::Hit hit = map.hit(x, y);
    if (hit.row == map::no_row) return;
    map.point(hit.row);
    const bool dragged =
        io.MouseDragMaxDistanceSqr[0] > io.MouseDragThreshold * io.MouseDragThreshold;
    if (ImGui::IsItemDeactivated() && !dragged) {
        if (hit.mark) {
            map.fold(hit.row, map.folded(hit.row) > 0);
        } else {
            parts.speak_of(parts.bench.map.claim(hit.row));
        }
        parts.moves = true;
    } else if (ImGui::BeginItemTooltip()) {
        ImGui::PushTextWrapPos(ImGui::GetFontSize() * 28.0F);
        text(words_in(parts, hit.row, limits::text_max * 4));
        ImGui::PopTextWrapPos();
        ImGui::EndTooltip();
    }
}

void draw_steps(Parts& parts) {
    map::Map& map = parts.bench.map.picture();
    const std::string faces[] = {parts.say("face-tree"), parts.say("face-sunburst"),
                                 parts.say("face-icicle")};
    auto face = static_cast<std::size_t>(map.face());
    if (segments("faces", faces, face)) {
        map.show(static_cast<map::Face>(face), map::Share::claims);
    }
    ImGui::SameLine(0.0F, 16.0F);
    if (ImGui::Button(parts.say("fit").c_str())) map.fit();
    const std::string which[] = {parts.say("highlight-none"), parts.say("highlight-carries"),
                                 parts.say("highlight-turns"), parts.say("highlight-unjudged")};
    auto highlight = static_cast<std::size_t>(parts.highlight);
    if (segments("highlights", which, highlight)) {
        parts.highlight = static_cast<map::Highlight>(highlight);
        map.highlight(parts.highlight);
    }
}

}  // namespace

void draw_map(Parts& parts) {
    draw_steps(parts);
    map::Map& map = parts.bench.map.picture();
    const ImVec2 corner = ImGui::GetCursorScreenPos();
    const ImVec2 room = ImGui::GetContentRegionAvail();
    if (room.x < 8.0F || room.y < 8.0F) return;
    const std::array<double, 3> stage{static_cast<double>(room.x), static_cast<double>(room.y),
                                      static_cast<double>(parts.moment.ratio)};
    if (stage != parts.staged) {
        map.stage(stage[0], stage[1], stage[2]);
        parts.staged = stage;
    }
    map.colours = parts.colours;
    map.still(parts.moment.still);
    ImGui::InvisibleButton("stage", room);
    // The wheel is the map's, not the pane's.
    ImGui::SetItemKeyOwner(ImGuiKey_MouseWheelY);
    act(parts, corner);
    if (parts.stage.draw(map, parts.moment.now)) parts.moves = true;
    write_labels(parts);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.PushClipRect(corner, {corner.x + room.x, corner.y + room.y}, true);
    put_triangles(parts.stage, list, corner, parts.moment.ratio);
    put_words(parts, list, corner);
    list.PopClipRect();
}

}  // namespace palabre::workbench
