// The whole window: a bar on top, the map between what stands at its sides, time below.
#include <algorithm>

#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

constexpr float splitter = 8.0F;
/// A side takes at least and at most so much of the width.
constexpr float side_min = 0.12F;
constexpr float side_max = 0.45F;
/// Below this width the sides stand below one another: there is no room beside the map.
constexpr float narrow = 700.0F;

void draw_bar(Parts& parts) {
    const std::string modes[] = {parts.say("mode-debate"), parts.say("mode-room"),
                                 parts.say("mode-wall")};
    auto mode = static_cast<std::size_t>(parts.mode);
    if (segments("modes", modes, mode)) {
        parts.mode = static_cast<Mode>(mode);
        parts.wants_keys = true;
    }
    ImGui::SameLine(0.0F, 24.0F);
    // Each language by its own name.
    const std::string langs[] = {
        "Fran\xC3\xA7"
        "ais",
        "English"};
    std::size_t lang = parts.words.lang() == "fr" ? 0 : 1;
    if (segments("langs", langs, lang)) {
        parts.words = Words(lang == 0 ? "fr" : "en", phrases());
        parts.fates = Words(parts.words.lang());
    }
    ImGui::SameLine(0.0F, 24.0F);
    if (ImGui::Button((parts.say(parts.dark ? "light" : "dark") + "###theme").c_str())) {
        parts.dark = !parts.dark;
        parts.colours = colours_of(parts.dark);
    }
    ImGui::SameLine();
    if (ImGui::Button("A-")) parts.type = std::max(View::type_min, parts.type - 1.0F);
    ImGui::SameLine(0.0F, 4.0F);
    if (ImGui::Button("A+")) parts.type = std::min(View::type_max, parts.type + 1.0F);
    ImGui::SameLine(0.0F, 24.0F);
    cut_text_beside(one_line(parts.shown(), thesis_index), parts.colour(map::colour_muted));
    ImGui::Separator();
}

void draw_split(const char* id, float& share, float whole, float height, bool from_left) {
    ImGui::SameLine(0.0F, 0.0F);
    ImGui::InvisibleButton(id, ImVec2(splitter, std::max(1.0F, height)));
    if (ImGui::IsItemHovered() || ImGui::IsItemActive()) {
        ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    }
    if (ImGui::IsItemActive()) {
        const float moved = ImGui::GetIO().MouseDelta.x / std::max(1.0F, whole);
        share = std::clamp(share + (from_left ? moved : -moved), side_min, side_max);
    }
    ImGui::SameLine(0.0F, 0.0F);
}

void draw_left(Parts& parts) {
    if (parts.mode == Mode::room) {
        draw_room(parts);
        return;
    }
    const std::string names[] = {parts.say("outline"), parts.say("log")};
    auto at = static_cast<std::size_t>(parts.left);
    if (segments("left", names, at)) parts.left = static_cast<Panel>(at);
    ImGui::BeginChild("below", ImVec2(0, 0));
    parts.left == Panel::log ? draw_log(parts) : draw_outline(parts);
    ImGui::EndChild();
}

void draw_right(Parts& parts) {
    if (parts.mode == Mode::room) {
        draw_hands(parts);
        return;
    }
    struct Tab {
        Panel panel;
        std::string_view name;
        void (*draw)(Parts&);
    };
    constexpr Tab tabs[] = {{Panel::weights, "weights", draw_weights},
                            {Panel::votes, "votes", draw_votes},
                            {Panel::lent, "lent", draw_lent},
                            {Panel::moderation, "moderation", draw_moderation},
                            {Panel::faults, "faults", draw_faults},
                            {Panel::figures, "figures", draw_figures}};
    std::vector<std::string> names;
    std::size_t at = 0;
    for (const Tab& tab : tabs) {
        if (tab.panel == parts.right) at = names.size();
        names.push_back(parts.say(tab.name));
    }
    if (segments("right", names, at)) parts.right = tabs[at].panel;
    ImGui::BeginChild("below", ImVec2(0, 0));
    tabs[at].draw(parts);
    ImGui::EndChild();
}

void draw_panes(Parts& parts) {
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const float below = ImGui::GetFrameHeightWithSpacing();
    const float height = std::max(1.0F, room.y - below);
    if (room.x < narrow) {
        const float third = std::max(1.0F, height / 3.0F);
        ImGui::BeginChild("left", ImVec2(0, third), ImGuiChildFlags_Borders);
        draw_left(parts);
        ImGui::EndChild();
        ImGui::BeginChild("map", ImVec2(0, third), ImGuiChildFlags_Borders);
        draw_map(parts);
        ImGui::EndChild();
        ImGui::BeginChild("right", ImVec2(0, std::max(1.0F, third - 12.0F)),
                          ImGuiChildFlags_Borders);
        draw_right(parts);
        ImGui::EndChild();
    } else {
        const float left = room.x * parts.left_share;
        const float right = room.x * parts.right_share;
        ImGui::BeginChild("left", ImVec2(left, height), ImGuiChildFlags_Borders);
        draw_left(parts);
        ImGui::EndChild();
        draw_split("split-left", parts.left_share, room.x, height, true);
        const float middle = std::max(1.0F, room.x - left - right - 2.0F * splitter);
        ImGui::BeginChild("map", ImVec2(middle, height), ImGuiChildFlags_Borders);
        draw_map(parts);
        ImGui::EndChild();
        draw_split("split-right", parts.right_share, room.x, height, false);
        ImGui::BeginChild("right", ImVec2(0, height), ImGuiChildFlags_Borders);
        draw_right(parts);
        ImGui::EndChild();
    }
    draw_time(parts);
}

}  // namespace

void draw_frame(Parts& parts) {
    ImGui::SetNextWindowPos(ImVec2(0, 0));
    ImGui::SetNextWindowSize(
        ImVec2(std::max(1.0F, parts.moment.width), std::max(1.0F, parts.moment.height)));
    ImGui::Begin("workbench", nullptr,
                 ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoBringToFrontOnFocus);
    draw_bar(parts);
    if (parts.mode == Mode::wall) {
        draw_wall(parts);
    } else {
        draw_panes(parts);
    }
    ImGui::End();
}

}  // namespace palabre::workbench
