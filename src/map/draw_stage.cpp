#include "map/draw_stage.hpp"

#include <cmath>
#include <cstddef>

#include "imgui_internal.h"
#include "map/draw_canvas.hpp"
#include "map/ranking.hpp"

namespace palabre::map {

namespace {

constexpr ImTextureID texture_white = 1;
constexpr ImTextureID texture_labels = 2;
/// As far as a curve may lie from its chords, in device pixels.
constexpr float curve_error = 0.3F;

static_assert(sizeof(DrawStage::Vertex) == sizeof(ImDrawVert));
static_assert(offsetof(DrawStage::Vertex, u) == offsetof(ImDrawVert, uv));
static_assert(offsetof(DrawStage::Vertex, colour) == offsetof(ImDrawVert, col));
static_assert(sizeof(ImDrawIdx) == sizeof(std::uint32_t));

}  // namespace

struct DrawStage::Made {
    Made() : list(&shared) {
        shared.TexUvWhitePixel = ImVec2(white_place, white_place);
        shared.CurveTessellationTol = curve_error;
        shared.SetCircleTessellationMaxError(curve_error);
        shared.InitialFlags = ImDrawListFlags_AntiAliasedLines | ImDrawListFlags_AntiAliasedFill;
    }

    ImDrawListSharedData shared;
    ImDrawList list;
    std::vector<Command> commands;
    std::vector<Row> lacking;
    std::vector<Row> drawn;
};

DrawStage::DrawStage() : made_(std::make_unique<Made>()) {}
DrawStage::~DrawStage() = default;

bool DrawStage::draw(Map& map, double now) {
    const bool moves = map.advance(now);
    ImDrawList& list = made_->list;
    const auto width = static_cast<float>(map.camera().width() * map.ratio());
    const auto height = static_cast<float>(map.camera().height() * map.ratio());
    made_->shared.ClipRectFullscreen = ImVec4(0.0F, 0.0F, width, height);
    list._ResetForNewFrame();
    list.PushTexture(texture_white);
    list.PushClipRectFullScreen();
    Canvas canvas(list, map);
    if (map.face() == Face::tree) {
        draw_tree(canvas);
    } else {
        draw_overview(canvas);
    }
    if (!canvas.labels.empty()) {
        list.PushTexture(texture_labels);
        const auto count = static_cast<int>(canvas.labels.size());
        list.PrimReserve(count * 6, count * 4);
        for (const LabelQuad& each : canvas.labels) {
            list.PrimRectUV(each.from, each.to, ImVec2(each.uv[0], each.uv[1]),
                            ImVec2(each.uv[2], each.uv[3]), each.colour);
        }
    }
    list._PopUnusedDrawCmd();
    made_->commands.clear();
    for (const ImDrawCmd& each : list.CmdBuffer) {
        made_->commands.push_back(
            {each.IdxOffset, each.ElemCount, each.GetTexID() == texture_labels ? 1U : 0U});
    }
    // What is chosen, then what is nearest to the middle of the stage.
    std::vector<Ranked> lacking;
    for (const Row row : canvas.lacking) {
        const Box box = map.box_on_stage(row);
        const double away = std::fabs(box.x + box.width / 2 - map.camera().width() / 2) +
                            std::fabs(box.middle() - map.camera().height() / 2);
        lacking.push_back({row == map.chosen() ? -1.0 : away, row});
    }
    rank(lacking);
    made_->lacking.clear();
    for (const Ranked& each : lacking) made_->lacking.push_back(each.row);
    made_->drawn = std::move(canvas.drawn);
    return moves;
}

std::span<const DrawStage::Vertex> DrawStage::vertices() const {
    const auto& buffer = made_->list.VtxBuffer;
    return {reinterpret_cast<const Vertex*>(buffer.Data), static_cast<std::size_t>(buffer.Size)};
}

std::span<const std::uint32_t> DrawStage::indices() const {
    const auto& buffer = made_->list.IdxBuffer;
    return {buffer.Data, static_cast<std::size_t>(buffer.Size)};
}

std::span<const DrawStage::Command> DrawStage::commands() const {
    return made_->commands;
}

const std::vector<Row>& DrawStage::lacking() const {
    return made_->lacking;
}

const std::vector<Row>& DrawStage::drawn() const {
    return made_->drawn;
}

}  // namespace palabre::map
