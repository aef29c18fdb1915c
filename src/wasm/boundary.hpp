#pragma once

#include <string>

#include "deliberation/result.hpp"
#include "wasm/module_memory.hpp"

namespace palabre {

/// Keeps the text as the module's answer and shows it.
palabre_status answer(std::string text, palabre_span* out);
/// The same of a fault.
palabre_status refuse(const Fault& fault, palabre_span* out);
/// The fault `span`, of an argument that is not in memory.
palabre_status refuse_span(palabre_span* out);

}  // namespace palabre
