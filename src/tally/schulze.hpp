#pragma once

#include "tally/ranked_sums.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Strongest paths: A is better than B when the weakest win on the best path from A to B is stronger
// than the weakest on the best path back. M. Schulze: A new monotonic, clone-independent, reversal
// symmetric, and Condorcet-consistent single-winner election method. Social Choice and Welfare 36
// (2011), 267-303; arXiv 1804.02973.

struct SchulzeCount {
    /// Strength of the strongest path; 0 without one and on the diagonal.
    PairwiseMatrix paths{0};
    Ranking ranking;  ///< by peeling
    std::vector<Option> winners;

    friend bool operator==(const SchulzeCount&, const SchulzeCount&) = default;
};

/// A win is as strong as the winner's votes, or as its margin.
struct SchulzeResult {
    SchulzeCount winning;
    SchulzeCount margins;

    friend bool operator==(const SchulzeResult&, const SchulzeResult&) = default;
};

/// O(options cubed).
[[nodiscard]] SchulzeResult count_schulze(const PairwiseMatrix& pairwise);

}  // namespace palabre
