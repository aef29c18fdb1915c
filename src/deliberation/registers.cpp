#include "deliberation/registers.hpp"

namespace palabre {

std::size_t Registers::Table::hash(const Key& key) {
    std::uint64_t h = (std::uint64_t{key.person} << 32U) | key.a;
    h ^= ((std::uint64_t{key.b} << 8U) | key.kind) * 0x9e3779b97f4a7c15ULL;
    h ^= h >> 32U;
    h *= 0xd6e8feb86659fd93ULL;
    h ^= h >> 32U;
    h *= 0xd6e8feb86659fd93ULL;
    return static_cast<std::size_t>(h ^ (h >> 32U));
}

std::uint32_t& Registers::Table::slot(const Key& key) {
    if ((used_ + 1) * 2 > numbers_.size()) grow();
    std::size_t at = hash(key) & (numbers_.size() - 1);
    while (numbers_[at] != nothing && !(keys_[at] == key)) at = (at + 1) & (numbers_.size() - 1);
    if (numbers_[at] == nothing) {
        keys_[at] = key;
        ++used_;
    }
    return numbers_[at];
}

std::uint32_t Registers::Table::find(const Key& key) const {
    if (numbers_.empty()) return nothing;
    std::size_t at = hash(key) & (numbers_.size() - 1);
    while (numbers_[at] != nothing) {
        if (keys_[at] == key) return numbers_[at];
        at = (at + 1) & (numbers_.size() - 1);
    }
    return nothing;
}

void Registers::Table::clear() {
    keys_.clear();
    numbers_.clear();
    used_ = 0;
}

void Registers::Table::grow() {
    const std::vector<Key> keys = std::move(keys_);
    const std::vector<std::uint32_t> numbers = std::move(numbers_);
    const std::size_t size = numbers.empty() ? 64 : numbers.size() * 2;
    keys_.assign(size, Key{});
    numbers_.assign(size, nothing);
    for (std::size_t i = 0; i < numbers.size(); ++i) {
        if (numbers[i] == nothing) continue;
        std::size_t at = hash(keys[i]) & (size - 1);
        while (numbers_[at] != nothing) at = (at + 1) & (size - 1);
        keys_[at] = keys[i];
        numbers_[at] = numbers[i];
    }
}

void Registers::clear() {
    all_.clear();
    registers_.clear();
    groups_.clear();
}

RegisterIndex Registers::open(RegisterKind kind, KeyId person, RefId a, RefId b) {
    const auto number = static_cast<std::uint32_t>(kind);
    std::uint32_t& slot = registers_.slot({number, person.value, a.value, b.value});
    if (slot != Table::nothing) return RegisterIndex(slot);
    slot = static_cast<std::uint32_t>(all_.size());
    std::uint32_t& group =
        groups_.slot({number, Table::nothing, a.value, grouped_by_b(kind) ? b.value : 0});
    all_.push_back({kind, person, a, b, EntryIndex{}, RegisterIndex(group)});
    group = slot;
    return RegisterIndex(slot);
}

RegisterIndex Registers::find(RegisterKind kind, KeyId person, RefId a, RefId b) const {
    return RegisterIndex(
        registers_.find({static_cast<std::uint32_t>(kind), person.value, a.value, b.value}));
}

RegisterIndex Registers::group(RegisterKind kind, RefId a, RefId b) const {
    return RegisterIndex(groups_.find({static_cast<std::uint32_t>(kind), Table::nothing, a.value,
                                       grouped_by_b(kind) ? b.value : 0}));
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
