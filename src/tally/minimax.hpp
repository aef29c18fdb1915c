#pragma once

#include <cstdint>
#include <vector>

#include "tally/ranked_sums.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Whose worst duel is least bad. P. Simpson: On defining areas of voter choice. Quarterly Journal
// of Economics 83 (1969), 478-490. G. Kramer: A dynamical model of political equilibrium. Journal
// of Economic Theory 16 (1977), 310-334.

struct MinimaxCount {
    std::vector<std::int64_t> scores;  ///< of the worst duel: smaller is better
    Ranking ranking;
    std::vector<Option> winners;

    friend bool operator==(const MinimaxCount&, const MinimaxCount&) = default;
};

/// What is bad about a duel. Without opponents all are 0.
struct MinimaxResult {
    MinimaxCount winning;     ///< the opponent's votes where it wins, else 0
    MinimaxCount margins;     ///< the opponent's votes less one's own: may be below 0
    MinimaxCount opposition;  ///< the opponent's votes

    friend bool operator==(const MinimaxResult&, const MinimaxResult&) = default;
};

[[nodiscard]] MinimaxResult count_minimax(const PairwiseMatrix& pairwise);

}  // namespace palabre
