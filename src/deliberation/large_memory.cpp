#include "deliberation/large_memory.hpp"

#include <algorithm>

// AddressSanitizer knows the ends of what `new` gives, not those of mapped pages.
#if defined(__linux__) && !defined(PALABRE_SANITIZED)
#define PALABRE_MAPPED_MEMORY 1
#endif

#ifdef PALABRE_MAPPED_MEMORY
#include <sys/mman.h>

#include <cstdint>
#include <cstdlib>
#endif

namespace palabre {

namespace large_memory {

#ifdef PALABRE_MAPPED_MEMORY
namespace {

std::size_t whole_pages(std::size_t size) {
    return (size + page - 1) / page * page;
}

// Whole pages of 2 MiB: what stands out on both sides of them goes back at once.
char* map(std::size_t size) {
    const std::size_t wanted = size + page;
    void* const mapped =
        mmap(nullptr, wanted, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (mapped == MAP_FAILED) return nullptr;
    auto* const first = static_cast<char*>(mapped);
    const std::size_t before = (page - reinterpret_cast<std::uintptr_t>(first) % page) % page;
    if (before > 0) munmap(first, before);
    if (before < page) munmap(first + before + size, page - before);
    // Where the kernel has no such pages, small ones do.
    (void)madvise(first + before, size, MADV_HUGEPAGE);
    return first + before;
}

}  // namespace

char* take(std::size_t size) {
    if (size < least) return static_cast<char*>(::operator new(size));
    char* const memory = map(whole_pages(size));
    // As `new` does where there is no memory and no exceptions either.
    if (memory == nullptr) std::abort();
    return memory;
}

void give_back(char* memory, std::size_t size) {
    if (size < least)
        ::operator delete(memory);
    else
        munmap(memory, whole_pages(size));
}
#else
char* take(std::size_t size) {
    return static_cast<char*>(::operator new(size));
}

void give_back(char* memory, std::size_t) {
    ::operator delete(memory);
}
#endif

}  // namespace large_memory

void Slabs::begin_slab(std::size_t size) {
    constexpr std::size_t few = 16 * std::size_t{1024};
    std::size_t slab = few;
#ifdef PALABRE_MAPPED_MEMORY
    // Half of what is there already, in whole pages, once that is a page: what nobody has written
    // to takes no memory.
    if (all_ >= large_memory::page) {
        slab = std::max(all_ / 2 / large_memory::page, std::size_t{1}) * large_memory::page;
    }
#endif
    left_ = std::max(slab, size);
    next_ = large_memory::take(left_);
    slabs_.push_back({next_, left_});
    all_ += left_;
}

void Slabs::clear() {
    for (const Slab& slab : slabs_) large_memory::give_back(slab.memory, slab.size);
    slabs_.clear();
    next_ = nullptr;
    left_ = all_ = 0;
}

}  // namespace palabre
