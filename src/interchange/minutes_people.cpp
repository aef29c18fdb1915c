#include <algorithm>

#include "interchange/debate_words.hpp"
#include "interchange/mandate_json.hpp"
#include "interchange/minutes_parts.hpp"

namespace palabre {

namespace {

using Rows = std::vector<std::vector<std::string>>;

void write_meeting(const MinutedQuestion& of, const LiveMandate& mandate) {
    const Words& words = of.words;
    const Value* meeting = of.text().rule.some("meeting");
    of.paper.paragraph(words.say("meeting", {{"meeting", meeting->text}}));
    std::vector<std::string> names;
    for (const KeyId person : mandate.attending()) names.push_back(of.person(person));
    if (!names.empty()) {
        of.paper.paragraph(words.say("attending", {{"names", words.list(names)}}));
    }
    const auto most = mandate.max_proxies();
    of.paper.paragraph(most ? words.say("max-proxies", {{"n", std::to_string(*most)}})
                            : words.say("any-proxies"));
    if (mandate.given().empty()) return;
    Rows rows;
    for (const LiveMandate::Given& given : mandate.given()) {
        const bool blank = given.refusal == ProxyRefusal::blank;
        rows.push_back({of.person(given.giver),
                        given.holder.is_some() ? of.person(given.holder) : no_figure,
                        words.say(blank ? "blank-proxy" : to_text(given.refusal))});
    }
    of.paper.heading(3, words.say("proxies"));
    of.paper.table({words.say("giver"), words.say("holder"), words.say("fate")}, rows);
}

void write_delegations(const MinutedQuestion& of, const LiveMandate& mandate) {
    const Words& words = of.words;
    const LiquidTotals totals = liquid_totals(mandate.forest());
    of.paper.paragraph(words.say("liquid"));
    const std::string lost = words.say("lost") + ", ";
    of.paper.table({words.say("people"), words.say("number")},
                   {{words.say("carried"), std::to_string(totals.carried)},
                    {lost + words.say("lost-unheard"), std::to_string(totals.unheard)},
                    {lost + words.say("lost-circular"), std::to_string(totals.circular)}});
    if (totals.carried > 0) {
        of.paper.paragraph(words.say("most-carried", {{"n", std::to_string(totals.most)},
                                                      {"total", std::to_string(totals.cast)}}));
    }
}

void write_draw(const MinutedQuestion& of) {
    const Value* ties = of.text().rule.some("ties");
    if (ties == nullptr || ties->text != "draw") return;
    const Words& words = of.words;
    of.paper.heading(3, words.say("draw"));
    const auto draw = draw_on(of.live.debate(), of.question());
    if (!draw) {
        of.paper.paragraph(words.say("draw-none"));
        return;
    }
    if (draw->digest.empty()) {
        of.paper.paragraph(words.say("draw-untold", {{"commit", draw->commit}}));
        return;
    }
    const std::vector<std::string> options = of.options();
    std::vector<std::string> order;
    for (const Option option : draw->lot) order.push_back(options[option]);
    std::string drawn;
    for (const std::string& option : order) drawn += (drawn.empty() ? "" : ", ") + option;
    of.paper.paragraph(words.say("draw-told", {{"commit", draw->commit},
                                               {"secret", draw->reveal},
                                               {"digest", draw->digest},
                                               {"options", drawn}}));
}

}  // namespace

std::string MinutedQuestion::person(KeyId person) const {
    return person_words(live, person);
}

std::vector<std::string> MinutedQuestion::options() const {
    return options_words(live, text());
}

void write_mandates(const MinutedQuestion& of) {
    const LiveMandate* mandate = of.mandate();
    if (mandate != nullptr) {
        if (mandate->at_meeting()) write_meeting(of, *mandate);
        if (mandate->liquid()) write_delegations(of, *mandate);
        if (mandate->weighted()) of.paper.paragraph(of.words.say("weights"));
    }
    write_draw(of);
}

}  // namespace palabre
