// What the whole debate says of itself, for files and recounts.
#include "interchange/exports.hpp"
#include "interchange/minutes.hpp"
#include "interchange/query_context.hpp"
#include "interchange/replay.hpp"

namespace palabre {

QueryAnswer answer_replay(QueryContext& context) {
    context.out.raw(write_replay(context.live, {}));
    return "";
}

QueryAnswer answer_digest(QueryContext& context) {
    context.out.begin_object().key("state").string(state_digest(context.live));
    context.out.key("set").string(set_digest(context.live)).end_object();
    return "";
}

QueryAnswer answer_export(QueryContext& context) {
    const auto format = context.asked.text("format");
    const auto text = format ? export_debate(context.live, *format) : std::nullopt;
    if (!text) return "query";
    context.out.begin_object().key("text").string(*text).end_object();
    return "";
}

QueryAnswer answer_minutes(QueryContext& context) {
    const auto form = context.asked.text("form");
    if (form && *form != "html" && *form != "markdown") return "query";
    MinutesOptions options;
    if (form && *form == "markdown") options.form = PaperForm::markdown;
    options.lang = context.asked.text("lang").value_or("");
    options.now = context.asked.whole("now");
    context.out.begin_object()
        .key("text")
        .string(write_minutes(context.live, options))
        .end_object();
    return "";
}

}  // namespace palabre
