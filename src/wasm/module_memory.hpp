#pragma once

#include <cstdint>
#include <string_view>

#include "wasm/palabre_module.h"

namespace palabre {

inline constexpr palabre_status status_fine = 0;
inline constexpr palabre_status status_fault = 1;
inline constexpr palabre_status status_no_handle = 2;

/// Whether memory holds these bytes, as far as the module can tell.
[[nodiscard]] bool is_in_memory(const std::uint8_t* bytes, std::uint64_t size);
/// The same of `count` numbers.
template <class Number>
[[nodiscard]] bool is_in_memory(const Number* numbers, std::uint64_t count) {
    return is_in_memory(reinterpret_cast<const std::uint8_t*>(numbers), count * sizeof(Number));
}

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* bytes, std::uint32_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

}  // namespace palabre
