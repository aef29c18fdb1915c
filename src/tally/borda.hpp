#pragma once

#include <vector>

#include "tally/exact.hpp"
#include "tally/ranked_sums.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Points for places: the more options a ballot puts under one, the more points.
// J.-C. de Borda: Memoire sur les elections au scrutin. Histoire de l'Academie royale des sciences,
// 1781. What ballots are worth that rank only some: P. Emerson: The original Borda count and
// partial voting. Social Choice and Welfare 40 (2013), 353-358.

struct BordaCount {
    std::vector<Exact> scores;
    Ranking ranking;
    std::vector<Option> winners;

    friend bool operator==(const BordaCount&, const BordaCount&) = default;
};

struct BordaResult {
    /// A point for each option strictly below, half of one for each tied with it.
    BordaCount symmetric;
    /// m - 1, m - 2.. for m options over the listed ones, a tied group sharing the mean of its
    /// places; nothing for what is not listed.
    BordaCount zero;
    /// The same with k, k - 1..1 where a ballot lists k options.
    BordaCount modified;

    friend bool operator==(const BordaResult&, const BordaResult&) = default;
};

[[nodiscard]] BordaResult count_borda(const RankedSums& sums);

}  // namespace palabre
