#include "interchange/minutes.hpp"

#include "interchange/debate_words.hpp"
#include "interchange/minutes_parts.hpp"
#include "interchange/reading_order.hpp"
#include "interchange/replay.hpp"

namespace palabre {

namespace {

using Rows = std::vector<std::vector<std::string>>;

std::string when_sentence(const MinutedQuestion& of) {
    const QuestionText& text = of.text();
    const std::string opens = text.opens ? time_words(*text.opens) : "";
    const std::string closes = text.closes ? time_words(*text.closes) : "";
    const std::string_view message = text.opens ? (text.closes ? "when" : "when-from")
                                                : (text.closes ? "when-until" : "when-always");
    return of.words.say(message, {{"opens", opens}, {"closes", closes}});
}

void write_turnout(const MinutedQuestion& of) {
    const Words& words = of.words;
    const Question& question = of.question();
    Rows rows;
    const auto row = [&rows, &words](std::string_view name, std::int64_t number) {
        rows.push_back({words.say(name), std::to_string(number)});
    };
    const auto eligible = eligible_number(of.live.debate(), of.text());
    if (eligible) row("eligible", *eligible);
    const LiveMandate* mandate = of.mandate();
    if (mandate != nullptr && mandate->at_meeting()) {
        const auto attending = static_cast<std::int64_t>(mandate->attending().size());
        row("present", attending);
        row("represented", mandate->members() - attending);
        row("present-votes", mandate->present().value_or(0));
    }
    row("voters", question.voters);
    if (const auto* motion = std::get_if<MotionCounter>(&of.live.tallies().sums(of.index))) {
        const MotionCounts& counts = motion->counts();
        row("votes", counts.yes + counts.no + counts.abstain + counts.blank);
        row("expressed", counts.yes + counts.no);
        row("blank", counts.blank);
    }
    if (question.pending_ballots > 0) row("pending", question.pending_ballots);
    const auto sealed = static_cast<std::int64_t>(of.live.debate().sealed_ballots(question.id));
    if (sealed > 0) row("sealed", sealed);
    const auto erased = static_cast<std::int64_t>(of.live.debate().erased_ballots(question.id));
    if (erased > 0) row("erased", erased);
    of.paper.table({words.say("people"), words.say("number")}, rows);
    if (sealed > 0) of.paper.paragraph(words.say("not-final"));
}

// Counts on paper, of a room, of a former platform: beside, never added.
void write_columns(const MinutedQuestion& of) {
    const auto columns = columns_in_order(of.live.debate(), of.question());
    if (columns.empty()) return;
    Rows rows;
    for (const EntryIndex column : columns) {
        StrictJson json;
        if (!json.parse(of.live.body(column))) continue;
        const Value body = json.value(0);
        const auto said = [&body](std::string_view key) {
            const Value* value = body.some(key);
            if (value == nullptr) return std::string(no_figure);
            return value->is(Value::Kind::text) ? value->text : canonical(*value);
        };
        rows.push_back(
            {said("column"), said("figures"), said("source"), said("counter"), said("sheet")});
    }
    const Words& words = of.words;
    of.paper.paragraph(words.say("paper"));
    of.paper.table({words.say("column"), words.say("figures"), words.say("source"),
                    words.say("counter"), words.say("sheet")},
                   rows);
}

// What the facilitators said comes of it.
void write_outcomes(const MinutedQuestion& of) {
    const Debate& debate = of.live.debate();
    for (std::size_t i = 0; i < debate.ledger().entries.size(); ++i) {
        const EntryIndex index(i);
        const Entry& entry = debate.ledger().at(index);
        const bool counts = entry.verb() == Verb::outcome && entry.state == State::counts;
        if (!counts || entry.body.first != of.question().id) continue;
        of.paper.paragraph(of.words.say("outcome", {{"text", of.live.words(index).text}}));
    }
}

void write_question(const MinutedQuestion& of, std::size_t number,
                    const std::optional<std::int64_t>& now) {
    const QuestionText& text = of.text();
    of.paper.heading(2, std::to_string(number) + ". " + text.title);
    if (text.text) of.paper.paragraph(*text.text);
    of.paper.paragraph(when_sentence(of));
    of.paper.heading(3, of.words.say("rule"));
    for (const std::string& sentence : rule_sentences(of)) of.paper.paragraph(sentence);
    const bool open = now && (!text.closes || *now < *text.closes);
    if (open && text.results.value_or(Results::live) == Results::after_close) {
        of.paper.paragraph(of.words.say("hidden"));
        return;
    }
    of.paper.heading(3, of.words.say("people"));
    if (text.closes && !of.live.debate().has_clerk()) of.paper.paragraph(of.words.say("no-clerk"));
    write_turnout(of);
    write_mandates(of);
    of.paper.heading(3, of.words.say("result"));
    if (open) of.paper.paragraph(of.words.say("provisional"));
    write_result(of);
    write_columns(of);
    write_outcomes(of);
}

}  // namespace

std::string write_minutes(const LiveDebate& live, const MinutesOptions& options) {
    const OpenWords open = open_words(live);
    const Words words(options.lang.empty() ? open.lang : options.lang);
    const Debate& debate = live.debate();
    std::string title = open.title;
    if (title.empty() && debate.thesis()) title = *debate.thesis();
    Paper paper(options.form, words.lang(),
                title.empty() ? words.say("title") : words.say("title-of", {{"title", title}}));
    if (options.now) {
        paper.paragraph(
            words.say("made", {{"time", time_words(*options.now)}, {"debate", live.id()}}));
    }
    const std::string_view owner = owner_of(live);
    if (!owner.empty()) paper.paragraph(words.say("owner", {{"key", owner}}));
    const auto questions = questions_in_order(debate);
    if (questions.empty()) paper.paragraph(words.say("no-questions"));
    std::size_t number = 0;
    std::uint64_t effort_left = effort_most;
    for (const QuestionIndex index : questions) {
        write_question({live, index, words, paper, effort_left}, ++number, options.now);
    }
    paper.paragraph(words.say("log", {{"entries", std::to_string(debate.ledger().entries.size())},
                                      {"persons", std::to_string(debate.persons())}}));
    paper.paragraph(
        words.say("digest", {{"set", set_digest(live)}, {"state", state_digest(live)}}));
    paper.signatures(words.say("signature"), {words.say("chair"), words.say("secretary")});
    return paper.take();
}

}  // namespace palabre
