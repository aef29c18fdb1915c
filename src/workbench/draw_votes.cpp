// The tallies of every question, with a chart of each rule that its ballots admit.
#include <algorithm>

#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

namespace {

void draw_chart(const Parts& parts, const RuleChart& chart) {
    text(parts.say("rule-" + std::string(to_text(chart.rule))),
         parts.colour(chart.own ? map::colour_accent : map::colour_text));
    if (chart.own) {
        ImGui::SameLine();
        text(parts.say("own-rule"), parts.colour(map::colour_muted));
    }
    if (!chart.outcome.empty()) {
        ImGui::SameLine();
        text(parts.say("outcome-" + chart.outcome), parts.colour(map::colour_accent));
    }
    if (chart.by_place) text(parts.say("by-place"), parts.colour(map::colour_muted));
    double longest = 0.0;
    for (const Bar& each : chart.bars) longest = std::max(longest, each.length);
    const float width = ImGui::GetContentRegionAvail().x;
    for (const Bar& each : chart.bars) {
        const double share = longest > 0.0 ? each.length / longest : 0.0;
        bar(width * 0.35F, share,
            parts.colour(each.chosen ? map::colour_accent : map::colour_muted), parts);
        ImGui::SameLine(0.0F, 6.0F);
        // Words of the tally are said in the reader's language, options as they are.
        const bool word = chart.rule == Method::yes_no || chart.rule == Method::consent;
        const std::string label = word ? parts.say("choice-" + each.label) : each.label;
        cut_text((each.figure.empty() ? std::string() : each.figure + "  ") + label,
                 parts.colour(map::colour_text));
    }
    ImGui::Spacing();
}

}  // namespace

void draw_votes(Parts& parts) {
    const LiveDebate& live = parts.shown();
    const std::vector<QuestionIndex> questions = asked(live);
    if (questions.empty()) wrapped(parts.say("no-questions"));
    const auto& charts = parts.charts.at(parts.turn(), [&] {
        std::vector<std::vector<RuleChart>> all;
        all.reserve(questions.size());
        for (const QuestionIndex index : questions) all.push_back(charts_of(live, index));
        return all;
    });
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const Question& question = live.debate().questions()[questions[i].value];
        ImGui::PushID(static_cast<int>(i));
        wrapped(question.text->title);
        text(parts.say("voters", {{"n", std::to_string(question.voters)}}),
             parts.colour(map::colour_muted));
        if (charts[i].empty()) wrapped(parts.say("not-counted"));
        for (const RuleChart& chart : charts[i]) draw_chart(parts, chart);
        ImGui::Separator();
        ImGui::PopID();
    }
}

}  // namespace palabre::workbench
