#include "deliberation/rights.hpp"

#include <algorithm>

namespace palabre {

bool is_writers_verb(Verb verb) {
    return verb <= Verb::edit;
}

bool is_voters_verb(Verb verb) {
    return verb == Verb::ballot || verb == Verb::delegate || verb == Verb::proxy;
}

bool is_known_first(Verb verb) {
    return verb == Verb::role || verb == Verb::ban || verb == Verb::phase || verb == Verb::device ||
           verb == Verb::declare || verb == Verb::ask || verb == Verb::attest || verb == Verb::key;
}

bool refers(Verb verb) {
    switch (verb) {
        case Verb::claim:
        case Verb::remark:
        case Verb::link:
        case Verb::tag:
        case Verb::impact:
        case Verb::stance:
        case Verb::edit:
        case Verb::ballot:
        case Verb::flag:
        case Verb::translate:
        case Verb::withdraw:
        case Verb::hide:
        case Verb::show:
        case Verb::move:
        case Verb::merge:
        case Verb::count:
        case Verb::outcome:
            return true;
        default:
            return false;
    }
}

void Rights::clear(KeyId anchor, EntryIndex open) {
    anchor_ = anchor;
    open_ = open;
    roles_.clear();
    bans_.clear();
    phases_.clear();
}

void Rights::insert(std::vector<EntryIndex>& by_place, EntryIndex entry) const {
    auto at = by_place.end();
    while (at != by_place.begin() && ledger_->before(entry, *(at - 1))) --at;
    by_place.insert(at, entry);
}

void Rights::take(EntryIndex entry) {
    const Body& body = ledger_->at(entry).body;
    if (body.verb == Verb::role && body.detail->role->key.is_some()) {
        insert(roles_[body.detail->role->key.value], entry);
    } else if (body.verb == Verb::attest) {
        insert(roles_[ledger_->at(entry).author.value], entry);
    } else if (body.verb == Verb::ban) {
        insert(bans_[body.key.value], entry);
    } else if (body.verb == Verb::phase) {
        insert(phases_[body.detail->phase->name.value], entry);
    }
}

template <class Test>
EntryIndex Rights::last(const std::vector<EntryIndex>& by_place, EntryIndex at, Test test) const {
    auto behind = at.is_none() ? by_place.end()
                               : std::lower_bound(by_place.begin(), by_place.end(), at,
                                                  [this](EntryIndex a, EntryIndex b) {
                                                      return ledger_->before(a, b);
                                                  });
    while (behind != by_place.begin()) {
        --behind;
        if (test(*behind)) return *behind;
    }
    return {};
}

bool Rights::has_role(KeyId key, Role role, EntryIndex at) const {
    if (role == Role::owner && key == anchor_ && key.is_some()) return true;
    if (open_.is_none()) return false;
    const auto* roles = roles_.find(key.value);
    if (roles == nullptr) return false;
    const EntryIndex said = last(*roles, at, [&](EntryIndex entry) {
        return ledger_->at(entry).body.detail->role->role == role;
    });
    return said.is_some() && ledger_->at(said).body.on;
}

bool Rights::is_owner(KeyId key, EntryIndex at) const {
    return has_role(key, Role::owner, at);
}

bool Rights::is_moderator(KeyId key, EntryIndex at) const {
    return is_owner(key, at) || has_role(key, Role::moderator, at);
}

bool Rights::is_banned(KeyId key, EntryIndex at) const {
    const auto* bans = bans_.find(key.value);
    if (bans == nullptr) return false;
    const EntryIndex said = last(*bans, at, [](EntryIndex) { return true; });
    return said.is_some() && ledger_->at(said).body.on;
}

bool Rights::may(EntryIndex index) const {
    const Entry& entry = ledger_->at(index);
    const KeyId author = entry.author;
    const Verb verb = entry.verb();
    switch (verb) {
        case Verb::ban:
            if (entry.body.key == anchor_) return false;
            if (is_owner(entry.body.key, index)) return author == anchor_;
            return is_moderator(author, index);
        case Verb::role:
            if (entry.body.detail->role->role == Role::clerk) return author == anchor_;
            return is_owner(author, index);
        case Verb::hide:
        case Verb::show:
        case Verb::move:
        case Verb::merge:
            return is_moderator(author, index);
        case Verb::ask:
        case Verb::phase:
        case Verb::count:
        case Verb::present:
        case Verb::draw:
        case Verb::outcome:
            return is_owner(author, index) || has_role(author, Role::facilitator, index);
        case Verb::declare:
        case Verb::key:
            return is_owner(author, index);
        default:
            break;
    }
    if (verb == Verb::edit && is_moderator(author, index)) return true;
    return !is_writers_verb(verb) || may_write(author, index);
}

bool Rights::may_write(KeyId key, EntryIndex at) const {
    if (open_.is_none()) return true;
    switch (ledger_->at(open_).body.detail->open->write) {
        case OpenDetail::Write::open:
            return true;
        case OpenDetail::Write::members:
            return at.is_some() ? members_->attested_before(key, at)
                                : members_->of(key) != Members::nobody;
        case OpenDetail::Write::closed:
            break;
    }
    return false;
}

bool Rights::phase_forbids(EntryIndex entry, std::int64_t time) const {
    bool inside = false;
    const std::string_view verb = to_text(ledger_->at(entry).verb());
    for (const auto& said : phases_.values()) {
        const EntryIndex now = last(said, entry, [](EntryIndex) { return true; });
        if (now.is_none()) continue;
        const PhaseDetail& phase = *ledger_->at(now).body.detail->phase;
        if ((phase.from && *phase.from > time) || (phase.to && time >= *phase.to)) continue;
        inside = true;
        if (std::find(phase.allows.begin(), phase.allows.end(), verb) != phase.allows.end()) {
            return false;
        }
    }
    return inside;
}

Reason Rights::by_itself(EntryIndex index, std::optional<std::int64_t> time) const {
    const Verb verb = ledger_->at(index).verb();
    if (verb != Verb::withdraw && is_banned(ledger_->at(index).author, index)) {
        return Reason::banned;
    }
    if (verb == Verb::open) return index == open_ ? Reason::none : Reason::open;
    if (!may(index)) return Reason::right;
    if (!time || !(is_writers_verb(verb) || is_voters_verb(verb))) return Reason::none;
    if (verb == Verb::edit && is_moderator(ledger_->at(index).author, index)) return Reason::none;
    return phase_forbids(index, *time) ? Reason::phase : Reason::none;
}

std::vector<KeyId> Rights::holders(Role role) const {
    std::vector<KeyId> keys;
    if (role == Role::owner && anchor_.is_some()) keys.push_back(anchor_);
    for (const std::uint64_t key : roles_.keys()) {
        const KeyId id(static_cast<std::uint32_t>(key));
        if (!(role == Role::owner && id == anchor_) && has_role(id, role, EntryIndex{})) {
            keys.push_back(id);
        }
    }
    return keys;
}

}  // namespace palabre
