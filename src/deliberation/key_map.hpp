#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace palabre {

/// Numbers keys 0, 1, 2, ... by arrival. One class for all maps by key: their code is downloaded.
class KeyIndex {
  public:
    static constexpr std::uint32_t nothing = 0xffffffffU;

    /// The number of a key, or `nothing`.
    [[nodiscard]] std::uint32_t find(std::uint64_t key) const;
    /// The number of a key, a new one where it has none.
    std::uint32_t take(std::uint64_t key);
    [[nodiscard]] bool has(std::uint64_t key) const { return find(key) != nothing; }
    /// Whether the key was new.
    bool add(std::uint64_t key) {
        const std::size_t before = keys_.size();
        return take(key) == before;
    }
    /// By their numbers.
    [[nodiscard]] std::span<const std::uint64_t> keys() const { return keys_; }
    void clear();

  private:
    [[nodiscard]] std::size_t slot_of(std::uint64_t key) const;

    std::vector<std::uint64_t> keys_;
    std::vector<std::uint32_t> slots_;  // a power of two, at most half full
};

/// Values by the number of an id. Forgets nothing but everything; in the order of arrival, so that
/// no result hangs on how numbers are hashed. Growing moves the values.
template <class T>
class KeyMap {
  public:
    T& operator[](std::uint64_t key) {
        const std::uint32_t at = index_.take(key);
        if (at == values_.size()) values_.emplace_back();
        return values_[at];
    }
    [[nodiscard]] T* find(std::uint64_t key) {
        const std::uint32_t at = index_.find(key);
        return at == KeyIndex::nothing ? nullptr : &values_[at];
    }
    [[nodiscard]] const T* find(std::uint64_t key) const {
        const std::uint32_t at = index_.find(key);
        return at == KeyIndex::nothing ? nullptr : &values_[at];
    }
    [[nodiscard]] bool has(std::uint64_t key) const { return index_.has(key); }
    /// Whether the key was new; else its value stays.
    bool add(std::uint64_t key, T value) {
        if (has(key)) return false;
        (*this)[key] = std::move(value);
        return true;
    }
    [[nodiscard]] std::span<const std::uint64_t> keys() const { return index_.keys(); }
    /// In the order of `keys`.
    [[nodiscard]] const std::vector<T>& values() const { return values_; }
    void clear() {
        index_.clear();
        values_.clear();
    }

  private:
    KeyIndex index_;
    std::vector<T> values_;
};

}  // namespace palabre
