#pragma once

#include <cstddef>
#include <type_traits>
#include <vector>

namespace palabre {

/// Whether the thing at `a` comes before the one at `b`, in the order that `order` points to.
using ComesBefore = bool (*)(const void* order, const void* a, const void* b);

/// Sorts `count` things of `size` bytes each, stably, by moving their bytes. Merge sort: n log n
/// comparisons at most, n - 1 where the things are in order already.
void merge_sort(void* things, std::size_t count, std::size_t size, const void* order,
                ComesBefore comes_before);

/// Sorts `list` from its element `first` on, stably, by the strict weak order `before(a, b)`.
/// std::sort would be compiled anew for each of the core's thirty orders, and readers download
/// them.
template <class T, class Before>
void sort_by(std::vector<T>& list, const Before& before, std::size_t first = 0) {
    static_assert(std::is_trivially_copyable_v<T>);
    // A list of pointers is sorted as the pointers that it holds.
    constexpr std::size_t size = sizeof(T);  // NOLINT(bugprone-sizeof-expression)
    merge_sort(list.data() + first, list.size() - first, size, &before,
               [](const void* order, const void* a, const void* b) {
                   return bool((*static_cast<const Before*>(order))(*static_cast<const T*>(a),
                                                                    *static_cast<const T*>(b)));
               });
}

}  // namespace palabre
