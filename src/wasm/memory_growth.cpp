// How the memory of the module grows. Emscripten's own takes what the allocator lacks and no more:
// a page at a time, each a new buffer on the other side, which its collector then has to bury.
#include <cstddef>

extern "C" {

void emscripten_notify_memory_growth(std::size_t memory);

/// Called by the allocator for a heap of `size` bytes; 1 where there is one.
int __wrap_emscripten_resize_heap(std::size_t size) {
    constexpr std::size_t page = 65536;
    const std::size_t pages = __builtin_wasm_memory_size(0);
    const std::size_t lacks = (size - pages * page + page - 1) / page;
    // A thirty-second on top, and half a MiB at least, where that can be had.
    const std::size_t more = lacks + (pages / 32 > 8 ? pages / 32 : 8);
    const auto failed = static_cast<std::size_t>(-1);
    if (__builtin_wasm_memory_grow(0, more) == failed &&
        __builtin_wasm_memory_grow(0, lacks) == failed) {
        return 0;
    }
    emscripten_notify_memory_growth(0);
    return 1;
}

}  // extern "C"
