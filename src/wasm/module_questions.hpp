#pragma once

#include <span>

#include "interchange/query.hpp"

namespace palabre {

/// The questions that the module being built answers: core_questions.cpp or files_questions.cpp.
[[nodiscard]] std::span<const KnownQuestion> module_questions();

}  // namespace palabre
