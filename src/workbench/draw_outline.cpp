// The outline: every claim with its side and strength, below what it speaks to.
#include <algorithm>

#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

void draw_outline(Parts& parts) {
    const LiveDebate& live = parts.shown();
    const auto& lines = parts.outline.at(parts.turn(), [&] { return outline_lines(live); });
    if (lines.empty()) wrapped(parts.say("no-claims"));
    const float line = ImGui::GetTextLineHeight();
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(lines.size()));
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const OutlineLine& each = lines[static_cast<std::size_t>(i)];
            const std::string_view id =
                live.debate().ledger().text(live.debate().tree().at(each.claim).id);
            ImGui::PushID(i);
            // Deep threads stay in sight.
            const float indent =
                static_cast<float>(std::min<std::uint32_t>(each.depth - 1, 16)) * line * 0.8F;
            if (indent > 0.0F) ImGui::Indent(indent);
            const bool chosen = parts.bench.map.chosen() == id;
            const ImVec2 from = ImGui::GetCursorPos();
            if (ImGui::Selectable("###claim", chosen, 0, ImVec2(0, line))) parts.speak_of(id);
            // What the line says stands over what can be chosen.
            ImGui::SetCursorPos(from);
            text(each.stance == Stance::pro ? "+" : "-", parts.colour(each.stance));
            ImGui::SameLine(0.0F, 6.0F);
            bar(line * 2.0F, each.strength, parts.colour(each.stance), parts);
            ImGui::SameLine(0.0F, 6.0F);
            const bool shown = each.status == Status::shown;
            std::string words;
            if (!shown) {
                words += '[';
                words += parts.say("status-" + std::string(to_text(each.status)));
                words += "] ";
            }
            words += one_line(live, each.claim);
            cut_text(words, parts.colour(shown ? map::colour_text : map::colour_muted));
            if (indent > 0.0F) ImGui::Unindent(indent);
            ImGui::PopID();
        }
    }
}

}  // namespace palabre::workbench
