#include "workbench/window_on_page.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "imgui.h"
#include "imgui_internal.h"
#include "workbench/window_glyphs.hpp"

namespace palabre::workbench {

namespace {

/// Textures have a side of at most so many pixels: every WebGL2 has them.
constexpr int texture_side_max = 2048;
/// What is told of a frame's length, in seconds: a page may have slept between two.
constexpr double frame_min = 0.001;
constexpr double frame_max = 0.5;
/// A frame after an event is not enough: what it changes is laid out in the next one.
constexpr int frames_after_event = 3;
/// Who types fast is not made to wait, and who pastes a book is not to fill the memory.
constexpr std::size_t typed_max = 20'000;

// In the order of PageWindow::Key.
constexpr std::array<ImGuiKey, PageWindow::key_count> keys{
    ImGuiKey_Tab,    ImGuiKey_LeftArrow, ImGuiKey_RightArrow, ImGuiKey_UpArrow, ImGuiKey_DownArrow,
    ImGuiKey_PageUp, ImGuiKey_PageDown,  ImGuiKey_Home,       ImGuiKey_End,     ImGuiKey_Insert,
    ImGuiKey_Delete, ImGuiKey_Backspace, ImGuiKey_Space,      ImGuiKey_Enter,   ImGuiKey_Escape,
    ImGuiKey_A,      ImGuiKey_C,         ImGuiKey_X,          ImGuiKey_Y,       ImGuiKey_Z};

PageWindow::Cursor cursor_of(ImGuiMouseCursor cursor) {
    using Cursor = PageWindow::Cursor;
    switch (cursor) {
        case ImGuiMouseCursor_Arrow:
            return Cursor::arrow;
        case ImGuiMouseCursor_TextInput:
            return Cursor::text;
        case ImGuiMouseCursor_ResizeEW:
            return Cursor::resize_ew;
        case ImGuiMouseCursor_ResizeNS:
            return Cursor::resize_ns;
        case ImGuiMouseCursor_Hand:
            return Cursor::hand;
        default:
            return Cursor::other;
    }
}

}  // namespace

struct PageWindow::State {
    explicit State(PagePainter lent) : painter(std::move(lent)), context(ImGui::CreateContext()) {}
    ~State() {
        for (ImTextureData* texture : ImGui::GetPlatformIO().Textures) {
            texture->SetTexID(ImTextureID_Invalid);
            texture->SetStatus(ImTextureStatus_Destroyed);
        }
        ImGui::DestroyContext(context);
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    PagePainter painter;  // outlives the context, whose atlas asks it
    ImGuiContext* context;
    double drawn_at = 0.0;
    int wanted = frames_after_event;
    bool textures_gone = false;
    std::uint32_t last_texture = 0;
    std::string copied;
    std::string clipboard;
    Caret caret;
    std::vector<Vertex> vertices;
    std::vector<std::uint32_t> indices;
    std::vector<Command> commands;
    std::vector<Texture> textures;

    void take_texture(ImTextureData& texture);
    void take_list(const ImDrawList& list);
};

PageWindow::PageWindow(PagePainter painter) : state_(std::make_unique<State>(std::move(painter))) {
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
    io.BackendFlags |= ImGuiBackendFlags_RendererHasTextures | ImGuiBackendFlags_HasMouseCursors;
    io.Fonts->TexMaxWidth = io.Fonts->TexMaxHeight = texture_side_max;
    add_painted_font(*io.Fonts, state_->painter);
    ImGuiPlatformIO& platform = ImGui::GetPlatformIO();
    platform.Platform_ClipboardUserData = platform.Platform_ImeUserData = state_.get();
    platform.Platform_SetClipboardTextFn = [](ImGuiContext*, const char* text) {
        auto& state = *static_cast<State*>(ImGui::GetPlatformIO().Platform_ClipboardUserData);
        state.copied = state.clipboard = text;
    };
    platform.Platform_GetClipboardTextFn = [](ImGuiContext*) {
        auto& state = *static_cast<State*>(ImGui::GetPlatformIO().Platform_ClipboardUserData);
        return state.clipboard.c_str();
    };
    platform.Platform_SetImeDataFn = [](ImGuiContext*, ImGuiViewport*, ImGuiPlatformImeData* data) {
        auto& state = *static_cast<State*>(ImGui::GetPlatformIO().Platform_ImeUserData);
        state.caret = {data->WantTextInput, data->InputPos.x, data->InputPos.y,
                       data->InputLineHeight};
    };
}

PageWindow::~PageWindow() = default;

void PageWindow::point(float x, float y) {
    state_->wanted = frames_after_event;
    ImGui::GetIO().AddMousePosEvent(x, y);
}

void PageWindow::leave() {
    constexpr float nowhere = -3.4e38F;
    point(nowhere, nowhere);
}

void PageWindow::press(Button button, bool down) {
    state_->wanted = frames_after_event;
    ImGui::GetIO().AddMouseButtonEvent(static_cast<int>(button), down);
}

void PageWindow::wheel(float x, float y) {
    state_->wanted = frames_after_event;
    ImGui::GetIO().AddMouseWheelEvent(x, y);
}

void PageWindow::key(Key key, bool down, Modifiers modifiers) {
    state_->wanted = frames_after_event;
    ImGuiIO& io = ImGui::GetIO();
    io.AddKeyEvent(ImGuiMod_Ctrl, modifiers.ctrl);
    io.AddKeyEvent(ImGuiMod_Shift, modifiers.shift);
    io.AddKeyEvent(ImGuiMod_Alt, modifiers.alt);
    io.AddKeyEvent(ImGuiMod_Super, modifiers.meta);
    io.AddKeyEvent(keys[static_cast<std::size_t>(key)], down);
}

void PageWindow::type(std::string_view text) {
    state_->wanted = frames_after_event;
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text.substr(0, typed_max)).c_str());
}

void PageWindow::focus(bool has) {
    state_->wanted = frames_after_event;
    ImGui::GetIO().AddFocusEvent(has);
}

void PageWindow::renew_textures() {
    state_->wanted = frames_after_event;
    state_->textures_gone = true;
}

bool PageWindow::frame(View& view, View::Moment moment) {
    ImGuiIO& io = ImGui::GetIO();
    io.DisplaySize = ImVec2(moment.width, moment.height);
    io.DisplayFramebufferScale = ImVec2(moment.ratio, moment.ratio);
    const double passed = (moment.now - state_->drawn_at) / 1000.0;
    io.DeltaTime = static_cast<float>(std::clamp(passed, frame_min, frame_max));
    state_->drawn_at = moment.now;
    io.ConfigInputTextCursorBlink = !moment.still;
    state_->wanted = std::max(0, state_->wanted - 1);
    ImGui::NewFrame();
    const bool moves = view.draw(moment);
    ImGui::Render();
    const ImDrawData& drawn = *ImGui::GetDrawData();
    state_->vertices.clear();
    state_->indices.clear();
    state_->commands.clear();
    state_->textures.clear();
    // Textures first: commands go by their numbers.
    if (drawn.Textures != nullptr) {
        for (ImTextureData* texture : *drawn.Textures) state_->take_texture(*texture);
    }
    state_->textures_gone = false;
    for (const ImDrawList* list : drawn.CmdLists) state_->take_list(*list);
    return moves || state_->wanted > 0 || lags();
}

bool PageWindow::lags() const {
    return !ImGui::GetCurrentContext()->InputEventsQueue.empty();
}

void PageWindow::State::take_texture(ImTextureData& texture) {
    using Want = Texture::Want;
    const auto number = [&texture] { return static_cast<std::uint32_t>(texture.TexID); };
    const auto add = [&](Want want, const ImTextureRect& part) {
        textures.push_back({number(), want, part.x, part.y, part.w, part.h,
                            static_cast<std::uint32_t>(texture.Width),
                            static_cast<const std::uint8_t*>(texture.GetPixelsAt(part.x, part.y))});
    };
    const ImTextureRect whole{0, 0, static_cast<unsigned short>(texture.Width),
                              static_cast<unsigned short>(texture.Height)};
    if (texture.Status == ImTextureStatus_WantCreate) {
        texture.SetTexID(++last_texture);
        add(Want::create, whole);
        texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantDestroy) {
        if (texture.UnusedFrames == 0) return;
        textures.push_back({number(), Want::destroy, 0, 0, 0, 0, 0, nullptr});
        texture.SetTexID(ImTextureID_Invalid);
        texture.SetStatus(ImTextureStatus_Destroyed);
    } else if (textures_gone) {
        add(Want::create, whole);
        texture.SetStatus(ImTextureStatus_OK);
    } else if (texture.Status == ImTextureStatus_WantUpdates) {
        add(Want::update, texture.UpdateRect);
        texture.SetStatus(ImTextureStatus_OK);
    }
}

void PageWindow::State::take_list(const ImDrawList& list) {
    static_assert(sizeof(Vertex) == sizeof(ImDrawVert));
    const auto first_vertex = static_cast<std::uint32_t>(vertices.size());
    const auto first_index = static_cast<std::uint32_t>(indices.size());
    for (const ImDrawVert& each : list.VtxBuffer) {
        vertices.push_back({each.pos.x, each.pos.y, each.uv.x, each.uv.y, each.col});
    }
    for (const ImDrawIdx index : list.IdxBuffer) indices.push_back(first_vertex + index);
    for (const ImDrawCmd& each : list.CmdBuffer) {
        if (each.ElemCount == 0) continue;
        commands.push_back({first_index + each.IdxOffset, each.ElemCount,
                            static_cast<std::uint32_t>(each.GetTexID()), each.ClipRect.x,
                            each.ClipRect.y, each.ClipRect.z, each.ClipRect.w});
    }
}

std::span<const PageWindow::Vertex> PageWindow::vertices() const {
    return state_->vertices;
}
std::span<const std::uint32_t> PageWindow::indices() const {
    return state_->indices;
}
std::span<const PageWindow::Command> PageWindow::commands() const {
    return state_->commands;
}
std::span<const PageWindow::Texture> PageWindow::textures() const {
    return state_->textures;
}
PageWindow::Caret PageWindow::caret() const {
    return state_->caret;
}
PageWindow::Cursor PageWindow::cursor() const {
    return cursor_of(ImGui::GetMouseCursor());
}
std::string PageWindow::take_copied() {
    return std::exchange(state_->copied, {});
}

}  // namespace palabre::workbench
