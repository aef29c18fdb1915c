#include "deliberation/sorting.hpp"

#include <cstdint>
#include <cstring>

namespace palabre {

namespace {

// Up to here, inserting one by one beats splitting.
constexpr std::size_t few = 8;

class Sorting {
  public:
    Sorting(std::size_t size, const void* order, ComesBefore comes_before)
        : size_(size), order_(order), comes_before_(comes_before) {}

    /// `spare` has room for half of the things, and for one at least.
    void sort(std::byte* first, std::size_t count, std::byte* spare) const {
        if (count <= few) {
            insert_each(first, count, spare);
            return;
        }
        const std::size_t half = count / 2;
        std::byte* middle = first + half * size_;
        sort(first, half, spare);
        sort(middle, count - half, spare);
        if (!before(middle, middle - size_)) return;
        std::memcpy(spare, first, half * size_);
        merge(spare, spare + half * size_, middle, first + count * size_, first);
    }

  private:
    void insert_each(std::byte* first, std::size_t count, std::byte* spare) const {
        for (std::size_t i = 1; i < count; ++i) {
            std::byte* hole = first + i * size_;
            if (!before(hole, hole - size_)) continue;
            copy(spare, hole);
            do {
                copy(hole, hole - size_);
                hole -= size_;
            } while (hole != first && before(spare, hole - size_));
            copy(hole, spare);
        }
    }

    // The left things lie apart; the right ones already end where the result ends.
    void merge(const std::byte* left, const std::byte* left_end, const std::byte* right,
               const std::byte* right_end, std::byte* to) const {
        for (; left != left_end; to += size_) {
            const bool take_right = right != right_end && before(right, left);
            const std::byte*& from = take_right ? right : left;
            copy(to, from);
            from += size_;
        }
    }

    [[nodiscard]] bool before(const std::byte* a, const std::byte* b) const {
        return comes_before_(order_, a, b);
    }
    void copy(std::byte* to, const std::byte* from) const {
        // The ids, by far the most frequent, without a call.
        if (size_ == sizeof(std::uint32_t))
            std::memcpy(to, from, sizeof(std::uint32_t));
        else
            std::memcpy(to, from, size_);
    }

    std::size_t size_;
    const void* order_;
    ComesBefore comes_before_;
};

}  // namespace

void merge_sort(void* things, std::size_t count, std::size_t size, const void* order,
                ComesBefore comes_before) {
    if (count < 2) return;
    std::vector<std::byte> spare((count / 2 + 1) * size);
    Sorting(size, order, comes_before).sort(static_cast<std::byte*>(things), count, spare.data());
}

}  // namespace palabre
