#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tally/big_integer.hpp"
#include "tally/marks.hpp"
#include "tally/ranking.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

// Ballots that spend something. A ballot that spends more than it has, or in a way that is not
// allowed, is invalid as a whole: mending it would be guessing.

/// Points of each option over the valid ballots.
struct CumulativeResult {
    std::vector<BigInteger> points;
    std::int64_t invalid = 0;  ///< ballots
    Ranking ranking;
    std::vector<Option> winners;

    friend bool operator==(const CumulativeResult&, const CumulativeResult&) = default;
};

/// Cumulative voting ("dots"): each ballot shares at most `points` points among the options, none
/// negative, none above `max_per_option`.
struct CumulativeRule {
    std::int64_t points = 0;                     ///< in [0, 2^53 - 1]
    std::optional<std::int64_t> max_per_option;  ///< nothing: as many as there are
};

[[nodiscard]] bool is_valid(const CumulativeRule& rule, std::span<const Mark> marks);

/// Range: marks name options below `options`.
[[nodiscard]] CumulativeResult count_cumulative(std::size_t options, const CumulativeRule& rule,
                                                std::span<const MarkedBallot> ballots);

/// Quadratic voting: v votes for or against an option cost v^2 of the ballot's credits.
/// S. Lalley, E. G. Weyl: Quadratic Voting, how mechanism design can radicalize democracy.
/// AEA Papers and Proceedings 108 (2018), 33-37.
struct QuadraticResult {
    std::vector<BigInteger> votes;  ///< for minus against, of the valid ballots
    BigInteger spent;               ///< credits, by the valid ballots
    std::int64_t invalid = 0;       ///< ballots
    Ranking ranking;
    std::vector<Option> winners;

    friend bool operator==(const QuadraticResult&, const QuadraticResult&) = default;
};

/// Credits that `marks` cost.
[[nodiscard]] UnsignedWide quadratic_cost(std::span<const Mark> marks);

/// Range: marks name options below `options`, at most 2^20 in a ballot; `credits` in [0, 2^53 - 1].
[[nodiscard]] QuadraticResult count_quadratic(std::size_t options, std::int64_t credits,
                                              std::span<const MarkedBallot> ballots);

/// The sums of a rule of points while ballots come, change and go: O(marked options) each.
class CumulativeCounter {
  public:
    CumulativeCounter(std::size_t options, CumulativeRule rule) : rule_(rule), points_(options) {}

    /// Edge: what is removed was added before with the same weight (at least 1).
    void add(std::span<const Mark> marks, std::int64_t weight = 1);
    void remove(std::span<const Mark> marks, std::int64_t weight = 1) { add(marks, -weight); }
    /// Ballots that are invalid for another reason, such as a fraction of a point.
    void add_invalid(std::int64_t ballots) { invalid_ += ballots; }
    [[nodiscard]] CumulativeResult result() const;

  private:
    CumulativeRule rule_;
    std::vector<Wide> points_;
    std::int64_t invalid_ = 0;
};

class QuadraticCounter {
  public:
    QuadraticCounter(std::size_t options, std::int64_t credits)
        : credits_(credits), votes_(options) {}

    /// Edge: what is removed was added before with the same weight (at least 1).
    void add(std::span<const Mark> marks, std::int64_t weight = 1);
    void remove(std::span<const Mark> marks, std::int64_t weight = 1) { add(marks, -weight); }
    /// Ballots that are invalid for another reason, such as a fraction of a vote.
    void add_invalid(std::int64_t ballots) { invalid_ += ballots; }
    [[nodiscard]] QuadraticResult result() const;

  private:
    std::int64_t credits_;
    std::vector<Wide> votes_;
    Wide spent_ = 0;
    std::int64_t invalid_ = 0;
};

}  // namespace palabre
