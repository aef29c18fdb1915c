// The counts of one question by every rule that its ballots admit, and the ballots themselves.
#include <limits>
#include <map>

#include "interchange/query_context.hpp"

namespace palabre {

namespace {

// Whether `rules` names this rule, or is absent.
bool is_asked(const QueryContext& context, std::string_view rule) {
    if (!context.asked.has_some("rules")) return true;
    return !context.asked.list("rules",
                               [rule](const JsonToken& asked) { return asked.text != rule; });
}

void write_ballots(QueryContext& context, const Question& question) {
    const Registers& registers = context.debate().registers();
    std::map<std::string, std::int64_t> ballots;
    RegisterIndex at = registers.group(RegisterKind::ballot, question.id, {});
    for (; at.is_some(); at = registers.at(at).next_in_group) {
        const Value* choice = context.debate().choice(at);
        if (choice != nullptr) ++ballots[canonical(*choice)];
    }
    context.out.key("ballots").begin_array();
    for (const auto& [choice, count] : ballots) {
        context.out.begin_array().integer(count).raw(choice).end_array();
    }
    context.out.end_array();
}

}  // namespace

QueryAnswer answer_counts(QueryContext& context) {
    const QuestionIndex index = context.question("id");
    if (index.is_none()) return "no-such-question";
    const Question& question = context.debate().questions()[index.value];
    JsonWriter& out = context.out;
    out.begin_object();
    write_ballots(context, question);
    out.key("tallies").begin_object();
    const Method own = question.text->method;
    // First: a draw that breaks ties is made for all with it.
    if (is_asked(context, to_text(own))) {
        out.key(to_text(own));
        context.live.tallies().write_tally(out, index);
    }
    if (ChoiceCount* const count = context.live.tallies().count(index)) {
        for (const Method rule : count->rules()) {
            if (rule == own || !is_asked(context, to_text(rule))) continue;
            std::size_t steps = std::numeric_limits<std::size_t>::max();
            out.key(to_text(rule)).raw(*count->tally(rule, steps));
        }
    }
    out.end_object().end_object();
    return "";
}

}  // namespace palabre
