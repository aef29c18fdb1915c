#include "deliberation/registers.hpp"

namespace palabre {

std::uint32_t Registers::Table::hash(const Key& key) {
    std::uint64_t h = (std::uint64_t{key.person} << 32U) | key.a;
    h ^= ((std::uint64_t{key.b} << 8U) | key.kind) * 0x9e3779b97f4a7c15ULL;
    h ^= h >> 32U;
    h *= 0xd6e8feb86659fd93ULL;
    h ^= h >> 32U;
    h *= 0xd6e8feb86659fd93ULL;
    return static_cast<std::uint32_t>(h ^ (h >> 32U));
}

// Where `key` is, or would be.
std::size_t Registers::Table::slot_of(const LargeVector<Register>& all, const Key& key,
                                      std::uint32_t hashed) const {
    std::size_t at = hashed & (slots_.size() - 1);
    while (slots_[at].number != nothing &&
           !(slots_[at].hash == hashed && key_of_(all[slots_[at].number]) == key)) {
        at = (at + 1) & (slots_.size() - 1);
    }
    return at;
}

std::uint32_t& Registers::Table::slot(const LargeVector<Register>& all, const Key& key) {
    if ((used_ + 1) * 2 > slots_.size()) grow();
    const std::uint32_t hashed = hash(key);
    Slot& slot = slots_[slot_of(all, key, hashed)];
    if (slot.number == nothing) {
        slot.hash = hashed;
        ++used_;
    }
    return slot.number;
}

std::uint32_t Registers::Table::find(const LargeVector<Register>& all, const Key& key) const {
    return slots_.empty() ? nothing : slots_[slot_of(all, key, hash(key))].number;
}

void Registers::Table::clear() {
    slots_.clear();
    used_ = 0;
}

void Registers::Table::grow() {
    const LargeVector<Slot> slots = std::move(slots_);
    slots_.assign(slots.empty() ? 64 : slots.size() * 2, Slot{});
    for (const Slot& slot : slots) {
        if (slot.number == nothing) continue;
        std::size_t at = slot.hash & (slots_.size() - 1);
        while (slots_[at].number != nothing) at = (at + 1) & (slots_.size() - 1);
        slots_[at] = slot;
    }
}

void Registers::clear() {
    all_.clear();
    registers_.clear();
    groups_.clear();
}

RegisterIndex Registers::open(RegisterKind kind, KeyId person, RefId a, RefId b) {
    std::uint32_t& slot = registers_.slot(all_, register_key(kind, person, a, b));
    if (slot != Table::nothing) return RegisterIndex(slot);
    slot = static_cast<std::uint32_t>(all_.size());
    std::uint32_t& group = groups_.slot(all_, group_key(kind, a, b));
    all_.push_back({kind, person, a, b, EntryIndex{}, RegisterIndex(group)});
    group = slot;
    return RegisterIndex(slot);
}

RegisterIndex Registers::find(RegisterKind kind, KeyId person, RefId a, RefId b) const {
    return RegisterIndex(registers_.find(all_, register_key(kind, person, a, b)));
}

RegisterIndex Registers::group(RegisterKind kind, RefId a, RefId b) const {
    return RegisterIndex(groups_.find(all_, group_key(kind, a, b)));
}

void Registers::write(RegisterIndex into, EntryIndex entry) {
    EntryIndex* link = &all_[into.value].latest;
    while (link->is_some() && ledger_->before(entry, *link)) link = &ledger_->at(*link).older;
    ledger_->at(entry).older = *link;
    *link = entry;
}

void Registers::take_back(RegisterIndex from, EntryIndex entry) {
    EntryIndex* link = &all_[from.value].latest;
    while (link->is_some() && *link != entry) link = &ledger_->at(*link).older;
    if (link->is_none()) return;
    *link = ledger_->at(entry).older;
    ledger_->at(entry).older = EntryIndex{};
}

}  // namespace palabre
