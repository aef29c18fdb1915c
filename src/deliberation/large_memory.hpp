#pragma once

#include <cstddef>
#include <vector>

namespace palabre {

/// Memory for tables and lists that grow to many megabytes. Under Linux it is asked for in pages of
/// 2 MiB: looking up an id at random then waits for the id, and not for the address of its page,
/// and the kernel hands out a page where it would hand out 512. Elsewhere, and in WebAssembly, it
/// is what `new` gives.
namespace large_memory {

inline constexpr std::size_t page = std::size_t{2} << 20U;
/// From this size on.
inline constexpr std::size_t least = page;

/// At least `size` bytes, not zeroed, aligned as `new` aligns.
[[nodiscard]] char* take(std::size_t size);
/// Gives back what `take(size)` gave.
void give_back(char* memory, std::size_t size);

}  // namespace large_memory

#ifdef __wasm__
template <class T>
using LargeVector = std::vector<T>;
#else
template <class T>
struct LargeAllocator {
    using value_type = T;
    LargeAllocator() = default;
    template <class Other>
    LargeAllocator(const LargeAllocator<Other>&) {}
    [[nodiscard]] T* allocate(std::size_t count) {
        return reinterpret_cast<T*>(large_memory::take(count * sizeof(T)));
    }
    void deallocate(T* memory, std::size_t count) {
        large_memory::give_back(reinterpret_cast<char*>(memory), count * sizeof(T));
    }
    friend bool operator==(const LargeAllocator&, const LargeAllocator&) { return true; }
    friend bool operator!=(const LargeAllocator&, const LargeAllocator&) { return false; }
};

/// A vector that may become large.
template <class T>
using LargeVector = std::vector<T, LargeAllocator<T> >;
#endif

/// Room that is given out piece by piece and given back all at once.
class Slabs {
  public:
    Slabs() = default;
    Slabs(const Slabs&) = delete;
    Slabs& operator=(const Slabs&) = delete;
    ~Slabs() { clear(); }

    /// `size` bytes to be written once; never null. Aligned as `new` aligns where all sizes are.
    [[nodiscard]] char* take(std::size_t size) {
        if (size > left_ || next_ == nullptr) begin_slab(size);
        char* const at = next_;
        next_ += size;
        left_ -= size;
        return at;
    }
    void clear();

  private:
    void begin_slab(std::size_t size);

    struct Slab {
        char* memory;
        std::size_t size;
    };
    std::vector<Slab> slabs_;
    char* next_ = nullptr;
    std::size_t left_ = 0;
    std::size_t all_ = 0;
};

}  // namespace palabre
