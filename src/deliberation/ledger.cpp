#include "deliberation/ledger.hpp"

namespace palabre {

const Value* Ledger::choice(Value&& value) {
    const std::uint32_t number = choice_texts_.intern(canonical(value));
    if (number == choices_.size()) choices_.push_back(std::move(value));
    return &choices_[number];
}

bool Ledger::by_clock(EntryIndex left, EntryIndex right) const {
    const Entry& a = at(left);
    const Entry& b = at(right);
    if (a.clock != b.clock) return a.clock < b.clock;
    if (a.n != b.n) return a.n < b.n;
    return text(a.id) < text(b.id);
}

bool Ledger::before(EntryIndex left, EntryIndex right) const {
    if (left == right) return false;
    const Entry& a = at(left);
    const Entry& b = at(right);
    if (a.band != b.band) return a.band < b.band;
    if (a.band == Band::tail) {
        if (a.clock != b.clock) return a.clock < b.clock;
        if (a.author != b.author) return text(a.author) < text(b.author);
        if (a.n != b.n) return a.n < b.n;
        return text(a.id) < text(b.id);
    }
    if (a.band == Band::stamped) {
        if (a.stamp.time != b.stamp.time) return a.stamp.time < b.stamp.time;
        if (a.stamp.n != b.stamp.n) return a.stamp.n < b.stamp.n;
        if (a.stamp.id != b.stamp.id) return text(a.stamp.id) < text(b.stamp.id);
        if (a.stamp.index != b.stamp.index) return a.stamp.index < b.stamp.index;
        if (a.attached != b.attached) return b.attached;
    }
    return by_clock(left, right);
}

}  // namespace palabre
