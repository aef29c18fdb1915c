#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"
#include "deliberation/value.hpp"

namespace palabre {

/// Whether an attribute says a part of a question's rule that is neither a share nor a number of
/// people: seats, grades, scale, credits and their like.
[[nodiscard]] bool is_rule_attribute(std::string_view name);

/// Its name in the rule: `max_per_option` for `max-per-option`.
[[nodiscard]] std::string rule_key(std::string_view attribute);

/// What such an attribute says (question_markup.hpp). `text`: single spaces, none around.
/// Errors: "html", `where` naming the attribute.
Result<Value> rule_part_from(std::string_view attribute, std::string_view text);

/// The other way; "" where no attribute says that.
[[nodiscard]] std::string rule_part_text(const Value& part);

/// A whole number from 1, up to fifteen digits.
[[nodiscard]] std::optional<std::int64_t> number_from_one(std::string_view text);

}  // namespace palabre
