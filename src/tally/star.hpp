#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tally/marks.hpp"
#include "tally/ranking.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

// STAR: scores, then an automatic runoff. The two options of the highest sums meet, and each ballot
// counts for the one that it scores higher. An option that a ballot leaves out has 0.
// S. Wolk, J. Quinn, M. Ogren: STAR Voting, equality of voice, and voter satisfaction.
// Constitutional Political Economy 34 (2023), 310-334. Ties as the protocol on starvoting.org/ties:
// head-to-heads among the tied, then most top scores.

/// A tie-break that settled something.
enum class StarTieBreak : std::uint8_t {
    head_to_head,       ///< for the final: who loses most duels among the tied is out
    top_scores,         ///< for the final: most scores of the highest
    runoff_sum,         ///< in the final: the higher sum
    runoff_top_scores,  ///< in the final: most scores of the highest
};

struct StarRunoff {
    std::array<std::int64_t, 2> votes{};  ///< of the finalists, in their order
    std::int64_t no_preference = 0;

    friend bool operator==(const StarRunoff&, const StarRunoff&) = default;
};

struct StarResult {
    std::vector<BigInteger> sums;
    std::vector<std::int64_t> top_counts;  ///< ballots that give the highest score
    Ranking ranking_by_sum;
    std::vector<Option> finalists;       ///< by sum, then number; fewer than two where undecided
    std::vector<Option> tied_for_final;  ///< all of the sum that the protocol could not separate
    std::optional<StarRunoff> runoff;
    std::optional<Option> winner;
    std::vector<StarTieBreak> resolved_by;

    friend bool operator==(const StarResult&, const StarResult&) = default;
};

/// Counts ballots on a scale that ends at `highest`. Range: marks name options below `options`.
/// Edge: a single option wins without a runoff; without options nobody does.
[[nodiscard]] StarResult count_star(std::size_t options, std::int64_t highest,
                                    std::span<const MarkedBallot> ballots);

/// The same while ballots come, change and go: O(options squared) each.
class StarCounter {
  public:
    StarCounter(std::size_t options, std::int64_t highest)
        : options_(options),
          highest_(highest),
          sums_(options),
          top_counts_(options),
          preferred_(options * options) {}

    /// Edge: what is removed was added before with the same weight (at least 1).
    void add(std::span<const Mark> scores, std::int64_t weight = 1);
    void remove(std::span<const Mark> scores, std::int64_t weight = 1) { add(scores, -weight); }
    [[nodiscard]] StarResult result() const;

  private:
    /// Ballots that score `a` higher than `b`.
    [[nodiscard]] std::int64_t preferred(Option a, Option b) const {
        return preferred_[a * options_ + b];
    }
    void choose_finalists(StarResult& result) const;
    /// Takes `places` of `tied`, which all have one sum, or nothing where they stay equal.
    [[nodiscard]] std::optional<std::vector<Option>> best_of(
        std::vector<Option> tied, std::size_t places, std::vector<StarTieBreak>& resolved_by) const;
    void hold_runoff(StarResult& result) const;

    std::size_t options_;
    std::int64_t highest_;
    std::int64_t ballots_ = 0;
    std::vector<Wide> sums_;
    std::vector<std::int64_t> top_counts_;
    std::vector<std::int64_t> preferred_;
};

}  // namespace palabre
