// The log, entry by entry, with filters.
#include <misc/cpp/imgui_stdlib.h>

#include "interchange/debate_words.hpp"
#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

template <class Choice, std::size_t N>
bool choose_from(const Parts& parts, const char* id, const char* const (&names)[N],
                 Choice& choice) {
    std::vector<std::string> said;
    for (const char* name : names) said.push_back(parts.say(name));
    auto at = static_cast<std::size_t>(choice);
    const bool taken = segments(id, said, at);
    choice = static_cast<Choice>(at);
    return taken;
}

bool draw_filter(Parts& parts) {
    constexpr const char* kinds[] = {"kind-all",   "kind-words",      "kind-judgements",
                                     "kind-votes", "kind-moderation", "kind-rules"};
    constexpr const char* fates[] = {"fate-all", "fate-counts", "fate-void", "fate-waiting"};
    bool changed = choose_from(parts, "kinds", kinds, parts.filter.kind);
    changed |= choose_from(parts, "fates", fates, parts.filter.fate);
    ImGui::SetNextItemWidth(-1.0F);
    changed |=
        ImGui::InputTextWithHint("###words", parts.say("filter-words").c_str(), &parts.filter.text);
    if (!parts.filter.author.empty()) {
        text(parts.say("filter-author", {{"who", parts.filter.author.substr(0, 8)}}));
        ImGui::SameLine();
        if (ImGui::SmallButton(parts.say("filter-everybody").c_str())) {
            parts.filter.author.clear();
            changed = true;
        }
    }
    return changed;
}

void draw_row(Parts& parts, EntryIndex index, int number) {
    const LogRow row = log_row(parts.shown(), index);
    ImGui::PushID(number);
    const float line = ImGui::GetTextLineHeight();
    const ImVec2 from = ImGui::GetCursorPos();
    if (ImGui::Selectable("###entry", false, 0, ImVec2(0, line * 2.0F)) && row.claim.is_some()) {
        const Debate& debate = parts.shown().debate();
        parts.choose(debate.ledger().text(debate.tree().at(debate.tree().kept(row.claim)).id));
    }
    if (ImGui::BeginPopupContextItem("of")) {
        if (ImGui::MenuItem(parts.say("only-author").c_str())) {
            parts.filter.author = row.author;
            ++parts.filter_turn;
        }
        ImGui::EndPopup();
    }
    ImGui::SetCursorPos(from);
    ImGui::BeginGroup();
    const bool counts = row.state == State::counts;
    text(parts.say("verb-" + std::string(to_text(row.verb))),
         parts.colour(counts ? map::colour_accent : map::colour_muted));
    ImGui::SameLine();
    std::string head = row.who;
    // Logs written by hand have no clock.
    if (row.at > 0) head += ", " + time_words(static_cast<std::int64_t>(row.at));
    if (row.state == State::voided) {
        head += "  [" + parts.say("void", {{"reason", to_text(row.reason)}}) + "]";
    } else if (!counts) {
        head +=
            "  [" + parts.say(row.state == State::gone ? "state-erased" : "state-waiting") + "]";
    }
    cut_text(head, parts.colour(map::colour_muted));
    ImGui::SetCursorPos(ImVec2(from.x, from.y + line));
    cut_text(row.text, parts.colour(counts ? map::colour_text : map::colour_muted));
    ImGui::EndGroup();
    ImGui::SetCursorPos(ImVec2(from.x, from.y + line * 2.0F));
    ImGui::Dummy(ImVec2(0, 0));
    ImGui::PopID();
}

}  // namespace

void draw_log(Parts& parts) {
    if (draw_filter(parts)) ++parts.filter_turn;
    const auto& found = parts.log.at(parts.turn_with(parts.filter_turn),
                                     [&] { return filtered_log(parts.shown(), parts.filter); });
    text(parts.say("found", {{"n", std::to_string(found.size())}}),
         parts.colour(map::colour_muted));
    ImGui::BeginChild("entries");
    ImGuiListClipper clipper;
    clipper.Begin(static_cast<int>(found.size()),
                  ImGui::GetTextLineHeight() * 2.0F + ImGui::GetStyle().ItemSpacing.y);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            // The latest first: that is what an assembly looks for.
            const std::size_t at = found.size() - 1 - static_cast<std::size_t>(i);
            draw_row(parts, found[at], i);
        }
    }
    ImGui::EndChild();
}

}  // namespace palabre::workbench
