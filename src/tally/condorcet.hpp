#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "tally/ranked_sums.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Who beats whom, one against one: the duels that the pairwise rules start from.
// M. de Condorcet: Essai sur l'application de l'analyse, 1785. J. Smith: Aggregation of preferences
// with variable electorate. Econometrica 41 (1973), 1027-1041. T. Schwartz: The Logic of Collective
// Choice. Columbia University Press, 1986.

struct CondorcetResult {
    PairwiseMatrix pairwise{0};
    std::optional<Option> winner;      ///< beats all others; a single option does
    std::vector<Option> weak_winners;  ///< lose to nobody
    std::optional<Option> loser;       ///< loses to all others, of which there are some
    std::vector<Option> smith;         ///< the smallest set whose members beat all outside
    /// The union of the minimal sets that nobody outside beats.
    std::vector<Option> schwartz;

    friend bool operator==(const CondorcetResult&, const CondorcetResult&) = default;
};

[[nodiscard]] CondorcetResult find_condorcet(const PairwiseMatrix& pairwise);

/// Groups by peeling: whom none of those left beats are the next group. Edge: no cycle in `beats`.
[[nodiscard]] Ranking peel(std::size_t options,
                           const std::function<bool(Option winner, Option loser)>& beats);

}  // namespace palabre
