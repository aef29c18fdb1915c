// Who decides, and in what order (docs/entry.md, section 2): the parts of a fold from the start.
#include <algorithm>
#include <functional>

#include "deliberation/debate.hpp"
#include "deliberation/limits.hpp"
#include "deliberation/sorting.hpp"

namespace palabre {

bool Debate::anchors_role(const Entry& entry) const {
    return anchor_.is_some() && entry.author == anchor_ && entry.has_body &&
           entry.body.flaw != Reason::body && entry.body.verb == Verb::role;
}

bool Debate::decides(const Entry& entry) const {
    return anchor_.is_some() && entry.author == anchor_ && entry.has_body &&
           entry.body.flaw != Reason::body &&
           (entry.body.verb == Verb::role || entry.body.verb == Verb::open);
}

bool Debate::is_far(const Entry& entry) const {
    if (entry.clock <= ledger_.entries.size() + limits::clock_lead_max) return false;
    const bool stamp =
        entry.has_body && entry.body.flaw != Reason::body && entry.body.verb == Verb::stamp;
    return !stamp && !entry.stamped && !decides(entry);
}

void Debate::fold_all() {
    bulk_ = true;
    unsupported_.reset();
    changes_ = {};
    changes_.all = true;
    thesis_.reset();
    outlines_.clear();
    declared_.clear();
    things_.assign(ledger_.refs.size(), {});
    tree_.clear();
    tree_.begin_bulk();
    remarks_.clear();
    questions_.clear();
    outcomes_.clear();
    withdrawn_.clear();
    released_.clear();
    registers_.clear();
    waiters_.clear();
    erase_waits_.clear();
    referred_.clear();
    latest_quote_ = {};
    timeline_.clear();
    timeline_end_ = {};
    odd_timeline_ = odd_references_ = false;
    late_leaves_ = 0;
    far_.clear();
    sealed_.clear();
    erased_.clear();
    devices_.clear();
    deviced_.clear();
    members_.clear();
    last_attest_ = {};
    not_ones_own_ = 0;
    persons_.resize(ledger_.keys.size());
    for (std::size_t i = 0; i < persons_.size(); ++i) persons_[i] = KeyId(i);
    effective_.assign(ledger_.keys.size(), 0);
    entries_of_.assign(ledger_.keys.size(), 0);
    greatest_clock_ = 0;
    // Most entries claim, judge and vote; what decides over them is few, and looked at in turn.
    std::vector<EntryIndex> standing;  // by arrival
    for (std::size_t i = 0; i < ledger_.entries.size(); ++i) {
        Entry& entry = ledger_.entries[i];
        const Verb verb = entry.body.verb;
        if (verb == Verb::open || verb == Verb::role || verb == Verb::stamp) {
            standing.emplace_back(i);
        }
        greatest_clock_ = std::max(greatest_clock_, entry.clock);
        entry.stamped = entry.attached = entry.erased = false;
        entry.state = State::untaken;
        entry.reason = entry.has_body ? entry.body.flaw : Reason::none;
        entry.was.reset();
        entry.older = {};
    }

    find_open_and_clerks(standing);
    rights_.clear(anchor_, open_);
    if (open_.is_some() && ledger_.at(open_).body.detail->open->fold != 1) {
        unsupported_ = ledger_.at(open_).body.detail->open->fold;
        bulk_ = false;
        return;
    }
    if (open_.is_some()) members_.begin(ledger_.at(open_).body.detail->open->sites);
    judge_stamps(standing);
    place_all();
    const std::vector<EntryIndex> order = by_place();
    std::vector<EntryIndex> deciding;  // by place
    std::vector<EntryIndex> quoting;   // by place
    for (const EntryIndex index : order) {
        Entry& entry = ledger_.at(index);
        if (is_known_first(entry.body.verb) || entry.body.verb == Verb::erase) {
            deciding.push_back(index);
        }
        entry.taken_at = index;
        entry.far = is_far(entry);
        if (entry.far) {
            set_state(index, State::waiting, entry.reason);
            far_.emplace_back(entry.clock, index.value);
        } else if (entry.reason != Reason::none) {
            set_state(index, State::voided, entry.reason);
        }
    }
    std::make_heap(far_.begin(), far_.end(), std::greater<>{});
    for (const EntryIndex index : deciding) {
        const Entry& entry = ledger_.at(index);
        if (entry.state != State::untaken || !entry.has_body || !is_known_first(entry.body.verb)) {
            continue;
        }
        settle_entry(index, rights_.by_itself(index, time_of(index)));
        if (entry.state != State::counts) continue;
        if (entry.body.verb == Verb::attest)
            attest(index);
        else if (entry.body.verb == Verb::key) {
            // What the old key signed counts before this place alone.
            if (members_.replace(entry.body.detail->replaces, entry.body.key)) {
                last_attest_ = index;
            }
        } else
            rights_.take(index);
    }
    join_persons(deciding);
    declare_all(deciding);
    for (const EntryIndex index : deciding) {
        const Entry& entry = ledger_.at(index);
        if (entry.body.verb == Verb::ask && entry.has_body &&
            (entry.state == State::counts || entry.state == State::pending)) {
            add_question(entry.id, index, *entry.body.detail->question,
                         entry.state == State::pending);
        }
    }
    for (const EntryIndex index : deciding) {
        Entry& entry = ledger_.at(index);
        if (entry.state != State::untaken || !entry.has_body || entry.body.verb != Verb::erase) {
            continue;
        }
        const EntryIndex target = ledger_.entry_of(entry.body.first);
        if (target.is_none() || ledger_.at(target).far) {
            erase_waits_.insert(entry.body.first);
            set_state(index, State::waiting, Reason::none);
            continue;
        }
        settle_entry(index, erase_reason(index, target));
        erases_ = true;
    }
    judge_erasures(deciding);
    for (const EntryIndex index : order) {
        Entry& entry = ledger_.at(index);
        if (!is_aside(entry)) ++entries_of_[person(entry.author).value];
        if (entry.state != State::untaken) continue;
        if (!entry.erased && !entry.has_body) {
            set_state(index, State::bodiless, Reason::none);
            if (const auto* held = held_.find(entry.id.value); held != nullptr) {
                for (const RefId question : *held) ++sealed_[question.value];
            }
            continue;
        }
        if (entry.verb() == Verb::stamp) {
            settle_entry(index, Reason::none);
            continue;
        }
        const Reason reason = rights_.by_itself(index, time_of(index));
        if (reason != Reason::none || !refers(entry.verb()))
            settle_entry(index, reason);
        else if (entry.body.quote() != nullptr)
            quoting.push_back(index);
    }
    bring_back_gone(quoting);
    for (const EntryIndex index : deciding) {
        Entry& entry = ledger_.at(index);
        if (entry.state != State::waiting || entry.far || entry.body.verb != Verb::erase) continue;
        if (thing(entry.body.first).kind != Kind::none) settle_entry(index, Reason::kind);
    }
    take_all(order);
    // Before the tree tells what happens to it again.
    settle_judgements();
    tree_.settle_ways();
    bulk_ = false;
    changes_ = {};
    changes_.all = true;
    (void)tree_.take_events();
}

void Debate::find_open_and_clerks(const std::vector<EntryIndex>& standing) {
    open_ = {};
    clerks_.clear();
    has_clerk_ = false;
    std::vector<EntryIndex> roles;
    for (const EntryIndex index : standing) {
        const Entry& entry = ledger_.at(index);
        if (!decides(entry) || entry.body.flaw != Reason::none) continue;
        if (entry.body.verb == Verb::role) {
            roles.push_back(index);
        } else if (open_.is_none() || ledger_.by_clock(index, open_)) {
            open_ = index;
        }
    }
    if (open_.is_none()) return;
    for (const KeyId key : ledger_.at(open_).body.detail->open->clerks)
        clerks_[key.value].on = true;
    sort_by(roles, [this](EntryIndex a, EntryIndex b) { return ledger_.by_clock(a, b); });
    for (const EntryIndex index : roles) {
        const Body& body = ledger_.at(index).body;
        const RoleDetail& role = *body.detail->role;
        if (role.role != Role::clerk || role.key.is_none()) continue;
        if (!body.on && !clerks_.has(role.key.value)) continue;
        clerks_[role.key.value] = {body.on, role.from};
    }
    for (const Clerk& clerk : clerks_.values()) has_clerk_ = has_clerk_ || clerk.on;
}

void Debate::judge_stamps(const std::vector<EntryIndex>& standing) {
    stamp_places_.clear();
    held_.clear();
    last_stamp_of_.clear();
    greatest_stamp_ = {};
    latest_stamp_ = {};
    std::vector<EntryIndex> stamps;
    for (const EntryIndex index : standing) {
        const Body& body = ledger_.at(index).body;
        if (body.flaw == Reason::none && body.verb == Verb::stamp) stamps.push_back(index);
    }
    sort_by(stamps, [this](EntryIndex a, EntryIndex b) {
        const Entry& x = ledger_.at(a);
        const Entry& y = ledger_.at(b);
        if (x.author != y.author) return x.author.value < y.author.value;
        if (x.n != y.n) return x.n < y.n;
        return ledger_.text(x.id) < ledger_.text(y.id);
    });
    std::vector<EntryIndex> valid;
    std::int64_t latest = -1;       // of this clerk's stamps with a smaller n
    std::int64_t latest_here = -1;  // of those with this n
    for (std::size_t i = 0; i < stamps.size(); ++i) {
        Entry& entry = ledger_.at(stamps[i]);
        const std::int64_t time = entry.body.detail->stamp->time;
        if (i == 0 || ledger_.at(stamps[i - 1]).author != entry.author) {
            latest = latest_here = -1;
        } else if (ledger_.at(stamps[i - 1]).n != entry.n) {
            latest = std::max(latest, latest_here);
            latest_here = -1;
        }
        latest_here = std::max(latest_here, time);
        last_stamp_of_[entry.author.value] = stamps[i];
        const auto* clerk = clerks_.find(entry.author.value);
        if (clerk == nullptr)
            entry.reason = Reason::right;
        else if ((!clerk->on && time >= clerk->from) || latest > time)
            entry.reason = Reason::stamp;
        else
            valid.push_back(stamps[i]);
    }
    sort_by(valid, [this](EntryIndex a, EntryIndex b) {
        const Entry& x = ledger_.at(a);
        const Entry& y = ledger_.at(b);
        const std::int64_t s = x.body.detail->stamp->time;
        const std::int64_t t = y.body.detail->stamp->time;
        if (s != t) return s < t;
        if (x.n != y.n) return x.n < y.n;
        return ledger_.text(x.id) < ledger_.text(y.id);
    });
    for (const EntryIndex index : valid) {
        const Entry& entry = ledger_.at(index);
        const StampDetail& stamp = *entry.body.detail->stamp;
        for (std::size_t i = 0; i < stamp.ids.size(); ++i) {
            stamp_places_.add(stamp.ids[i].value, StampPlace{stamp.time, entry.n, entry.id,
                                                             static_cast<std::uint32_t>(i)});
        }
        for (const auto& [question, ids] : stamp.held) {
            for (const RefId id : ids) {
                if (std::find(stamp.ids.begin(), stamp.ids.end(), id) == stamp.ids.end()) continue;
                auto& questions = held_[id.value];
                if (std::find(questions.begin(), questions.end(), question) == questions.end()) {
                    questions.push_back(question);
                }
            }
        }
        greatest_stamp_ = index;
        latest_stamp_ = entry.id;
    }
}

void Debate::declare_all(const std::vector<EntryIndex>& order) {
    const RefId thesis = ledger_.ref("~");
    set_thing(thesis, Kind::thesis, 0);
    tree_.at(thesis_index).id = thesis;
    for (const EntryIndex index : order) {
        const Entry& entry = ledger_.at(index);
        if (entry.has_body && entry.body.verb == Verb::declare && entry.state == State::counts) {
            outlines_.push_back(entry.body.detail->outline.get());
        }
    }
    if (outlines_.empty()) outlines_.push_back(&page_);
    for (const Outline* outline : outlines_) {
        if (outline->thesis) thesis_ = outline->thesis;
        for (const DeclaredClaim& claim : outline->claims) add_declared(claim);
        for (const DeclaredQuestion& declared : outline->questions) {
            add_question(ledger_.ref(declared.id), {}, declared.question, false);
        }
    }
}

void Debate::add_declared(const DeclaredClaim& declared) {
    const RefId id = ledger_.ref(declared.id);
    if (const Thing known = thing(id); known.kind == Kind::claim) {
        declared_[known.index].text = &declared.text;
        return;
    }
    const ClaimIndex above = claim_of(ledger_.ref(declared.parent));
    Claim claim;
    claim.id = id;
    claim.origin = Claim::Origin::declared;
    claim.rank = static_cast<std::uint32_t>(tree_.claims().size());
    const ClaimIndex index =
        tree_.add(std::move(claim), above.is_some() ? above : thesis_index, declared.stance);
    set_thing(id, Kind::claim, index.value);
    declared_[index.value] = {&declared.text, ledger_.ref(declared.parent), declared.stance};
}

bool Debate::add_question(RefId id, EntryIndex entry, const QuestionText& text, bool pending) {
    if (thing(id).kind == Kind::question) return false;
    Question question;
    question.id = id;
    question.entry = entry;
    question.text = &text;
    question.pending = pending;
    set_thing(id, Kind::question, static_cast<std::uint32_t>(questions_.size()));
    questions_.push_back(std::move(question));
    return true;
}

Reason Debate::erase_reason(EntryIndex index, EntryIndex target_index) const {
    const Entry& erase = ledger_.at(index);
    const Entry& target = ledger_.at(target_index);
    static const EraseDetail nothing_said;
    const EraseDetail& said =
        erase.body.detail && erase.body.detail->erase ? *erase.body.detail->erase : nothing_said;
    if (target.has_body && target.body.flaw != Reason::body) {
        switch (target.body.verb) {
            case Verb::open:
            case Verb::declare:
            case Verb::ask:
            case Verb::phase:
            case Verb::role:
            case Verb::ban:
            case Verb::key:
            case Verb::device:
            case Verb::attest:
            case Verb::stamp:
            case Verb::erase:
            case Verb::count:
            case Verb::outcome:
                return Reason::kind;
            default:
                break;
        }
    }
    if (said.says && !said.sound) return Reason::was;
    if (target.has_body) {
        const std::optional<Was> truth = truth_of(target.body);
        if (said.says != truth.has_value() || (truth && !(said.was == *truth))) return Reason::was;
    }
    const bool own = person(target.author) == person(erase.author);
    const bool words = said.says && (said.was.verb == Verb::claim || said.was.verb == Verb::remark);
    if (!own && !is_clerk(erase.author) && !(words && rights_.is_moderator(erase.author, index))) {
        return Reason::right;
    }
    if (said.says && said.was.verb == Verb::ballot) {
        const QuestionIndex question = question_of(said.was.ref);
        const auto time = time_of(index);
        if (question.is_some() && time) {
            const auto& closes = questions_[question.value].text->closes;
            if (closes && *time >= *closes) return Reason::time;
        }
    }
    return Reason::none;
}

void Debate::judge_erasures(const std::vector<EntryIndex>& order) {
    for (const EntryIndex index : order) {
        const Entry& erase = ledger_.at(index);
        if (!erase.has_body || erase.body.verb != Verb::erase || erase.state != State::counts) {
            continue;
        }
        Entry& target = ledger_.at(ledger_.entry_of(erase.body.first));
        if (target.erased) continue;
        const bool says =
            erase.body.detail && erase.body.detail->erase && erase.body.detail->erase->says;
        target.erased = true;
        if (says) target.was = erase.body.detail->erase->was;
        target.reason = Reason::none;
        const Verb verb = target.verb();
        const EntryIndex which = ledger_.entry_of(target.id);
        if (verb == Verb::claim || verb == Verb::remark) {
            set_state(which, State::untaken, Reason::none);
            continue;
        }
        set_state(which, State::gone, Reason::none);
        if (verb == Verb::ballot) ++erased_[target.was->ref.value];
    }
}

ClaimIndex Debate::add_gone(const Quote& quote, EntryIndex by) {
    // Only what stands before all entries can be its parent: the declared and those gone before.
    const ClaimIndex above = claim_of(quote.parent);
    const bool there = above.is_some() && tree_.at(above).origin != Claim::Origin::said;
    Claim claim;
    claim.id = quote.id;
    claim.origin = Claim::Origin::gone;
    claim.quoted_by = by;
    const ClaimIndex index =
        tree_.add(std::move(claim), there ? above : thesis_index, quote.stance);
    set_thing(quote.id, Kind::claim, index.value);
    declared_[index.value] = {&quote.text, quote.parent, quote.stance};
    latest_quote_ = by;
    return index;
}

void Debate::bring_back_gone(const std::vector<EntryIndex>& order) {
    for (const EntryIndex index : order) {
        const Entry& entry = ledger_.at(index);
        if (entry.state != State::untaken || entry.erased || is_pending(index)) continue;
        const Quote* quote = entry.body.quote();
        if (quote != nullptr && thing(quote->id).kind == Kind::none) add_gone(*quote, index);
    }
}

}  // namespace palabre
