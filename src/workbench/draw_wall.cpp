// What is projected: one claim, what speaks for and against it, in large type.
#include <algorithm>

#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

/// Of the type that was chosen.
constexpr float claim_type = 2.4F;
constexpr float answer_type = 1.6F;

// What the room speaks of; else what is chosen; else the thesis.
ClaimIndex spoken_of(const Parts& parts) {
    const Debate& debate = parts.shown().debate();
    const std::string& id =
        parts.bench.room ? parts.bench.room->parent() : parts.bench.map.chosen();
    const ClaimIndex claim = debate.claim_of(RefId(debate.ledger().refs.find(id)));
    return claim.is_none() ? thesis_index : debate.tree().kept(claim);
}

void draw_side(Parts& parts, Stance stance, const std::vector<ClaimIndex>& claims, float width) {
    ImGui::BeginChild(stance == Stance::pro ? "pros" : "cons", ImVec2(width, 0));
    ImGui::PushFont(nullptr, parts.type * answer_type);
    text(parts.say(stance == Stance::pro ? "side-pro" : "side-con"), parts.colour(stance));
    const Debate& debate = parts.shown().debate();
    for (std::size_t i = 0; i < claims.size(); ++i) {
        const std::string_view id = debate.ledger().text(debate.tree().at(claims[i]).id);
        ImGui::PushID(static_cast<int>(i));
        // What was said last stands out.
        const bool latest = parts.bench.room && parts.bench.room->last() == id;
        if (latest) ImGui::PushStyleColor(ImGuiCol_Text, parts.colour(map::colour_accent));
        ImGui::Bullet();
        ImGui::SameLine();
        wrapped(one_line(parts.shown(), claims[i]));
        if (latest) ImGui::PopStyleColor();
        if (ImGui::IsItemClicked()) parts.speak_of(id);
        ImGui::PopID();
    }
    ImGui::PopFont();
    ImGui::EndChild();
}

}  // namespace

void draw_code(Parts& parts, float side) {
    // The page's address does not change while a workbench is open.
    const auto& code = parts.code.at(1, [&] { return qr_code(parts.bench.page); });
    if (!code || side < 32.0F) return;
    constexpr float quiet = 4.0F;  // squares around it that have to stay light
    const float square = side / (static_cast<float>(code->side) + 2.0F * quiet);
    const ImVec2 from = ImGui::GetCursorScreenPos();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    // Dark on light in both themes: cameras expect it.
    list.AddRectFilled(from, {from.x + side, from.y + side}, 0xffffffffU);
    for (std::size_t y = 0; y < code->side; ++y) {
        for (std::size_t x = 0; x < code->side; ++x) {
            if (!code->is_dark(x, y)) continue;
            const float left = from.x + (quiet + static_cast<float>(x)) * square;
            const float top = from.y + (quiet + static_cast<float>(y)) * square;
            list.AddRectFilled({left, top}, {left + square, top + square}, 0xff000000U);
        }
    }
    ImGui::Dummy(ImVec2(side, side));
    wrapped(parts.bench.page);
}

void draw_wall(Parts& parts) {
    const ClaimIndex claim = spoken_of(parts);
    const ImVec2 room = ImGui::GetContentRegionAvail();
    const bool has_code = !parts.bench.page.empty();
    const float code = has_code ? std::min(room.x * 0.2F, room.y * 0.4F) : 0.0F;
    ImGui::BeginChild("claim", ImVec2(room.x - code - (has_code ? 16.0F : 0.0F), 0));
    if (claim != thesis_index) {
        ImGui::PushStyleColor(ImGuiCol_Text, parts.colour(map::colour_muted));
        wrapped(one_line(parts.shown(), thesis_index));
        ImGui::PopStyleColor();
    }
    ImGui::PushFont(nullptr, parts.type * claim_type);
    wrapped(one_line(parts.shown(), claim));
    ImGui::PopFont();
    ImGui::Separator();
    const SidesBelow sides = sides_below(parts.shown(), claim);
    const float half = (ImGui::GetContentRegionAvail().x - ImGui::GetStyle().ItemSpacing.x) / 2.0F;
    draw_side(parts, Stance::pro, sides.pros, std::max(1.0F, half));
    ImGui::SameLine();
    draw_side(parts, Stance::con, sides.cons, std::max(1.0F, half));
    ImGui::EndChild();
    if (!has_code) return;
    ImGui::SameLine();
    ImGui::BeginChild("code", ImVec2(0, 0));
    draw_code(parts, code);
    ImGui::EndChild();
}

}  // namespace palabre::workbench
