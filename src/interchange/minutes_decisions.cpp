// Decisions in the minutes: by yes and no, and by consent.
#include <algorithm>

#include "interchange/minutes_parts.hpp"

namespace palabre {

namespace {

std::string text_at(const Words& words, const Value& tally, std::string_view key) {
    const Value* value = tally.some(key);
    return value == nullptr ? std::string(no_figure) : figure_words(words, *value);
}

bool is(const Value& tally, std::string_view key) {
    const Value* value = tally.some(key);
    return value != nullptr && value->boolean;
}

std::int64_t number_at(const Value& tally, std::string_view key) {
    const Value* value = tally.some(key);
    return value == nullptr ? 0 : value->number;
}

// Those whom the quorum counts.
std::int64_t taking_part(const MinutedQuestion& of, const Value& tally) {
    const Value* quorum = of.text().rule.some("quorum");
    const Value* count = quorum == nullptr ? nullptr : quorum->some("count");
    const bool only_voters = count != nullptr && count->text == "voters";
    const LiveMandate* mandate = of.mandate();
    const auto present = mandate != nullptr ? mandate->present() : std::nullopt;
    return present && !only_voters ? *present : number_at(tally, "voters");
}

// Reasons given with a position, without who gave them.
std::vector<std::string> reasons_given(const MinutedQuestion& of) {
    const Debate& debate = of.live.debate();
    std::vector<std::string> reasons;
    RegisterIndex ballot = debate.registers().group(RegisterKind::ballot, of.question().id, {});
    for (; ballot.is_some(); ballot = debate.registers().at(ballot).next_in_group) {
        const Value* choice = debate.choice(ballot);
        const Value* reason = choice == nullptr ? nullptr : choice->some("reason");
        if (reason == nullptr || reason->text.empty()) continue;
        const Value* position = choice->some("position");
        if (position->text != "objection" && position->text != "concern") continue;
        reasons.push_back(of.words.say(
            "by", {{"rule", of.words.say(position->text)}, {"sentence", reason->text}}));
    }
    std::sort(reasons.begin(), reasons.end());
    return reasons;
}

}  // namespace

std::string figure_words(const Words& words, const Value& value) {
    if (value.is(Value::Kind::number)) return words.written(std::to_string(value.number));
    if (value.is(Value::Kind::text)) return words.decimal(value.text);
    if (value.is(Value::Kind::boolean)) return words.say(value.boolean ? "yes-word" : "no-word");
    return no_figure;
}

void write_motion(const MinutedQuestion& of, const Value& tally) {
    const auto* counter = std::get_if<MotionCounter>(&of.live.tallies().sums(of.index));
    if (counter == nullptr) return;
    const Words& words = of.words;
    const MotionCounts& counts = counter->counts();
    if (of.text().rule.some("quorum") != nullptr) {
        if (tally.some("quorum_need") == nullptr) {
            of.paper.paragraph(words.say("quorum-unknown"));
        } else {
            of.paper.paragraph(words.say(is(tally, "quorum_met") ? "quorum-met" : "quorum-unmet",
                                         {{"need", text_at(words, tally, "quorum_need")},
                                          {"there", std::to_string(taking_part(of, tally))}}));
        }
    }
    if (is(tally, "tie")) of.paper.paragraph(words.say("tie"));
    if (is(tally, "casting_vote_used")) of.paper.paragraph(words.say("casting"));
    const Value* outcome = tally.some("outcome");
    // Where nobody has voted, that is said already, and "0 votes were needed" would be nonsense.
    if (of.question().voters > 0) {
        of.paper.paragraph(
            words.say(outcome == nullptr ? "rejected" : std::string_view(outcome->text),
                      {{"yes", std::to_string(counts.yes)},
                       {"no", std::to_string(counts.no)},
                       {"need", text_at(words, tally, "yes_needed")}}));
    }
    const std::int64_t expressed = counts.yes + counts.no;
    const auto share = [&](std::int64_t votes) {
        if (expressed == 0) return std::string(no_figure);
        const std::string exact = std::to_string(votes) + "/" + std::to_string(expressed);
        return words.say("percent", {{"n", words.decimal(exact, 100)}});
    };
    of.paper.table({words.say("choice"), words.say("votes-column"), words.say("share")},
                   {{words.say("yes"), std::to_string(counts.yes), share(counts.yes)},
                    {words.say("no"), std::to_string(counts.no), share(counts.no)},
                    {words.say("abstain"), std::to_string(counts.abstain), no_figure},
                    {words.say("blank"), std::to_string(counts.blank), no_figure}});
}

void write_consent(const MinutedQuestion& of, const Value& tally) {
    const Words& words = of.words;
    const Value* outcome = tally.some("outcome");
    if (outcome != nullptr) of.paper.paragraph(words.say(outcome->text));
    const std::int64_t others = number_at(tally, "concerns") + number_at(tally, "objections") +
                                number_at(tally, "stand_aside");
    const auto number = [&tally](std::string_view key) {
        return std::to_string(number_at(tally, key));
    };
    of.paper.table({words.say("choice"), words.say("votes-column")},
                   {{words.say("agrees"), std::to_string(number_at(tally, "answered") - others)},
                    {words.say("concern"), number("concerns")},
                    {words.say("objection"), number("objections")},
                    {words.say("stand_aside"), number("stand_aside")}});
    const auto reasons = reasons_given(of);
    if (reasons.empty()) return;
    of.paper.paragraph(words.say("reasons"));
    of.paper.list(reasons);
}

}  // namespace palabre
