#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tally/exact.hpp"
#include "tally/marks.hpp"
#include "tally/ranking.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

// Score voting: each ballot gives options a score on a scale. An option that a ballot leaves out
// has 0 in the sum and nothing in the mean, so the two rankings may differ: both are given.

struct ScoreResult {
    std::vector<BigInteger> sum;
    std::vector<std::int64_t> count;         ///< ballots that score the option
    std::vector<std::optional<Exact>> mean;  ///< over those; nothing where nobody did
    Ranking ranking_by_sum;
    Ranking ranking_by_mean;  ///< without a mean: last

    friend bool operator==(const ScoreResult&, const ScoreResult&) = default;
};

/// Adds up scores. Range: marks name options below `options`.
[[nodiscard]] ScoreResult count_scores(std::size_t options, std::span<const MarkedBallot> ballots);

/// The same while ballots come, change and go: O(scored options) each.
class ScoreCounter {
  public:
    explicit ScoreCounter(std::size_t options) : sums_(options), counts_(options) {}

    /// Edge: what is removed was added before with the same weight (at least 1).
    void add(std::span<const Mark> scores, std::int64_t weight = 1);
    void remove(std::span<const Mark> scores, std::int64_t weight = 1) { add(scores, -weight); }
    [[nodiscard]] ScoreResult result() const;

  private:
    std::vector<Wide> sums_;
    std::vector<std::int64_t> counts_;
};

}  // namespace palabre
