#pragma once

#include <cstddef>

namespace palabre {

#ifdef __wasm__
/// Whether the processor can be told what will be read soon. WebAssembly has no word for it.
inline constexpr bool can_expect = false;
#else
inline constexpr bool can_expect = true;
#endif

/// Says that the bytes at `at` will be read soon, so that they come from memory meanwhile.
/// Changes nothing but the time that it takes.
inline void expect(const void* at, std::size_t bytes = 1) {
    constexpr std::size_t cache_line = 64;
    if constexpr (can_expect) {
        const auto* const first = static_cast<const char*>(at);
        for (std::size_t i = 0; i < bytes; i += cache_line) __builtin_prefetch(first + i);
        __builtin_prefetch(first + bytes - 1);
    }
}

}  // namespace palabre
