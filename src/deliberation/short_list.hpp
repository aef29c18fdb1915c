#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <type_traits>

namespace palabre {

/// A list of numbers that mostly holds few: the first `near` lie in the list itself, more of them
/// apart. Growing and erasing move the items.
template <class T, std::uint32_t near>
class ShortList {
    static_assert(std::is_trivially_copyable_v<T> && near > 0);

  public:
    ShortList() : near_{} {}
    ShortList(const ShortList&) = delete;
    ShortList& operator=(const ShortList&) = delete;
    ShortList(ShortList&& other) noexcept : near_{} { take(other); }
    ShortList& operator=(ShortList&& other) noexcept {
        if (this == &other) return *this;
        release();
        take(other);
        return *this;
    }
    ~ShortList() { release(); }

    [[nodiscard]] std::size_t size() const { return size_; }
    [[nodiscard]] bool empty() const { return size_ == 0; }
    [[nodiscard]] T* begin() { return room_ == near ? near_ : far_; }
    [[nodiscard]] const T* begin() const { return room_ == near ? near_ : far_; }
    [[nodiscard]] T* end() { return begin() + size_; }
    [[nodiscard]] const T* end() const { return begin() + size_; }
    [[nodiscard]] const T& operator[](std::size_t at) const { return begin()[at]; }
    [[nodiscard]] const T& front() const { return *begin(); }

    void push_back(const T& item) {
        const T kept = item;
        if (size_ == room_) grow();
        begin()[size_++] = kept;
    }
    void erase(const T* at) {
        T* const to = begin() + (at - begin());
        std::copy(to + 1, end(), to);
        --size_;
    }
    void clear() { size_ = 0; }
    /// Makes it hold what `other` holds.
    template <class Items>
    void assign(const Items& other) {
        clear();
        for (const T& item : other) push_back(item);
    }

  private:
    void grow() {
        T* const more = new T[std::size_t{room_} * 2];
        std::copy(begin(), end(), more);
        release();
        far_ = more;
        room_ *= 2;
    }
    void release() {
        if (room_ != near) delete[] far_;
    }
    void take(ShortList& other) {
        size_ = other.size_;
        room_ = other.room_;
        if (room_ == near)
            std::copy(other.near_, other.near_ + near, near_);
        else
            far_ = other.far_;
        other.size_ = 0;
        other.room_ = near;
    }

    std::uint32_t size_ = 0;
    std::uint32_t room_ = near;  // `near` where the items lie here
    union {
        T near_[near];
        T* far_;
    };
};

}  // namespace palabre
