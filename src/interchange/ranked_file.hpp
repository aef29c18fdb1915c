#pragma once

#include <optional>

#include "deliberation/result.hpp"
#include "interchange/located_json.hpp"
#include "tally/ranked_ballots.hpp"
#include "tally/ranked_sums.hpp"

namespace palabre {

// Files of ranked ballots:
// {"options":[..],"ballots":[[count,[[best..],[next..],..]],..],"seats":n}, or "pairwise" instead
// of "ballots" where a rule needs nothing else. Errors of all: "json", `where` naming line and
// path: what is missing or of another type, a negative count, numbers beyond 2^53 - 1, an unknown
// option, an option twice in a ballot, an empty group.

[[nodiscard]] Result<RankedBallots> read_ranked_ballots(const JsonPlace& file);

/// From "ballots", or where there are none from "pairwise": a square of counts, 0 on the diagonal.
[[nodiscard]] Result<PairwiseMatrix> read_pairwise(const JsonPlace& file);

/// At least 1.
[[nodiscard]] Result<std::int64_t> read_seats(const JsonPlace& file);

}  // namespace palabre
