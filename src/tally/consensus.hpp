#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tally/exact.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// How much people agree, of grades on a scale and of rankings. The figures are for showing beside a
// result; none of them decides.

/// Grades are numbered 1..L.
struct GradeConsensus {
    Exact mean;
    double std = 0.0;  ///< standard deviation, of the population
    /// 1 where all give one grade, 0 where half give the one extreme and half the other.
    /// W. Tastle, M. Wierman: Consensus and dissention, a measure of ordinal dispersion.
    /// International Journal of Approximate Reasoning 45 (2007), 531-545.
    double tastle_wierman = 0.0;
    /// 1 where all give one grade, 0 where all grades are as frequent, -1 where half give the one
    /// extreme and half the other.
    /// C. van der Eijk: Measuring agreement in ordered rating scales. Quality & Quantity 35 (2001),
    /// 325-341.
    Exact van_der_eijk_a;
    Exact top_share;  ///< of the most frequent grade

    friend bool operator==(const GradeConsensus&, const GradeConsensus&) = default;
};

struct HistogramConsensus {
    std::int64_t n = 0;
    std::optional<GradeConsensus> of_grades;  ///< nothing over nobody

    friend bool operator==(const HistogramConsensus&, const HistogramConsensus&) = default;
};

/// Shape: histogram[i] people give grade i + 1. Range: counts at least 0, at most 2^62 in all, at
/// most 1,000 grades.
[[nodiscard]] HistogramConsensus measure_consensus(std::span<const std::int64_t> histogram);

/// Kendall's coefficient of concordance: 1 where all rank alike, 0 where the sums of ranks are
/// equal. M. G. Kendall, B. Babington Smith: The problem of m rankings. Annals of Mathematical
/// Statistics 10 (1939), 275-287.
struct RankingConsensus {
    std::vector<BigInteger> rank_sums;  ///< of each option; the best rank is 1
    std::optional<Exact> w;             ///< nothing without rankings or with fewer than two options

    friend bool operator==(const RankingConsensus&, const RankingConsensus&) = default;
};

/// Shape: each ranking names every option once, the best first; all have one length.
[[nodiscard]] RankingConsensus measure_concordance(std::span<const std::vector<Option>> rankings);

}  // namespace palabre
