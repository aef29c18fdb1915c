#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "deliberation/outline.hpp"
#include "deliberation/result.hpp"
#include "interchange/strict_json.hpp"

namespace palabre {

/// The outline in the object at `object` as docs/engine.md has it (Outline): where claims have no
/// `id` they get one, from `data_id` or their text; questions get theirs.
/// Errors: `outline`, `outline-name`, `outline-parent`, `text-empty`, `text-too-long`; `where` says
/// which claim or question, from 0.
[[nodiscard]] Result<Outline> complete_outline(const StrictJson& json, std::uint32_t object);

/// The outline of {"q":"declare","outline":...}; nothing where `question` is another one.
[[nodiscard]] std::optional<Result<Outline>> declare_question(std::string_view question);

}  // namespace palabre
