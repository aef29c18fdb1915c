// What each claim weighs under every semantics, side by side.
#include <cstdio>

#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

std::string hundredths(double strength) {
    char written[16];
    std::snprintf(written, sizeof written, "%.2f", strength);
    return written;
}

// What if it were judged otherwise: nothing of this is recorded.
void draw_supposing(Parts& parts) {
    map::Map& map = parts.bench.map.picture();
    const map::Row row = map.chosen();
    if (row == map::no_row || row == 0) {
        wrapped(parts.say("choose-to-suppose"));
        return;
    }
    auto base = static_cast<float>(map.weights().base(row));
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x * 0.5F);
    if (ImGui::SliderFloat("###base", &base, 0.0F, 1.0F, "%.2f", ImGuiSliderFlags_AlwaysClamp)) {
        map.suppose(row, static_cast<double>(base));
        ++parts.weights_turn;
    }
    if (ImGui::IsItemDeactivatedAfterEdit()) map.settle();
    ImGui::SameLine();
    if (ImGui::Button(parts.say("forget").c_str())) {
        map.forget();
        map.settle();
        ++parts.weights_turn;
    }
    wrapped(parts.say("thesis-now", {{"now", hundredths(map.weights().now()[0])},
                                     {"recorded", hundredths(map.weights().recorded()[0])}}));
}

}  // namespace

void draw_weights(Parts& parts) {
    const map::Map& map = parts.bench.map.picture();
    draw_supposing(parts);
    if (ImGui::Checkbox(parts.say("apart-first").c_str(), &parts.weights_apart)) {
        ++parts.weights_turn;
    }
    const auto& rows = parts.weights.at(parts.turn_with(parts.weights_turn),
                                        [&] { return weighed_rows(map, parts.weights_apart); });
    constexpr ImGuiTableFlags flags =
        ImGuiTableFlags_ScrollY | ImGuiTableFlags_RowBg | ImGuiTableFlags_BordersInnerH;
    if (!ImGui::BeginTable("weights", 5, flags)) return;
    ImGui::TableSetupScrollFreeze(0, 1);
    ImGui::TableSetupColumn(parts.say("claim").c_str());
    const float column = ImGui::GetFontSize() * 4.2F;
    for (const Semantics each : {Semantics::df_quad, Semantics::quadratic_energy,
                                 Semantics::euler_based, Semantics::mlp_based}) {
        ImGui::TableSetupColumn(parts.say("by-" + std::string(to_text(each))).c_str(),
                                ImGuiTableColumnFlags_WidthFixed, column);
    }
    ImGui::TableHeadersRow();
    const Debate& debate = parts.shown().debate();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(rows.size()));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const WeighedRow& each = rows[static_cast<std::size_t>(i)];
            ImGui::TableNextRow();
            ImGui::TableNextColumn();
            if (each.row >= map.size()) continue;
            const std::string& id = parts.bench.map.claim(each.row);
            ImGui::PushID(i);
            const ImVec2 from = ImGui::GetCursorPos();
            const bool chosen = parts.bench.map.chosen() == id;
            if (ImGui::Selectable("###row", chosen, ImGuiSelectableFlags_SpanAllColumns)) {
                parts.choose(id);
            }
            ImGui::SetCursorPos(from);
            const ClaimIndex claim = debate.claim_of(RefId(debate.ledger().refs.find(id)));
            const bool con = map.rows().con[each.row] != 0;
            const ImU32 colour = each.row == 0 ? parts.colour(map::colour_text)
                                               : parts.colour(con ? Stance::con : Stance::pro);
            cut_text(claim.is_none() ? id : one_line(parts.shown(), claim), colour);
            for (const double strength : each.strengths) {
                ImGui::TableNextColumn();
                text(hundredths(strength));
            }
            ImGui::PopID();
        }
    }
    ImGui::EndTable();
}

}  // namespace palabre::workbench
