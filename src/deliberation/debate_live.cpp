// One more entry: what it touches, and no more. Where that cannot be said, all is folded anew.
#include <algorithm>
#include <functional>

#include "deliberation/debate.hpp"
#include "deliberation/limits.hpp"

namespace palabre {

Debate::Debate(std::string_view anchor, Outline page, CheckToken check)
    : page_(std::move(page)),
      check_token_(check),
      members_(ledger_),
      rights_(ledger_, members_),
      tree_(ledger_),
      registers_(ledger_) {
    if (!anchor.empty()) anchor_ = ledger_.key(anchor);
}

Debate::Arrival Debate::add(NewEntry&& arriving) {
    const EntryIndex known = ledger_.entry_of(arriving.id);
    if (known.is_some()) {
        Entry& entry = ledger_.at(known);
        if (entry.has_body || !arriving.has_body) return {known, false, false};
        entry.has_body = true;
        entry.body = std::move(arriving.body);
        // What waited for the body, or was sealed, is judged anew with everything.
        stale_ = true;
        return {known, false, true};
    }
    const EntryIndex index(ledger_.entries.size());
    Entry& entry = ledger_.entries.add();
    entry.id = arriving.id;
    entry.author = arriving.author;
    entry.n = arriving.n;
    entry.clock = arriving.clock;
    entry.at = arriving.at;
    entry.has_body = arriving.has_body;
    entry.body = std::move(arriving.body);
    entry.taken_at = index;
    ledger_.name_entry(arriving.id, index);
    greatest_clock_ = std::max(greatest_clock_, arriving.clock);
    arrived_.push_back(index);
    return {index, true, arriving.has_body};
}

void Debate::declare_page(Outline page) {
    page_ = std::move(page);
    stale_ = true;
}

void Debate::fold_anew() {
    stale_ = true;
    settle();
}

void Debate::settle() {
    // Past this share of the log, folding anew costs less than following.
    const std::size_t old = ledger_.entries.size() - arrived_.size();
    if (arrived_.size() > 64 && arrived_.size() > old / 8) stale_ = true;
    if (unsupported_ && !arrived_.empty()) stale_ = true;
    for (std::size_t i = 0; i < arrived_.size() && !stale_; ++i) {
        arrive(arrived_[i]);
        if (!stale_) release_far();
        if (!stale_) settle_judgements();
    }
    arrived_.clear();
    if (stale_) fold_all();
    stale_ = false;
}

Changes Debate::take_changes() {
    Changes changes = std::move(changes_);
    changes_ = {};
    changes.placements = tree_.take_events();
    if (changes.all) changes.placements.clear();
    return changes;
}

Reason Debate::foresee(KeyId author, Body body, std::int64_t now) {
    if (body.flaw != Reason::none) return body.flaw;
    make_room();
    const EntryIndex index(ledger_.entries.size());
    Entry trial;
    trial.id = ledger_.ref("");
    trial.author = author;
    trial.clock = greatest_clock_ + 1;
    trial.has_body = true;
    trial.body = std::move(body);
    trial.taken_at = index;
    ledger_.entries.push_back(std::move(trial));
    const Entry& entry = ledger_.at(index);
    Reason reason = Reason::none;
    if (entry.body.verb == Verb::erase) {
        // Who is banned may still erase.
        const EntryIndex target = ledger_.entry_of(entry.body.first);
        reason = target.is_none() ? Reason::refers : erase_reason(index, target);
    } else {
        // A clerk will stamp it at about this time; where there is none, times bind nobody.
        reason = rights_.by_itself(index, has_clerk_ ? std::optional(now) : std::nullopt);
        if (entry.body.verb == Verb::device && reason == Reason::none && joins_two_members(index)) {
            reason = Reason::right;
        }
        if (reason == Reason::none && refers(entry.body.verb)) {
            reason = missing_reference(entry).is_some() ? Reason::refers : judge_references(index);
            if (reason == Reason::none) reason = foresee_taking(index);
        }
    }
    ledger_.entries.pop_back();
    return reason;
}

Reason Debate::foresee_taking(EntryIndex index) {
    const Entry& entry = ledger_.at(index);
    switch (entry.body.verb) {
        case Verb::claim:
            return tree_.leaf_too_deep(claim_of(entry.body.first)) ? Reason::depth : Reason::none;
        case Verb::ballot:
            return judge_ballot(index);
        case Verb::link:
        case Verb::move:
        case Verb::merge: {
            ClaimTree::Change change;
            const Reason reason = tree_.change(index, claim_of(entry.body.first),
                                               claim_of(entry.body.second), true, change);
            settle_judgements();
            return reason;
        }
        default:
            return Reason::none;
    }
}

void Debate::make_room() {
    for (std::size_t i = persons_.size(); i < ledger_.keys.size(); ++i) persons_.emplace_back(i);
    effective_.resize(ledger_.keys.size());
    entries_of_.resize(ledger_.keys.size());
}

void Debate::arrive(EntryIndex index) {
    make_room();
    Entry& entry = ledger_.at(index);
    if (erase_waits_.has(entry.id)) {
        stale_ = true;
        return;
    }
    if (!is_aside(entry)) ++entries_of_[person(entry.author).value];
    if (decides(entry) || anchors_role(entry)) {
        stale_ = true;
        return;
    }
    put_in_place(index);
    entry.far = is_far(entry);
    if (entry.far) {
        set_state(index, State::waiting, entry.has_body ? entry.body.flaw : Reason::none);
        far_.emplace_back(entry.clock, index.value);
        std::push_heap(far_.begin(), far_.end(), std::greater<>{});
        return;
    }
    arrive_with_body(index);
}

void Debate::release_far() {
    const std::uint64_t limit = ledger_.entries.size() + limits::clock_lead_max;
    while (!stale_ && !far_.empty() && far_.front().first <= limit) {
        std::pop_heap(far_.begin(), far_.end(), std::greater<>{});
        const EntryIndex index(far_.back().second);
        far_.pop_back();
        if (!ledger_.at(index).far) continue;
        ledger_.at(index).far = false;
        set_state(index, State::untaken, Reason::none);
        if (erase_waits_.has(ledger_.at(index).id))
            stale_ = true;
        else
            arrive_with_body(index);
    }
}

void Debate::arrive_with_body(EntryIndex index) {
    Entry& entry = ledger_.at(index);
    if (!entry.has_body) {
        set_state(index, State::bodiless, Reason::none);
        if (const auto* held = held_.find(entry.id.value); held != nullptr) {
            for (const RefId question : *held) {
                ++sealed_[question.value];
                if (const QuestionIndex q = question_of(question); q.is_some()) {
                    changes_.questions.push_back(q);
                }
            }
        }
        return;
    }
    if (entry.body.flaw != Reason::none) {
        settle_entry(index, entry.body.flaw);
        release_waiters(entry.id);
        drain_released();
        return;
    }
    switch (entry.body.verb) {
        case Verb::stamp:
            arrive_stamp(index);
            return;
        case Verb::erase:
            arrive_erase(index);
            return;
        case Verb::role:
        case Verb::ban:
        case Verb::phase:
        case Verb::declare:
        case Verb::device:
        case Verb::ask:
        case Verb::attest:
        case Verb::key:
            arrive_standing(index);
            return;
        default:
            arrive_taking(index);
            return;
    }
}

void Debate::arrive_taking(EntryIndex index) {
    const Entry& entry = ledger_.at(index);
    const Reason reason = rights_.by_itself(index, time_of(index));
    if (reason != Reason::none || !refers(entry.body.verb)) {
        settle_entry(index, reason);
        release_waiters(entry.id);
        drain_released();
        return;
    }
    if (entry.body.quote() != nullptr && !is_pending(index)) arrive_quote(index);
    if (!stale_) attempt_with_waiters(index);
}

// A quote brings a claim back that no outline in use has. Those that hang on the order of
// quotes (an earlier one of the same or of another gone claim) are rare: fold anew.
void Debate::arrive_quote(EntryIndex index) {
    const Quote& quote = *ledger_.at(index).body.quote();
    const ClaimIndex known = claim_of(quote.id);
    if (known.is_some()) {
        const Claim& claim = tree_.at(known);
        if (claim.origin == Claim::Origin::gone && ledger_.before(index, claim.quoted_by)) {
            stale_ = true;
        }
        return;
    }
    if (latest_quote_.is_some() && ledger_.before(index, latest_quote_)) {
        stale_ = true;
        return;
    }
    if (!timeline_.empty()) admit_late_leaf();
    if (stale_) return;
    changes_.claims.push_back(add_gone(quote, index));
    release_waiters(quote.id);
    if (erase_waits_.has(quote.id)) stale_ = true;
    if (!stale_) drain_released();
}

void Debate::arrive_standing(EntryIndex index) {
    const Entry& entry = ledger_.at(index);
    const Reason reason = rights_.by_itself(index, time_of(index));
    const bool counts = reason == Reason::none && !is_pending(index);
    const Verb verb = entry.body.verb;
    const bool of_rights = verb == Verb::role || verb == Verb::ban || verb == Verb::phase;
    // Of two that replace one key of a site, the first by place does.
    const bool of_sites = verb == Verb::key && members_.has_sites();
    if (counts && (verb == Verb::declare || of_sites || (of_rights && !last_to_judge(index)))) {
        stale_ = true;
        return;
    }
    if (reason == Reason::none && verb == Verb::device && names_two_members(index)) {
        stale_ = true;
        return;
    }
    settle_entry(index, reason);
    if (counts && verb == Verb::device)
        arrive_device(index);
    else if (counts && verb == Verb::attest)
        arrive_attest(index);
    else if (counts && of_rights)
        rights_.take(index);
    if (stale_) return;
    // Whether its closing forbade an erasure of a ballot, nobody could tell before.
    if (reason == Reason::none && verb == Verb::ask && erases_) {
        stale_ = true;
        return;
    }
    if (reason == Reason::none && verb == Verb::ask) {
        if (add_question(entry.id, index, *entry.body.detail->question,
                         entry.state == State::pending)) {
            changes_.questions.push_back(question_of(entry.id));
        }
    }
    release_waiters(entry.id);
    drain_released();
}

// Whether no entry whose rights it could change stands behind it.
bool Debate::last_to_judge(EntryIndex index) const {
    for (std::size_t i = 0; i < ledger_.entries.size(); ++i) {
        const Entry& other = ledger_.entries[i];
        const bool stamp = other.has_body && other.body.verb == Verb::stamp;
        if (!stamp && ledger_.before(index, EntryIndex(i))) return false;
    }
    return true;
}

// A stamp that comes after all others of its time gives places; another one moves places.
void Debate::arrive_stamp(EntryIndex index) {
    Entry& entry = ledger_.at(index);
    const auto* clerk = clerks_.find(entry.author.value);
    if (clerk == nullptr) {
        settle_entry(index, Reason::right);
        release_waiters(entry.id);
        drain_released();
        return;
    }
    const StampDetail& stamp = *entry.body.detail->stamp;
    if (const auto* last = last_stamp_of_.find(entry.author.value); last != nullptr) {
        const Entry& before = ledger_.at(*last);
        if (before.n >= entry.n || before.body.detail->stamp->time > stamp.time) stale_ = true;
        if (before.state != State::counts) stale_ = true;
    }
    if (greatest_stamp_.is_some()) {
        const Entry& before = ledger_.at(greatest_stamp_);
        const std::int64_t time = before.body.detail->stamp->time;
        if (time > stamp.time || (time == stamp.time && before.n >= entry.n)) stale_ = true;
    }
    if (!clerk->on) stale_ = true;
    if (stale_) return;
    settle_entry(index, Reason::none);
    last_stamp_of_[entry.author.value] = index;
    greatest_stamp_ = index;
    latest_stamp_ = entry.id;
    for (const auto& [question, ids] : stamp.held) {
        for (const RefId id : ids) {
            if (std::find(stamp.ids.begin(), stamp.ids.end(), id) == stamp.ids.end()) continue;
            auto& questions = held_[id.value];
            if (std::find(questions.begin(), questions.end(), question) != questions.end())
                continue;
            questions.push_back(question);
            const EntryIndex held = ledger_.entry_of(id);
            if (held.is_none() || ledger_.at(held).state != State::bodiless) continue;
            if (ledger_.at(held).erased || ledger_.at(held).far) continue;
            ++sealed_[question.value];
            if (const QuestionIndex q = question_of(question); q.is_some()) {
                changes_.questions.push_back(q);
            }
        }
    }
    for (std::size_t i = 0; i < stamp.ids.size() && !stale_; ++i) {
        const StampPlace place{stamp.time, entry.n, entry.id, static_cast<std::uint32_t>(i)};
        if (!stamp_places_.add(stamp.ids[i].value, place)) continue;
        const EntryIndex named = ledger_.entry_of(stamp.ids[i]);
        if (named.is_some()) promote(named, place);
    }
    release_waiters(entry.id);
    drain_released();
}

// From pending to its stamped place: what changes nothing while pending is judged there anew.
void Debate::promote(EntryIndex index, const StampPlace& place) {
    Entry& entry = ledger_.at(index);
    if (!entry.has_body || entry.body.flaw == Reason::body) {
        entry.stamped = true;
        entry.stamp = place;
        entry.band = Band::stamped;
        stale_ = stale_ || entry.far || entry.erased;
        return;
    }
    const Verb verb = entry.body.verb;
    if (verb == Verb::stamp) return;
    const bool plain = verb == Verb::claim || verb == Verb::remark || verb == Verb::impact ||
                       verb == Verb::stance || verb == Verb::tag || verb == Verb::edit ||
                       verb == Verb::ballot || verb == Verb::flag || verb == Verb::name ||
                       verb == Verb::hide || verb == Verb::show || is_mandate(verb);
    const bool has_answers = referred_.has(entry.id);
    if (verb == Verb::attest && entry.state == State::pending && !entry.far && !has_answers) {
        entry.stamped = true;
        entry.stamp = place;
        entry.band = Band::stamped;
        settle_entry(index, rights_.by_itself(index, time_of(index)));
        if (entry.state == State::counts) arrive_attest(index);
        return;
    }
    if (!plain || entry.state != State::pending || entry.erased || entry.far ||
        entry.body.quote() != nullptr) {
        stale_ = true;
        return;
    }
    take_back(index);
    entry.stamped = true;
    entry.stamp = place;
    entry.band = Band::stamped;
    const Reason reason = rights_.by_itself(index, time_of(index));
    if (verb == Verb::claim || verb == Verb::remark) {
        if (reason != Reason::none || (has_answers && !timeline_.empty())) {
            stale_ = true;
            return;
        }
        settle_entry(index, Reason::none);
        const Thing known = thing(entry.id);
        if (verb == Verb::remark) {
            remarks_[known.index].pending = false;
            changes_.remarks.push_back(RemarkIndex(known.index));
        } else {
            const ClaimIndex claim(known.index);
            const Claim& now = tree_.at(claim);
            tree_.set_flags(claim, now.withdrawn, now.hidden, now.erased, false);
            changes_.claims.push_back(claim);
        }
        if (ledger_.before(entry.taken_at, index)) entry.taken_at = index;
        return;
    }
    if (has_answers) {
        stale_ = true;
        return;
    }
    if (reason != Reason::none || !refers(verb))
        settle_entry(index, reason);
    else
        attempt_with_waiters(index);
}

// Erasing what only wrote a register is taking it back; the rest is judged from the beginning.
void Debate::arrive_erase(EntryIndex index) {
    const Entry& erase = ledger_.at(index);
    const EntryIndex target_index = ledger_.entry_of(erase.body.first);
    erases_ = true;
    // The target may stand in the same batch and not have arrived yet.
    if (target_index.is_none() || is_far(ledger_.at(target_index))) {
        if (thing(erase.body.first).kind != Kind::none && target_index.is_none()) {
            settle_entry(index, Reason::kind);
            release_waiters(erase.id);
            drain_released();
            return;
        }
        erase_waits_.insert(erase.body.first);
        set_state(index, State::waiting, Reason::none);
        return;
    }
    settle_entry(index, erase_reason(index, target_index));
    release_waiters(erase.id);
    drain_released();
    Entry& target = ledger_.at(target_index);
    if (erase.state != State::counts) return;
    if (target.erased) {
        // Of two that say what a lost body was, the first by place is believed.
        stale_ = stale_ || !target.has_body;
        return;
    }
    const Verb verb = target.has_body ? target.body.verb : Verb::unknown;
    const bool words = verb == Verb::claim || verb == Verb::remark;
    const bool registers = verb == Verb::impact || verb == Verb::stance || verb == Verb::tag ||
                           verb == Verb::edit || verb == Verb::ballot || verb == Verb::flag ||
                           verb == Verb::name || verb == Verb::hide || verb == Verb::show ||
                           is_mandate(verb);
    if (target.state != State::counts || !(words || registers) || target.body.quote() != nullptr ||
        (registers && referred_.has(target.id))) {
        stale_ = true;
        return;
    }
    if (words) {
        set_state(target_index, State::untaken, Reason::none);
        target.erased = true;
        target.was = truth_of(target.body);
        set_state(target_index, State::counts, Reason::none);
        const Thing known = thing(target.id);
        if (verb == Verb::remark) {
            remarks_[known.index].erased = true;
            changes_.remarks.push_back(RemarkIndex(known.index));
        } else {
            const ClaimIndex claim(known.index);
            const Claim& now = tree_.at(claim);
            tree_.set_flags(claim, now.withdrawn, now.hidden, true, now.pending);
            changes_.claims.push_back(claim);
        }
        return;
    }
    take_back(target_index);
    set_state(target_index, State::untaken, Reason::none);
    target.erased = true;
    target.was = truth_of(target.body);
    set_state(target_index, State::gone, Reason::none);
    if (verb == Verb::ballot) {
        ++erased_[target.was->ref.value];
    }
}

}  // namespace palabre
