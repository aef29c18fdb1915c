#pragma once

#include <cstdint>
#include <vector>

#include "tally/exact.hpp"
#include "tally/ranked_sums.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Duels won, a tied one counting half. A. Copeland: A reasonable social welfare function. Seminar
// on applications of mathematics to social sciences, University of Michigan, 1951.

struct CopelandResult {
    std::vector<std::int64_t> wins;
    std::vector<std::int64_t> losses;
    std::vector<Exact> scores;
    Ranking ranking;
    std::vector<Option> winners;

    friend bool operator==(const CopelandResult&, const CopelandResult&) = default;
};

[[nodiscard]] CopelandResult count_copeland(const PairwiseMatrix& pairwise);

}  // namespace palabre
