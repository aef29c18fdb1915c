#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/lot.hpp"
#include "tally/ranked_sums.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// The most first choices win (first past the post), and the same with a second round between the
// two highest, as France elects its presidents: each ballot counts there for the finalist that it
// puts higher.

struct PluralityResult {
    std::vector<std::int64_t> scores;  ///< first choices
    std::int64_t blank = 0;            ///< empty ballots and those with several options on top
    Ranking ranking;
    std::vector<Option> winners;

    friend bool operator==(const PluralityResult&, const PluralityResult&) = default;
};

[[nodiscard]] PluralityResult count_plurality(const RankedSums& sums);

struct Runoff {
    std::array<std::int64_t, 2> votes{};  ///< of the finalists, in their order
    std::int64_t no_preference = 0;

    friend bool operator==(const Runoff&, const Runoff&) = default;
};

struct TwoRoundResult {
    PluralityResult first;
    /// By first choices, then number. Empty where the first round decides; only those above the
    /// tie where a tie keeps the second place open.
    std::vector<Option> finalists;
    std::optional<Runoff> runoff;
    std::optional<Option> winner;
    std::vector<Option> tied;  ///< what only a lot could decide; empty where nothing is open

    friend bool operator==(const TwoRoundResult&, const TwoRoundResult&) = default;
};

/// More than half of the first choices wins at once; a single option always does. The pairwise
/// matrix holds every possible second round, so this needs no ballots.
[[nodiscard]] TwoRoundResult count_two_round(const RankedSums& sums, const Lot& lot = {});

}  // namespace palabre
