// Hands raised, counted table by table for one question.
#include <misc/cpp/imgui_stdlib.h>

#include <algorithm>

#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

std::string choice_words(const Parts& parts, const Question& question, const std::string& choice) {
    const Method method = question.text->method;
    const bool named = method == Method::yes_no || method == Method::consent;
    return named ? parts.say("choice-" + choice) : choice;
}

void draw_totals(const Parts& parts, const Question& question,
                 const std::vector<std::string>& choices, const HandsCounted& counted) {
    std::int64_t most = 1;
    for (const std::int64_t hands : counted.total) most = std::max(most, hands);
    const float width = ImGui::GetContentRegionAvail().x * 0.35F;
    for (std::size_t i = 0; i < choices.size(); ++i) {
        const auto share = static_cast<double>(counted.total[i]) / static_cast<double>(most);
        bar(width, share, parts.colour(map::colour_accent), parts);
        ImGui::SameLine();
        cut_text(
            std::to_string(counted.total[i]) + "  " + choice_words(parts, question, choices[i]),
            parts.colour(map::colour_text));
    }
    text(parts.say("tables", {{"n", std::to_string(counted.tables.size())},
                              {"corrected", std::to_string(counted.corrected)}}),
         parts.colour(map::colour_muted));
    for (const TableCount& table : counted.tables) {
        std::string line = table.table + "  ";
        for (std::size_t i = 0; i < table.hands.size(); ++i) {
            line += (i == 0 ? "" : " / ") + std::to_string(table.hands[i]);
        }
        if (!table.counter.empty()) line += "  (" + table.counter + ")";
        cut_text(line, parts.colour(map::colour_muted));
    }
}

void hear_count(Parts& parts, const Result<std::string>& done) {
    parts.moves = true;
    if (!done) {
        parts.hands_trouble = fault_words(parts, done.fault());
        return;
    }
    parts.hands_trouble.clear();
    parts.table.clear();
    parts.hands.assign(parts.hands.size(), 0);
}

void draw_form(Parts& parts, Room& room, QuestionIndex index, const Question& question,
               const std::vector<std::string>& choices) {
    parts.hands.resize(choices.size(), 0);
    const float half = ImGui::GetContentRegionAvail().x * 0.45F;
    ImGui::SetNextItemWidth(half);
    ImGui::InputTextWithHint("###table", parts.say("table").c_str(), &parts.table);
    ImGui::SameLine();
    ImGui::SetNextItemWidth(-1.0F);
    ImGui::InputTextWithHint("###counter", parts.say("counter").c_str(), &parts.counter);
    for (std::size_t i = 0; i < choices.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        ImGui::SetNextItemWidth(ImGui::GetFontSize() * 7.0F);
        ImGui::InputInt("###hands", &parts.hands[i]);
        parts.hands[i] = std::clamp(parts.hands[i], 0, static_cast<int>(hands_max));
        ImGui::SameLine();
        cut_text_beside(choice_words(parts, question, choices[i]), parts.colour(map::colour_text));
        ImGui::PopID();
    }
    if (!ImGui::Button(parts.say("write-down").c_str())) return;
    const TableCount count{parts.table, {parts.hands.begin(), parts.hands.end()}, parts.counter};
    room.count(index, count, parts.say("hands-source"), parts.moment.wall,
               [&parts](const Result<std::string>& done) { hear_count(parts, done); });
}

}  // namespace

void draw_hands(Parts& parts) {
    if (!parts.bench.room) {
        draw_code(parts, ImGui::GetContentRegionAvail().x * 0.8F);
        return;
    }
    const LiveDebate& live = parts.bench.timeline->present();
    std::vector<QuestionIndex> questions = asked(live);
    std::erase_if(questions, [&](QuestionIndex index) {
        return hand_choices(live, live.debate().questions()[index.value]).empty();
    });
    text(parts.say("hands"));
    if (questions.empty()) {
        wrapped(parts.say("no-hands"));
    } else {
        parts.question = std::min(parts.question, questions.size() - 1);
        for (std::size_t i = 0; i < questions.size(); ++i) {
            ImGui::PushID(static_cast<int>(i));
            const Question& each = live.debate().questions()[questions[i].value];
            if (ImGui::RadioButton("###question", parts.question == i)) {
                parts.question = i;
                parts.hands.clear();
            }
            ImGui::SameLine();
            cut_text_beside(each.text->title, parts.colour(map::colour_text));
            ImGui::PopID();
        }
        const QuestionIndex index = questions[parts.question];
        const Question& question = live.debate().questions()[index.value];
        const std::vector<std::string> choices = hand_choices(live, question);
        ImGui::Separator();
        draw_form(parts, *parts.bench.room, index, question, choices);
        if (!parts.hands_trouble.empty()) {
            ImGui::PushStyleColor(ImGuiCol_Text, parts.colour(map::colour_con));
            wrapped(parts.hands_trouble);
            ImGui::PopStyleColor();
        }
        ImGui::Separator();
        draw_totals(parts, question, choices,
                    hands_counted(live, question, parts.bench.room->author()));
    }
    ImGui::Separator();
    draw_code(parts, std::min(220.0F, ImGui::GetContentRegionAvail().x * 0.8F));
}

}  // namespace palabre::workbench
