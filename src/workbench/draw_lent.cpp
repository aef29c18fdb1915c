// Who delegated to whom, question by question.
#include "workbench/draw_parts.hpp"

namespace palabre::workbench {

void draw_lent(Parts& parts) {
    const LiveDebate& live = parts.shown();
    const std::vector<QuestionIndex> questions = asked(live);
    const auto& lent = parts.lent.at(parts.turn(), [&] {
        std::vector<LentVotes> all;
        all.reserve(questions.size());
        for (const QuestionIndex index : questions) all.push_back(lent_votes(live, index));
        return all;
    });
    bool any = false;
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const LentVotes& told = lent[i];
        if (told.kind.empty()) continue;
        any = true;
        wrapped(live.debate().questions()[questions[i].value].text->title);
        text(parts.say("lent-" + std::string(told.kind)), parts.colour(map::colour_muted));
        for (const Carrier& each : told.carriers) {
            wrapped(parts.say("carries", {{"who", each.who}, {"n", std::to_string(each.votes)}}));
        }
        if (told.lost > 0) wrapped(parts.say("lost", {{"n", std::to_string(told.lost)}}));
        ImGuiListClipper clipper;
        clipper.Begin(static_cast<int>(told.lent.size()));
        while (clipper.Step()) {
            for (int at = clipper.DisplayStart; at < clipper.DisplayEnd; ++at) {
                const LentVote& each = told.lent[static_cast<std::size_t>(at)];
                const bool kept = each.fate == "kept";
                const std::string to = each.to.empty() ? parts.say("nobody") : each.to;
                // An arrow that every font has.
                std::string line = each.from + " -> " + to;
                if (!kept) {
                    const bool lost = each.fate == "unheard" || each.fate == "circular";
                    const std::string word = each.fate == "blank"
                                                 ? "blank-proxy"
                                                 : (lost ? "lost-" : "") + std::string(each.fate);
                    line += "  (" + parts.fates.say(word) + ")";
                }
                cut_text(line, parts.colour(kept ? map::colour_text : map::colour_con));
            }
        }
        ImGui::Separator();
    }
    if (!any) wrapped(parts.say("none-lent"));
}

}  // namespace palabre::workbench
