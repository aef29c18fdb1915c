// Taking entries one by one, and what each does (docs/entry.md, sections 2 and 5).
#include <algorithm>

#include "deliberation/ballot.hpp"
#include "deliberation/debate.hpp"

namespace palabre {

Debate::Thing Debate::thing(RefId ref) const {
    return ref.value < things_.size() ? things_[ref.value] : Thing{};
}

void Debate::set_thing(RefId ref, Kind kind, std::uint32_t index) {
    if (things_.size() <= ref.value) things_.resize(ledger_.refs.size());
    things_[ref.value] = {kind, index};
}

ClaimIndex Debate::claim_of(RefId ref) const {
    const Thing known = thing(ref);
    if (known.kind == Kind::thesis) return thesis_index;
    return known.kind == Kind::claim ? ClaimIndex(known.index) : ClaimIndex{};
}

QuestionIndex Debate::question_of(RefId ref) const {
    const Thing known = thing(ref);
    return known.kind == Kind::question ? QuestionIndex(known.index) : QuestionIndex{};
}

const Remark* Debate::remark_of(RefId ref) const {
    const Thing known = thing(ref);
    return known.kind == Kind::remark ? &remarks_[known.index] : nullptr;
}

bool Debate::is_effective(const Entry& entry) const {
    return entry.state == State::counts && !entry.erased && entry.has_body &&
           entry.body.verb != Verb::unknown && entry.body.verb != Verb::stamp;
}

void Debate::set_state(EntryIndex index, State state, Reason reason) {
    Entry& entry = ledger_.at(index);
    const auto own_verb = [&] {
        return entry.state == State::voided && entry.reason == Reason::right &&
               (entry.body.verb == Verb::edit || entry.body.verb == Verb::withdraw ||
                entry.body.verb == Verb::erase);
    };
    if (is_effective(entry)) --effective_[entry.author.value];
    if (own_verb()) --not_ones_own_;
    entry.state = state;
    entry.reason = reason;
    if (is_effective(entry)) ++effective_[entry.author.value];
    if (own_verb()) ++not_ones_own_;
}

void Debate::settle_entry(EntryIndex index, Reason reason) {
    const State state = reason != Reason::none ? State::voided
                        : is_pending(index)    ? State::pending
                                               : State::counts;
    set_state(index, state, reason);
    const Verb verb = ledger_.at(index).verb();
    if (state == State::counts && (verb == Verb::name || is_mandate(verb))) apply(index);
}

std::pair<RefId, RefId> Debate::references(const Entry& entry) const {
    switch (entry.verb()) {
        case Verb::link:
        case Verb::impact:
        case Verb::move:
        case Verb::merge:
            return {entry.body.first, entry.body.second};
        default:
            return {entry.first(), RefId{}};
    }
}

bool Debate::is_taken(RefId ref) const {
    // What stands as a thing has been taken; most references are to such.
    if (ref.is_none() || thing(ref).kind != Kind::none) return true;
    if (ledger_.text(ref).substr(0, 1) == "~") return false;
    const EntryIndex target = ledger_.entry_of(ref);
    if (target.is_none()) return false;
    const State state = ledger_.at(target).state;
    return state == State::voided || state == State::pending || state == State::counts ||
           state == State::gone;
}

RefId Debate::missing_reference(const Entry& entry) const {
    const auto [first, second] = references(entry);
    if (!is_taken(first)) return first;
    return is_taken(second) ? RefId{} : second;
}

// Always next the one of the smallest place among those whose references have been taken: in
// the order of places, and what an entry releases comes before whatever stands behind it.
void Debate::take_all(const std::vector<EntryIndex>& order) {
    constexpr std::size_t near = 12;  // entries ahead
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (can_expect && i + 2 * near < order.size()) {
            expect_names(order[i + 2 * near]);
            expect_things(order[i + near]);
        }
        if (ledger_.at(order[i]).state == State::untaken) attempt_with_waiters(order[i]);
    }
}

// What an entry refers to lies anywhere in memory. It is fetched while others are taken: first
// what its references name, then that itself.
void Debate::expect_names(EntryIndex index) const {
    const auto [first, second] = references(ledger_.at(index));
    for (const RefId ref : {first, second}) {
        if (ref.value < things_.size()) expect(&things_[ref.value]);
        ledger_.expect_entry_of(ref);
    }
}

void Debate::expect_things(EntryIndex index) const {
    const Entry& entry = ledger_.at(index);
    const auto [first, second] = references(entry);
    for (const RefId ref : {first, second}) {
        if (const ClaimIndex claim = claim_of(ref); claim.is_some()) tree_.expect(claim);
        if (ref.is_some()) ledger_.expect(ledger_.entry_of(ref));
    }
    const Verb verb = entry.verb();
    if (verb == Verb::impact) {
        registers_.expect(RegisterKind::impact, person(entry.author), first, second);
    } else if (verb == Verb::ballot) {
        registers_.expect(RegisterKind::ballot, person(entry.author), first, {});
    }
}

void Debate::attempt_with_waiters(EntryIndex index) {
    attempt(index);
    drain_released();
}

void Debate::drain_released() {
    const auto behind = [this](EntryIndex a, EntryIndex b) { return ledger_.before(b, a); };
    while (!released_.empty()) {
        std::pop_heap(released_.begin(), released_.end(), behind);
        const EntryIndex next = released_.back();
        released_.pop_back();
        attempt(next);
    }
}

void Debate::attempt(EntryIndex index) {
    Entry& entry = ledger_.at(index);
    if (const RefId missing = missing_reference(entry); missing.is_some()) {
        set_state(index, State::waiting, Reason::none);
        waiters_[missing.value].push_back(index);
        return;
    }
    entry.taken_at = index;
    const auto [first, second] = references(entry);
    for (const RefId ref : {first, second}) {
        if (ref.is_none()) continue;
        const EntryIndex target = ledger_.entry_of(ref);
        if (target.is_none()) continue;
        referred_.insert(ref);
        const Entry& referred = ledger_.at(target);
        if (refers(referred.verb()) && ledger_.before(entry.taken_at, referred.taken_at)) {
            entry.taken_at = referred.taken_at;
        }
        const Verb verb = referred.verb();
        odd_references_ = odd_references_ || verb == Verb::move || verb == Verb::merge ||
                          verb == Verb::withdraw ||
                          (verb == Verb::link && entry.verb() != Verb::withdraw);
    }
    settle_entry(index, judge(index));
    if (entry.state == State::counts || entry.state == State::pending) {
        if (!is_tree_change(index)) apply(index);
    }
    release_waiters(entry.id);
}

void Debate::release_waiters(RefId ref) {
    std::vector<EntryIndex>* found = waiters_.find(ref.value);
    if (found == nullptr) return;
    const std::vector<EntryIndex> waiting = std::exchange(*found, {});
    for (const EntryIndex index : waiting) {
        if (ledger_.at(index).state != State::waiting) continue;
        released_.push_back(index);
        std::push_heap(released_.begin(), released_.end(),
                       [this](EntryIndex a, EntryIndex b) { return ledger_.before(b, a); });
    }
}

// What does not depend on the tree: the references' fate and kind, and whose they are.
Reason Debate::judge_references(EntryIndex index) const {
    const Entry& entry = ledger_.at(index);
    const auto [first, second] = references(entry);
    for (const RefId ref : {first, second}) {
        const EntryIndex target = ref.is_some() ? ledger_.entry_of(ref) : EntryIndex{};
        if (target.is_some() && ledger_.at(target).state == State::voided) return Reason::refers;
    }
    const auto is = [this](RefId ref, std::initializer_list<Kind> kinds) {
        const Kind kind = thing(ref).kind;
        return std::find(kinds.begin(), kinds.end(), kind) != kinds.end();
    };
    bool fits = true;
    switch (entry.verb()) {
        case Verb::claim:
        case Verb::stance:
            fits = is(first, {Kind::thesis, Kind::claim});
            break;
        case Verb::link:
        case Verb::impact:
        case Verb::move:
            fits = is(first, {Kind::claim}) && is(second, {Kind::thesis, Kind::claim});
            break;
        case Verb::merge:
            fits = is(first, {Kind::claim}) && is(second, {Kind::claim});
            break;
        case Verb::ballot:
        case Verb::count:
            fits = is(first, {Kind::question});
            break;
        case Verb::edit:
        case Verb::flag:
        case Verb::hide:
        case Verb::show:
            fits = is(first, {Kind::claim, Kind::remark});
            break;
        case Verb::withdraw:
            fits = is(first, {Kind::claim, Kind::remark, Kind::link});
            break;
        default:
            fits = is(first, {Kind::thesis, Kind::claim, Kind::remark, Kind::question});
            break;
    }
    if (!fits) return Reason::kind;
    if (entry.verb() == Verb::edit || entry.verb() == Verb::withdraw) {
        const EntryIndex target = ledger_.entry_of(first);
        if (target.is_none() || ledger_.text(first).substr(0, 1) == "~") return Reason::kind;
        const bool own = person(ledger_.at(target).author) == person(entry.author);
        const bool moderates =
            entry.verb() == Verb::edit && rights_.is_moderator(entry.author, index);
        if (!own && !moderates) return Reason::right;
    }
    return Reason::none;
}

Reason Debate::judge(EntryIndex index) {
    if (is_tree_change(index)) return take_tree_change(index);
    if (const Reason reason = judge_references(index); reason != Reason::none) return reason;
    const Entry& entry = ledger_.at(index);
    if (entry.verb() == Verb::ballot) return judge_ballot(index);
    if (entry.verb() != Verb::claim) return Reason::none;
    if (lands_before_changes(entry.taken_at)) {
        admit_late_leaf();
        return Reason::none;
    }
    return tree_.leaf_too_deep(claim_of(entry.first())) ? Reason::depth : Reason::none;
}

Reason Debate::judge_ballot(EntryIndex index) const {
    const Entry& entry = ledger_.at(index);
    const QuestionText& question = *questions_[question_of(entry.body.first).value].text;
    if (const auto time = time_of(index)) {
        if (question.closes && *time >= *question.closes) return Reason::time;
        if (question.opens && *time < *question.opens) return Reason::time;
    }
    if (votes(question, person(entry.author)) == 0) return Reason::eligible;
    const Value* choice = entry.body.choice;
    return choice == nullptr || choice_fits(question, *choice) ? Reason::none : Reason::choice;
}

void Debate::add_claim(EntryIndex index) {
    const Entry& entry = ledger_.at(index);
    Claim claim;
    claim.id = entry.id;
    claim.entry = index;
    claim.erased = entry.erased;
    claim.pending = entry.state == State::pending;
    const ClaimIndex made = tree_.add(std::move(claim), claim_of(entry.first()), entry.stance());
    set_thing(entry.id, Kind::claim, made.value);
    changes_.claims.push_back(made);
}

void Debate::apply(EntryIndex index) {
    const Entry& entry = ledger_.at(index);
    const bool pending = entry.state == State::pending;
    switch (entry.verb()) {
        case Verb::claim:
            add_claim(index);
            return;
        case Verb::remark: {
            Remark remark;
            remark.id = entry.id;
            remark.parent = entry.first();
            remark.entry = index;
            remark.erased = entry.erased;
            remark.pending = pending;
            set_thing(entry.id, Kind::remark, static_cast<std::uint32_t>(remarks_.size()));
            changes_.remarks.push_back(RemarkIndex(remarks_.size()));
            remarks_.push_back(remark);
            return;
        }
        default:
            break;
    }
    if (entry.verb() == Verb::ballot && pending) {
        const QuestionIndex question = question_of(entry.body.first);
        ++questions_[question.value].pending_ballots;
        changes_.questions.push_back(question);
    }
    if (pending) return;
    switch (entry.verb()) {
        case Verb::withdraw:
            withdrawn_.insert(entry.body.first);
            settle_flags(entry.body.first);
            return;
        case Verb::count: {
            const QuestionIndex question = question_of(entry.body.first);
            questions_[question.value].columns.push_back(index);
            changes_.questions.push_back(question);
            return;
        }
        case Verb::outcome:
            outcomes_.push_back(index);
            return;
        default:
            write_register(index, true);
            return;
    }
}

// The contrary of apply, for what counted or was pending; not for claims and remarks.
void Debate::take_back(EntryIndex index) {
    const Entry& entry = ledger_.at(index);
    if (entry.state == State::pending) {
        if (entry.body.verb != Verb::ballot) return;
        const QuestionIndex question = question_of(entry.body.first);
        --questions_[question.value].pending_ballots;
        changes_.questions.push_back(question);
        return;
    }
    if (entry.state == State::counts) write_register(index, false);
}

void Debate::write_register(EntryIndex index, bool add) {
    const Entry& entry = ledger_.at(index);
    const Body& body = entry.body;
    const KeyId who = person(entry.author);
    RegisterIndex into;
    switch (body.verb) {
        case Verb::impact:
            into = registers_.open(RegisterKind::impact, who, body.first, body.second);
            break;
        case Verb::stance:
            into = registers_.open(RegisterKind::stance, who, body.first, {});
            break;
        case Verb::tag:
            into = registers_.open(RegisterKind::tag, who, body.first, body.tag);
            break;
        case Verb::flag:
            into = registers_.open(RegisterKind::flag, who, body.first, {});
            break;
        case Verb::ballot:
            into = registers_.open(RegisterKind::ballot, who, body.first, {});
            break;
        case Verb::name:
            into = registers_.open(RegisterKind::name, entry.author, {}, {});
            break;
        case Verb::edit:
            into = registers_.open(RegisterKind::wording, {}, body.first, {});
            break;
        case Verb::hide:
        case Verb::show:
            into = registers_.open(RegisterKind::hiding, {}, body.first, {});
            break;
        case Verb::delegate:
            into = registers_.open(RegisterKind::delegation, who, body.tag, {});
            break;
        case Verb::proxy:
            into = registers_.open(RegisterKind::proxy, who, body.tag, {});
            break;
        case Verb::present:
            if (body.key.is_none() || body.tag.is_none()) return;
            into = registers_.open(RegisterKind::presence, body.key, body.tag, {});
            break;
        case Verb::draw:
            into = registers_.open(RegisterKind::draw, {}, {}, {});
            break;
        default:
            return;
    }
    const Value* before = body.verb == Verb::ballot ? choice(into) : nullptr;
    const std::optional<std::uint32_t> judged = judgement(into);
    if (add)
        registers_.write(into, index);
    else
        registers_.take_back(into, index);
    switch (body.verb) {
        case Verb::impact:
            judgement_changed(body.first, body.second, judged, judgement(into));
            break;
        case Verb::ballot: {
            const QuestionIndex question = question_of(body.first);
            const Value* after = choice(into);
            auto& voters = questions_[question.value].voters;
            if (before != nullptr) --voters;
            if (after != nullptr) ++voters;
            if (!bulk_) changes_.ballots.push_back({question, who, before, after});
            changes_.questions.push_back(question);
            break;
        }
        case Verb::hide:
        case Verb::show:
            settle_flags(body.first);
            break;
        case Verb::name:
            changes_.names.push_back(entry.author);
            break;
        case Verb::delegate:
        case Verb::proxy:
        case Verb::present:
        case Verb::draw:
            changes_.mandates.push_back(index);
            break;
        case Verb::stance:
            changes_.thesis = changes_.thesis || claim_of(body.first) == thesis_index;
            [[fallthrough]];
        default:
            if (const ClaimIndex claim = claim_of(body.first); claim.is_some()) {
                changes_.claims.push_back(claim);
            } else if (thing(body.first).kind == Kind::remark) {
                changes_.remarks.push_back(RemarkIndex(thing(body.first).index));
            }
    }
}

void Debate::settle_flags(RefId target) {
    const RegisterIndex hiding = registers_.find(RegisterKind::hiding, {}, target, {});
    bool hidden = false;
    if (hiding.is_some() && registers_.at(hiding).latest.is_some()) {
        hidden = ledger_.at(registers_.at(hiding).latest).body.verb == Verb::hide;
    }
    const Thing known = thing(target);
    if (known.kind == Kind::claim) {
        const ClaimIndex claim(known.index);
        const Claim& now = tree_.at(claim);
        tree_.set_flags(claim, withdrawn_.has(target), hidden, now.erased, now.pending);
        changes_.claims.push_back(claim);
    } else if (known.kind == Kind::remark) {
        Remark& remark = remarks_[known.index];
        remark.hidden = hidden;
        remark.withdrawn = withdrawn_.has(target);
        changes_.remarks.push_back(RemarkIndex(known.index));
    }
}

}  // namespace palabre
