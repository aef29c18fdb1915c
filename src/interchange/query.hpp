#pragma once

#include <string>
#include <string_view>

#include "deliberation/result.hpp"
#include "interchange/overview.hpp"

namespace palabre {

/// Answers a question about a debate, JSON to JSON (docs/engine.md, Query).
/// Errors: `query` where the question is not one, `no-such-claim`, `no-such-question`.
[[nodiscard]] Result<std::string> query(LiveDebate& debate, Overview& overview,
                                        std::string_view question);

}  // namespace palabre
