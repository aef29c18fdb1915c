#include "workbench/upkeep.hpp"

#include <algorithm>
#include <tuple>

#include "interchange/debate_words.hpp"
#include "interchange/query.hpp"
#include "interchange/query_context.hpp"

namespace palabre::workbench {

namespace {

QueuedThing thing_of(const Value& marked) {
    QueuedThing thing;
    thing.id = text_in(marked, "id");
    thing.claim = text_in(marked, "claim");
    thing.text = text_in(marked, "text");
    const Value* hidden = marked.some("hidden");
    thing.hidden = hidden != nullptr && hidden->boolean;
    const Value* flags = marked.some("flags");
    if (flags == nullptr) return thing;
    for (const Value& flag : flags->items) {
        std::string reason = text_in(flag, "name");
        if (!reason.empty()) reason += ": ";
        reason += text_in(flag, "reason");
        thing.reasons.push_back(std::move(reason));
    }
    return thing;
}

}  // namespace

ModerationQueue moderation_queue(LiveDebate& live) {
    ModerationQueue queue;
    // The question that the element's moderators ask too.
    constexpr KnownQuestion known[] = {{"marks", answer_marks}};
    Overview overview(live);
    const auto answer = query(live, overview, known, "{\"q\":\"marks\",\"count\":500}");
    StrictJson json;
    if (answer && json.parse(answer.value()) && json.is_object()) {
        const Value told = json.value(0);
        if (const Value* listed = told.some("marked")) {
            for (const Value& each : listed->items) queue.things.push_back(thing_of(each));
        }
        const Value* total = told.some("total");
        const auto marked =
            total == nullptr ? std::size_t{0} : static_cast<std::size_t>(total->number);
        queue.more = marked - std::min(marked, queue.things.size());
    }
    const Debate& debate = live.debate();
    for (std::uint32_t i = 0; i < debate.ledger().keys.size(); ++i) {
        if (debate.rights().is_banned(KeyId(i), {})) {
            queue.banned.push_back(person_words(live, KeyId(i)));
        }
    }
    return queue;
}

Faults faults_of(const LiveDebate& live) {
    const Debate& debate = live.debate();
    const Ledger& ledger = debate.ledger();
    Faults faults;
    std::vector<EntryIndex> by_number;
    for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
        const EntryIndex index(i);
        const Entry& entry = ledger.at(index);
        by_number.push_back(index);
        if (entry.state == State::voided) {
            faults.entries.push_back({index, to_text(entry.reason)});
        } else if (entry.state == State::waiting) {
            faults.entries.push_back({index, "waiting"});
        } else if (!entry.has_body && !entry.erased && !debate.is_sealed(index)) {
            faults.entries.push_back({index, "missing"});
        }
    }
    const auto number = [&ledger](EntryIndex index) {
        const Entry& entry = ledger.at(index);
        return std::tuple(ledger.text(entry.author), entry.n, ledger.text(entry.id));
    };
    std::sort(by_number.begin(), by_number.end(),
              [&number](EntryIndex a, EntryIndex b) { return number(a) < number(b); });
    for (std::size_t i = 0; i < by_number.size();) {
        const Entry& first = ledger.at(by_number[i]);
        std::size_t end = i + 1;
        while (end < by_number.size() && ledger.at(by_number[end]).author == first.author &&
               ledger.at(by_number[end]).n == first.n) {
            ++end;
        }
        if (end - i > 1) {
            const auto begin = by_number.begin();
            faults.forks.push_back({person_words(live, first.author),
                                    first.n,
                                    {begin + static_cast<std::ptrdiff_t>(i),
                                     begin + static_cast<std::ptrdiff_t>(end)}});
        }
        i = end;
    }
    return faults;
}

DebateSize size_of(const LiveDebate& live) {
    const Debate& debate = live.debate();
    DebateSize size;
    size.entries = debate.ledger().entries.size();
    size.claims = debate.tree().claims().size() - 1;
    for (const Claim& claim : debate.tree().claims()) size.places += claim.shown.size();
    size.persons = debate.persons();
    size.questions = debate.questions().size();
    for (const Register& said : debate.registers().all()) {
        if (said.latest.is_none()) continue;
        const Body& body = debate.ledger().at(said.latest).body;
        size.judgements += said.kind == RegisterKind::impact && body.has_value ? 1 : 0;
        size.ballots += said.kind == RegisterKind::ballot && body.choice != nullptr ? 1 : 0;
    }
    return size;
}

}  // namespace palabre::workbench
