#pragma once

#include <cstdint>
#include <vector>

#include "tally/ranked_sums.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// DemocracyOS's count of ranked projects (lib/api-v2/db-api/topics/utils.js): Bucklin's without a
// majority. The first rank goes to the option that most put there; where several are equal, to the
// one of those not yet placed that most put there or one place lower, and so on. Where its code
// throws, because no place singles one out, there is a tie here.

struct HierarchyResult {
    /// cumulative[i][r - 1]: ballots that list option i with fewer than r options over it.
    std::vector<std::vector<std::int64_t>> cumulative;
    Ranking ranking;
    std::vector<Option> winners;

    friend bool operator==(const HierarchyResult&, const HierarchyResult&) = default;
};

[[nodiscard]] HierarchyResult count_hierarchy(const RankedSums& sums);

}  // namespace palabre
