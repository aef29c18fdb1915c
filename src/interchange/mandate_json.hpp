#pragma once

#include <string_view>

#include "interchange/json_writer.hpp"
#include "tally/consent.hpp"
#include "tally/liquid.hpp"
#include "tally/proxies.hpp"

namespace palabre {

/// A consent tally as tally-format.md writes it, keys sorted.
void write(JsonWriter& out, const ConsentCounts& counts, const ConsentRule& rule);

/// Why a proxy was not kept, and why a vote is lost: words for programs.
[[nodiscard]] std::string_view to_text(ProxyRefusal refusal);
[[nodiscard]] std::string_view to_text(LiquidFate fate);

}  // namespace palabre
