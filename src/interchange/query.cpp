#include "interchange/query.hpp"

#include "interchange/query_context.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

Result<std::string> query(LiveDebate& live, Overview& overview,
                          std::span<const KnownQuestion> known, std::string_view text) {
    StrictJson json;
    if (first_invalid_utf8(text) || !json.parse(text, StrictJson::LineEnds::spaces) ||
        !json.is_object()) {
        return Fault{"query", "", "The question is not a JSON object of whole numbers and texts."};
    }
    QueryContext context{live, overview, BodyFields(json, 0), std::nullopt, {}};
    if (const auto me = context.asked.text("me")) {
        const std::uint32_t key = live.debate().ledger().keys.find(*me);
        if (key != Interner::nothing) context.me = KeyId(key);
    }
    const auto name = context.asked.text("q");
    // Which entries there are can be said of any rules.
    if (live.debate().unsupported() && name != "digest") {
        return Fault{"unsupported", "", "The debate asks for rules that this build does not know."};
    }
    for (const KnownQuestion& question : known) {
        if (!name || question.name != *name) continue;
        if (question.answer == nullptr) {
            return Fault{"not-here", std::string(*name), "Another module answers this."};
        }
        const QueryAnswer fault = question.answer(context);
        if (fault.empty()) return context.out.take();
        return Fault{std::string(fault), std::string(*name),
                     "The question names what is not there."};
    }
    return Fault{"query", std::string(name.value_or("q")), "There is no such question."};
}

}  // namespace palabre
