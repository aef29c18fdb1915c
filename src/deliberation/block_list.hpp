#pragma once

#include <cstddef>
#include <new>
#include <type_traits>
#include <utility>
#include <vector>

#include "deliberation/large_memory.hpp"

namespace palabre {

/// A list that grows at its end by blocks: nothing moves, so that references stay valid, no room
/// is needed twice while it grows, and at most one block is empty.
template <class T>
class BlockList {
  public:
    BlockList() = default;
    BlockList(const BlockList&) = delete;
    BlockList& operator=(const BlockList&) = delete;
    ~BlockList() { clear(); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] T& operator[](std::size_t at) { return blocks_[at / length][at % length]; }
    [[nodiscard]] const T& operator[](std::size_t at) const {
        return blocks_[at / length][at % length];
    }
    [[nodiscard]] T& back() { return (*this)[size_ - 1]; }

    /// A new item at the end, as T() is.
    T& add() { return *::new (next()) T(); }
    T& push_back(T&& value) { return *::new (next()) T(std::move(value)); }
    void pop_back() { (*this)[--size_].~T(); }
    void clear() {
        if constexpr (!std::is_trivially_destructible_v<T>) {
            while (size_ > 0) pop_back();
        }
        blocks_.clear();
        slabs_.clear();
        size_ = 0;
    }

    template <class List, class Item>
    class Iterator {
      public:
        Iterator(List& list, std::size_t at) : list_(&list), at_(at) {}
        Item& operator*() const { return (*list_)[at_]; }
        Iterator& operator++() {
            ++at_;
            return *this;
        }
        friend bool operator==(const Iterator& a, const Iterator& b) { return a.at_ == b.at_; }
        friend bool operator!=(const Iterator& a, const Iterator& b) { return a.at_ != b.at_; }

      private:
        List* list_;
        std::size_t at_;
    };
    [[nodiscard]] auto begin() { return Iterator<BlockList, T>(*this, 0); }
    [[nodiscard]] auto end() { return Iterator<BlockList, T>(*this, size_); }
    [[nodiscard]] auto begin() const { return Iterator<const BlockList, const T>(*this, 0); }
    [[nodiscard]] auto end() const { return Iterator<const BlockList, const T>(*this, size_); }

  private:
    static constexpr std::size_t length = 128;

    // Where the next item goes; it counts already.
    void* next() {
        if (size_ == blocks_.size() * length) {
            blocks_.push_back(reinterpret_cast<T*>(slabs_.take(length * sizeof(T))));
        }
        const std::size_t at = size_++;
        return blocks_[at / length] + at % length;
    }

    std::vector<T*> blocks_;
    Slabs slabs_;
    std::size_t size_ = 0;
};

}  // namespace palabre
