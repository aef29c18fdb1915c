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

// A moderator hid what was held back until one had read it.
bool hides_unseen(const Debate& debate, const Entry& entry) {
    if (entry.state != State::waiting || entry.body.verb != Verb::hide) return false;
    const EntryIndex target = debate.ledger().entry_of(entry.body.first);
    return target.is_some() && !debate.ledger().at(target).has_body && debate.is_sealed(target) &&
           debate.rights().is_moderator(entry.author, {});
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
    const std::string_view reason = live.words(index).reason;
    if (entry.body.verb == Verb::hide || !reason.empty()) out.key("reason").string(reason);
    const auto time = debate.time_of(index);
    out.key("time");
    if (time)
        out.integer(*time);
    else
        out.null();
    out.end_object();
}

}  // namespace

std::vector<std::string> moderation_acts(const LiveDebate& live) {
    const Debate& debate = live.debate();
    std::vector<std::string> acts;
    for (const EntryIndex index : debate.by_place()) {
        const Entry& entry = debate.ledger().at(index);
        if (!entry.has_body || !is_act(debate, entry)) continue;
        if (entry.state != State::counts && !hides_unseen(debate, entry)) continue;
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
