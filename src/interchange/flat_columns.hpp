#pragma once

#include <cstdint>
#include <string>

#include "interchange/live_debate.hpp"

namespace palabre {

/// Claims as flat little-endian arrays (docs/engine.md, Columns), placement by placement, the
/// thesis first. `since` is a revision: with one that is the present one nothing but the counts
/// is written; else everything is.
[[nodiscard]] std::string flat_columns(const LiveDebate& debate, std::uint32_t since);

}  // namespace palabre
