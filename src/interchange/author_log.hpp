#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interchange/live_debate.hpp"

namespace palabre {

/// Everything that one person contributed, as a log (write_log): the entries of `author`'s key, and
/// of those that are the same person's, by place; behind them the stamps that give them their
/// places, which name others' entries by id only. Nothing where this key wrote nothing.
[[nodiscard]] std::optional<std::string> write_log_of(const LiveDebate& debate,
                                                      std::string_view author);

}  // namespace palabre
