#pragma once

#include <span>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"
#include "interchange/overview.hpp"

namespace palabre {

struct QueryContext;

/// A question by its name. The answer is written to the context, or is the code of a fault ("" is
/// fine); null where another module answers.
struct KnownQuestion {
    std::string_view name;
    std::string_view (*answer)(QueryContext&);
};

/// Answers one of the known questions about a debate, JSON to JSON (docs/engine.md, Query).
/// Errors: `query` where the question is not one, `not-here`, `no-such-claim`, `no-such-question`.
[[nodiscard]] Result<std::string> query(LiveDebate& debate, Overview& overview,
                                        std::span<const KnownQuestion> known,
                                        std::string_view question);

}  // namespace palabre
