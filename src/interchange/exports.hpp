#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interchange/live_debate.hpp"

namespace palabre {

/// The debate as `json` (debate file), `html` (outline) or `csv`; nothing for another format.
[[nodiscard]] std::optional<std::string> export_debate(const LiveDebate& debate,
                                                       std::string_view format);

}  // namespace palabre
