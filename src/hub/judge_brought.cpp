// What other hubs bring is theirs to judge: it is taken where it is sound, so that all hubs come to
// the same set.
#include <algorithm>

#include "deliberation/base64url.hpp"
#include "deliberation/limits.hpp"
#include "deliberation/sha256.hpp"
#include "hub/judge.hpp"
#include "interchange/composition.hpp"
#include "seal/seal.hpp"

namespace palabre::hub {

EntryIndex Judge::find(std::string_view id) const {
    const Ledger& ledger = live_.debate().ledger();
    return ledger.entry_of(RefId(ledger.refs.find(id)));
}

// The list of a hub has what a stamp names before the stamp, whoever signed it.
bool Judge::names_strangers(const Body& body) const {
    if (body.verb != Verb::stamp || !body.detail || !body.detail->stamp) return false;
    const Ledger& ledger = live_.debate().ledger();
    const auto& ids = body.detail->stamp->ids;
    return std::any_of(ids.begin(), ids.end(),
                       [&ledger](RefId id) { return ledger.entry_of(id).is_none(); });
}

// What says that a ballot is held is before it in every list, and may be on its way here when the
// ballot comes live.
bool Judge::has_overtaken(const Body& body) const {
    if (body.verb != Verb::ballot || body.first.is_none()) return false;
    if (!is_opened()) return true;
    const bool said =
        std::find(said_held_.begin(), said_held_.end(), body.first) != said_held_.end();
    if (live_.debate().question_of(body.first).is_some())
        return said && !live_.debate().has_clerk();
    // A question that stands in the page alone never comes.
    return said || live_.debate().ledger().text(body.first).substr(0, 1) != "~";
}

// False where it comes too early.
bool Judge::see_whether_held(NewRow& row, std::int64_t now, const Terms& terms, Sent sent) {
    const Body body = bodies_.read(row.body, live_.debate().ledger());
    if (names_strangers(body)) return false;
    // In order nothing more is before it: what its question is, nobody knows.
    if (sent == Sent::live && has_overtaken(body)) return false;
    judged_ = {body.verb, body.first, {}};
    // Whichever hub took it, its stamp says that this ballot is held.
    if (is_open(body, now) && live_.debate().has_clerk()) hold_ballot(row);
    hold_brought_words(row, terms);
    return true;
}

void Judge::look_ahead(std::string_view lines, Sent sent) {
    said_held_.clear();
    // Most messages have nothing of the kind.
    const bool live = sent == Sent::live;
    const std::string_view sign = live ? R"(\"held\":{)" : R"(\"~\":[)";
    if ((has_waiting_ && !live) || lines.find(sign) == std::string_view::npos) return;
    while (!lines.empty()) {
        const LogLine line = lines_.read(take_line(lines), false);
        if (line.is != LogLine::Is::entry || !line.body) continue;
        Ledger& ledger = live_.debate().ledger();
        const Body body = bodies_.read(*line.body, ledger);
        if (body.verb != Verb::stamp || !body.detail || !body.detail->stamp) continue;
        for (const auto& [question, ids] : body.detail->stamp->held) {
            has_waiting_ = has_waiting_ || ledger.text(question) == held_for_reading;
            if (live) said_held_.push_back(question);
        }
    }
}

Judge::Brought Judge::bring(std::string_view text, std::int64_t now, const Terms& terms,
                            Sent sent) {
    Brought brought;
    line_ = lines_.read(text, false);
    if (line_.is != LogLine::Is::entry || line_.head.debate != live_.id()) return brought;
    if (line_.body && line_.body->size() > limits::list_body_bytes_max) return brought;
    if (line_.body && to_base64url(sha256(*line_.body)) != line_.head.body) return brought;
    brought.id = entry_id(line_.head_text);
    brought.row = {std::string(line_.head_text), std::string(line_.sig),
                   std::string(line_.body.value_or(std::string_view()))};
    brought.row.has_body = line_.body.has_value();
    brought.row.from_hub = true;
    const EntryIndex known = find(brought.id);
    if (known.is_some()) {
        brought.is = Brought::Is::known;
        brought.position = known.value + 1;
        const bool whole = live_.debate().ledger().at(known).has_body;
        if (!whole && line_.body && !see_whether_held(brought.row, now, terms, sent) &&
            sent == Sent::live) {
            brought.is = Brought::Is::too_early;
        }
        return brought;
    }
    if (!seal::verify_entry(line_.head.author, line_.head_text, line_.sig)) return brought;
    if (line_.body && !see_whether_held(brought.row, now, terms, sent)) {
        brought.is = Brought::Is::too_early;
        return brought;
    }
    const bool held = !brought.row.held_for.empty();
    const EntryIndex index = fold_line(held);
    if (held) keep_held(index, brought.row);
    brought.is = Brought::Is::taken;
    brought.position = index.value + 1;
    return brought;
}

void Judge::add_body(const NewRow& row, Position position) {
    if (!row.held_for.empty()) {
        return keep_held(EntryIndex(static_cast<std::size_t>(position - 1)), row);
    }
    StoredEntry entry;
    entry.position = position;
    entry.head = row.head;
    entry.sig = row.sig;
    entry.body = row.body;
    load(entry);
}

bool Judge::is_erased(Position position) const {
    return live_.debate().ledger().at(EntryIndex(static_cast<std::size_t>(position - 1))).erased;
}

bool Judge::may_stamp(std::string_view key) const {
    const KeyId clerk(live_.debate().ledger().keys.find(key));
    return clerk.is_some() && live_.debate().is_clerk(clerk);
}

bool Judge::lacks_stamp(Position position) const {
    const EntryIndex index(static_cast<std::size_t>(position - 1));
    const Entry& entry = live_.debate().ledger().at(index);
    if (entry.state == State::pending) return true;
    // To the fold what is held is without a body, stamped or not.
    const bool held = entry.state == State::bodiless && held_.has(index.value);
    return held && !entry.stamped && live_.debate().has_clerk();
}

bool Judge::hangs_on_place(Position position) const {
    const EntryIndex index(static_cast<std::size_t>(position - 1));
    return is_unread(position) || live_.debate().ledger().at(index).body.verb == Verb::show;
}

Position Judge::position_of(std::string_view id) const {
    const EntryIndex found = find(id);
    return found.is_some() ? found.value + 1 : 0;
}

bool Judge::knows_all(std::string_view lines) {
    while (!lines.empty()) {
        const LogLine line = lines_.read(take_line(lines), false);
        if (line.is == LogLine::Is::entry && find(entry_id(line.head_text)).is_none()) return false;
    }
    return true;
}

}  // namespace palabre::hub
