#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"
#include "wasm/palabre_module.h"

namespace palabre {

inline constexpr palabre_status status_fine = 0;
inline constexpr palabre_status status_fault = 1;
inline constexpr palabre_status status_no_handle = 2;

/// Whether memory holds these bytes, as far as the module can tell.
[[nodiscard]] bool is_in_memory(const std::uint8_t* bytes, std::uint32_t size);

[[nodiscard]] inline std::string_view text_of(const std::uint8_t* bytes, std::uint32_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

/// Keeps the text as the module's answer and shows it.
palabre_status answer(std::string text, palabre_span* out);
/// The same of a fault.
palabre_status refuse(const Fault& fault, palabre_span* out);
/// The fault `span`, of an argument that is not in memory.
palabre_status refuse_span(palabre_span* out);

}  // namespace palabre
