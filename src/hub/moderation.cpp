#include "hub/moderation.hpp"

#include <algorithm>

#include "interchange/body_fields.hpp"
#include "interchange/json_writer.hpp"

namespace palabre::hub {

namespace {

// Whether it was done to somebody else's words, or to somebody.
bool is_act(const Debate& debate, const Entry& entry) {
    switch (entry.body.verb) {
        case Verb::hide:
        case Verb::show:
        case Verb::move:
        case Verb::merge:
        case Verb::ban:
            return true;
        case Verb::edit:
        case Verb::erase: {
            const EntryIndex target = debate.ledger().entry_of(entry.body.first);
            return target.is_some() &&
                   debate.person(debate.ledger().at(target).author) != debate.person(entry.author);
        }
        default:
            return false;
    }
}

void write_act(JsonWriter& out, const LiveDebate& live, EntryIndex index) {
    const Debate& debate = live.debate();
    const Ledger& ledger = debate.ledger();
    const Entry& entry = ledger.at(index);
    out.begin_object().key("id").string(ledger.text(entry.id));
    out.key("by").string(ledger.text(entry.author)).key("do").string(to_text(entry.body.verb));
    if (entry.body.verb == Verb::ban) {
        out.key("key").string(ledger.text(entry.body.key)).key("on").boolean(entry.body.on);
    } else {
        out.key("target").string(ledger.text(entry.body.first));
    }
    if (entry.body.second.is_some()) out.key("to").string(ledger.text(entry.body.second));
    if (entry.body.verb == Verb::hide) out.key("reason").string(live.words(index).reason);
    const auto time = debate.time_of(index);
    out.key("time");
    if (time)
        out.integer(*time);
    else
        out.null();
    out.end_object();
}

}  // namespace

std::string contact_of(const LiveDebate& live) {
    StrictJson json;
    const EntryIndex open = live.debate().open_entry();
    if (open.is_none() || !json.parse(live.body(open)) || !json.is_object()) return {};
    return std::string(BodyFields(json, 0).text("contact").value_or(""));
}

std::vector<std::string> moderation_acts(const LiveDebate& live) {
    const Debate& debate = live.debate();
    std::vector<std::string> acts;
    for (const EntryIndex index : debate.by_place()) {
        const Entry& entry = debate.ledger().at(index);
        if (entry.state != State::counts || !entry.has_body || !is_act(debate, entry)) continue;
        JsonWriter out;
        write_act(out, live, index);
        acts.push_back(out.take());
    }
    return acts;
}

std::string moderation_json(std::string_view debate, const std::vector<std::string>& acts,
                            std::size_t after, std::size_t most) {
    JsonWriter out;
    out.begin_object().key("debate").string(debate).key("after");
    out.integer(static_cast<std::int64_t>(after)).key("acts").begin_array();
    const std::size_t from = std::min(after, acts.size());
    const std::size_t to = from + std::min(most, acts.size() - from);
    for (std::size_t i = from; i < to; ++i) out.raw(acts[i]);
    out.end_array().key("more").boolean(to < acts.size());
    return out.end_object().take();
}

}  // namespace palabre::hub
