#include "wasm/module_memory.hpp"

#include <bit>
#include <cstdlib>

namespace palabre {

namespace {

constexpr std::uint32_t version = 0x000100;

// Rounded up by a sixteenth at most: what one list gives back fits the next, which is a little
// longer, as a debate's lists are with every entry. Where memory ends nothing may go on: what
// malloc did not give would be written at address 0.
void* claim(std::size_t size) {
    void* const memory = std::malloc(size | (std::bit_floor(size | 32U) / 16 - 1));
    if (memory == nullptr) __builtin_trap();
    return memory;
}

}  // namespace

bool is_in_memory(const std::uint8_t* bytes, std::uint64_t size) {
#ifdef __wasm__
    const std::uint64_t end = std::uint64_t{__builtin_wasm_memory_size(0)} << 16U;
    return reinterpret_cast<std::uintptr_t>(bytes) + size <= end;
#else
    return bytes != nullptr || size == 0;
#endif
}

}  // namespace palabre

#ifdef __EMSCRIPTEN__
// The library's own goes on with a null where exceptions are off. Never inlined: malloc and memset
// side by side would become a calloc, which at link time nobody has asked the library for.
[[gnu::noinline]] void* operator new(std::size_t size) {
    return palabre::claim(size);
}
#endif

extern "C" {

std::uint32_t palabre_version(void) {
    return palabre::version;
}

std::uint8_t* palabre_alloc(std::uint32_t size) {
    return static_cast<std::uint8_t*>(palabre::claim(size));
}

void palabre_free(std::uint8_t* bytes) {
    std::free(bytes);
}

}  // extern "C"
