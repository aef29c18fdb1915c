#include "interchange/query.hpp"

#include <array>

#include "interchange/debate_file.hpp"
#include "interchange/exports.hpp"
#include "interchange/query_context.hpp"
#include "interchange/replay.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

struct KnownQuestion {
    std::string_view name;
    QueryAnswer (*answer)(QueryContext&);
};

QueryAnswer answer_replay(QueryContext& context) {
    context.out.raw(write_replay(context.live, {}));
    return "";
}

QueryAnswer answer_export(QueryContext& context) {
    const auto format = context.asked.text("format");
    const auto text = format ? export_debate(context.live, *format) : std::nullopt;
    if (!text) return "query";
    context.out.begin_object().key("text").string(*text).end_object();
    return "";
}

QueryAnswer answer_outline(QueryContext& context) {
    context.out.raw(write_outline_json(context.debate().page()));
    return "";
}

constexpr std::array<KnownQuestion, 19> questions{{
    {"thesis", answer_thesis}, {"children", answer_children}, {"claim", answer_claim},
    {"path", answer_path},     {"why", answer_why},           {"questions", answer_questions},
    {"tally", answer_tally},   {"search", answer_search},     {"similar", answer_similar},
    {"news", answer_news},     {"mine", answer_mine},         {"marks", answer_marks},
    {"person", answer_person}, {"faults", answer_faults},     {"log", answer_log},
    {"clock", answer_clock},   {"replay", answer_replay},     {"outline", answer_outline},
    {"export", answer_export},
}};

}  // namespace

Result<std::string> query(LiveDebate& live, Overview& overview, std::string_view text) {
    StrictJson json;
    if (first_invalid_utf8(text) || !json.parse(text, StrictJson::LineEnds::spaces) ||
        !json.is_object()) {
        return Fault{"query", "", "The question is not a JSON object of whole numbers and texts."};
    }
    if (live.debate().unsupported()) {
        return Fault{"unsupported", "", "The debate asks for rules that this build does not know."};
    }
    QueryContext context{live, overview, BodyFields(json, 0), std::nullopt, {}};
    if (const auto me = context.asked.text("me")) {
        const std::uint32_t key = live.debate().ledger().keys.find(*me);
        if (key != Interner::nothing) context.me = KeyId(key);
    }
    const auto name = context.asked.text("q");
    for (const KnownQuestion& question : questions) {
        if (!name || question.name != *name) continue;
        const QueryAnswer fault = question.answer(context);
        if (fault.empty()) return context.out.take();
        return Fault{std::string(fault), std::string(*name),
                     "The question names what is not there."};
    }
    return Fault{"query", std::string(name.value_or("q")), "There is no such question."};
}

}  // namespace palabre
