#include "deliberation/sorting.hpp"
#include "interchange/columns.hpp"
#include "interchange/query_context.hpp"

namespace palabre {

namespace {

void write_optional(JsonWriter& out, const std::optional<std::string>& text) {
    if (text)
        out.string(*text);
    else
        out.null();
}

void write_time(JsonWriter& out, const std::optional<std::int64_t>& time) {
    if (time)
        out.integer(*time);
    else
        out.null();
}

void write_options(QueryContext& context, const QuestionText& text) {
    JsonWriter& out = context.out;
    const std::vector<std::string> none;
    const std::vector<std::string>& options = text.options ? *text.options : none;
    std::vector<ClaimIndex> claims;
    out.key("options").begin_array();
    for (const std::string& option : options) {
        const ClaimIndex claim =
            context.debate().claim_of(RefId(context.ledger().refs.find(option)));
        const bool named = claim.is_some() && claim != thesis_index;
        claims.push_back(named ? claim : ClaimIndex{});
        const auto words = named ? context.live.text(claim) : std::nullopt;
        out.string(words ? *words : option);
    }
    out.end_array().key("option_claims").begin_array();
    for (const ClaimIndex claim : claims) {
        if (claim.is_some())
            out.string(context.text(context.tree().at(claim).id));
        else
            out.null();
    }
    out.end_array();
}

void write_mine(QueryContext& context, const Question& question) {
    const RegisterIndex mine = context.mine(RegisterKind::ballot, question.id);
    if (mine.is_none()) return;
    const Value* choice = context.debate().choice(mine);
    context.out.key("my_choice");
    if (choice != nullptr)
        context.out.value(*choice);
    else
        context.out.null();
    std::int64_t votes = 0;
    EntryIndex at = context.debate().registers().at(mine).latest;
    for (; at.is_some(); at = context.ledger().at(at).older) ++votes;
    context.out.key("my_votes").integer(votes);
}

void write_counts(QueryContext& context, QuestionIndex index) {
    const auto* motion = std::get_if<MotionCounter>(&context.live.tallies().sums(index));
    if (motion == nullptr) return;
    const MotionCounts& counts = motion->counts();
    context.out.key("counts").begin_object().key("yes").integer(counts.yes);
    context.out.key("no").integer(counts.no).key("abstain").integer(counts.abstain);
    context.out.key("blank").integer(counts.blank).end_object();
}

void write_question(QueryContext& context, QuestionIndex index, std::uint64_t& effort_left) {
    const Question& question = context.debate().questions()[index.value];
    const QuestionText& text = *question.text;
    JsonWriter& out = context.out;
    out.begin_object().key("id").string(context.text(question.id));
    out.key("title").string(text.title).key("text");
    write_optional(out, text.text);
    out.key("about");
    write_optional(out, text.about);
    out.key("method").string(to_text(text.method));
    write_options(context, text);
    out.key("rule").value(text.rule).key("opens");
    write_time(out, text.opens);
    out.key("closes");
    write_time(out, text.closes);
    out.key("results").string(to_text(text.results.value_or(Results::live)));
    out.key("eligible").string(text.members_only.value_or(false) ? "members" : "anyone");
    out.key("declared").boolean(question.entry.is_none()).key("tally");
    context.live.tallies().write_tally(out, index, effort_left);
    write_counts(context, index);
    out.key("voters").integer(question.voters).key("pending").integer(question.pending_ballots);
    out.key("sealed").integer(context.debate().sealed_ballots(question.id));
    out.key("erased").integer(context.debate().erased_ballots(question.id));
    std::vector<EntryIndex> columns = question.columns;
    sort_by(columns,
            [&context](EntryIndex a, EntryIndex b) { return context.ledger().before(a, b); });
    out.key("columns").begin_array();
    for (const EntryIndex column : columns) write_column(out, context.live, column);
    out.end_array();
    write_mine(context, question);
    out.end_object();
}

}  // namespace

QueryAnswer answer_questions(QueryContext& context) {
    std::vector<std::uint32_t> asked;
    for (std::uint32_t i = 0; i < context.debate().questions().size(); ++i) {
        if (!context.debate().questions()[i].pending) asked.push_back(i);
    }
    sort_by(asked, [&context](std::uint32_t a, std::uint32_t b) {
        return context.debate().asked_before(QuestionIndex(a), QuestionIndex(b));
    });
    context.out.begin_object().key("questions").begin_array();
    std::uint64_t effort_left = effort_most;
    for (const std::uint32_t at : asked) write_question(context, QuestionIndex(at), effort_left);
    context.out.end_array().end_object();
    return "";
}

QueryAnswer answer_tally(QueryContext& context) {
    const QuestionIndex index = context.question("id");
    if (index.is_none()) return "no-such-question";
    std::uint64_t effort_left = effort_most;
    write_question(context, index, effort_left);
    return "";
}

}  // namespace palabre
