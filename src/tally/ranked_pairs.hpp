#pragma once

#include <utility>
#include <vector>

#include "tally/ranked_sums.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Wins are locked in, the strongest first, unless they would close a cycle with what is locked.
// N. Tideman: Independence of clones as a criterion for voting rules. Social Choice and Welfare 4
// (1987), 185-206. Equal strengths go by the loser's votes (fewer first), then by number; where
// that mattered `tied_strengths` says so.

struct RankedPairsCount {
    std::vector<std::pair<Option, Option>> locked;  ///< winner and loser, in the order of locking
    bool tied_strengths = false;                    ///< some wins are equally strong
    Ranking ranking;                                ///< by peeling, over paths of locked wins
    std::vector<Option> winners;

    friend bool operator==(const RankedPairsCount&, const RankedPairsCount&) = default;
};

/// A win is as strong as the winner's votes, or as its margin.
struct RankedPairsResult {
    RankedPairsCount winning;
    RankedPairsCount margins;

    friend bool operator==(const RankedPairsResult&, const RankedPairsResult&) = default;
};

[[nodiscard]] RankedPairsResult count_ranked_pairs(const PairwiseMatrix& pairwise);

}  // namespace palabre
