#include "deliberation/key_map.hpp"

namespace palabre {

std::size_t KeyIndex::slot_of(std::uint64_t key) const {
    // Fibonacci hashing: numbers that follow each other stand apart.
    std::size_t at = static_cast<std::size_t>((key * 0x9e3779b97f4a7c15U) >> 32U);
    for (;; ++at) {
        at &= slots_.size() - 1;
        if (slots_[at] == nothing || keys_[slots_[at]] == key) return at;
    }
}

std::uint32_t KeyIndex::find(std::uint64_t key) const {
    return slots_.empty() ? nothing : slots_[slot_of(key)];
}

std::uint32_t KeyIndex::take(std::uint64_t key) {
    if ((keys_.size() + 1) * 2 > slots_.size()) {
        slots_.assign(slots_.empty() ? 8 : slots_.size() * 2, nothing);
        for (std::uint32_t i = 0; i < keys_.size(); ++i) slots_[slot_of(keys_[i])] = i;
    }
    std::uint32_t& slot = slots_[slot_of(key)];
    if (slot == nothing) {
        slot = static_cast<std::uint32_t>(keys_.size());
        keys_.push_back(key);
    }
    return slot;
}

void KeyIndex::clear() {
    keys_.clear();
    slots_.clear();
}

}  // namespace palabre
