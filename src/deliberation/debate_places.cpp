// Where in the order each entry stands (docs/entry.md, section 2).
#include <algorithm>

#include "deliberation/debate.hpp"
#include "deliberation/sorting.hpp"

namespace palabre {

void Debate::put_in_place(EntryIndex index) {
    Entry& entry = ledger_.at(index);
    entry.stamped = entry.attached = false;
    entry.band = Band::tail;
    const bool stamp =
        entry.has_body && entry.body.flaw != Reason::body && entry.body.verb == Verb::stamp;
    if (!stamp) {
        if (const auto* found = stamp_places_.find(entry.id.value); found != nullptr) {
            entry.stamped = true;
            entry.stamp = *found;
            entry.band = Band::stamped;
        }
    }
    if (index == open_) entry.band = Band::open;
}

void Debate::place_all() {
    std::vector<EntryIndex> stamped_roles;
    std::vector<EntryIndex> other_roles;
    for (std::size_t i = 0; i < ledger_.entries.size(); ++i) {
        const EntryIndex index(i);
        put_in_place(index);
        if (!anchors_role(ledger_.at(index))) continue;
        (ledger_.at(index).stamped ? stamped_roles : other_roles).push_back(index);
    }
    const auto by_clock = [this](EntryIndex a, EntryIndex b) { return ledger_.by_clock(a, b); };
    sort_by(stamped_roles, by_clock);
    for (const EntryIndex index : other_roles) {
        Entry& role = ledger_.at(index);
        const auto behind =
            std::lower_bound(stamped_roles.begin(), stamped_roles.end(), index, by_clock);
        if (behind != stamped_roles.begin()) {
            role.band = Band::stamped;
            role.stamp = ledger_.at(*(behind - 1)).stamp;
            role.attached = true;
        } else {
            role.band = open_.is_some() ? Band::after_open : Band::first;
        }
    }
}

std::vector<EntryIndex> Debate::by_place() const {
    std::vector<EntryIndex> order;
    order.reserve(ledger_.entries.size());
    for (std::size_t i = 0; i < ledger_.entries.size(); ++i) order.emplace_back(i);
    sort_by(order, [this](EntryIndex a, EntryIndex b) { return ledger_.before(a, b); });
    return order;
}

std::optional<std::int64_t> Debate::time_of(EntryIndex index) const {
    const Entry& entry = ledger_.at(index);
    if (!has_clerk_ || !entry.stamped) return std::nullopt;
    return entry.stamp.time;
}

bool Debate::is_pending(EntryIndex index) const {
    const Entry& entry = ledger_.at(index);
    if (!has_clerk_ || entry.stamped || index == open_ || anchors_role(entry)) return false;
    return !(entry.has_body && entry.body.flaw != Reason::body && entry.body.verb == Verb::stamp);
}

}  // namespace palabre
