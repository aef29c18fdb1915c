#pragma once

#include "deliberation/outline.hpp"
#include "deliberation/value.hpp"

namespace palabre {

/// Whether `choice` (never null) is one that a ballot on `question` may hold
/// (docs/entry.md, section 4, Choices).
[[nodiscard]] bool choice_fits(const QuestionText& question, const Value& choice);

}  // namespace palabre
