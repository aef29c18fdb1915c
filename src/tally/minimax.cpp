#include "tally/minimax.hpp"

#include <algorithm>

namespace palabre {

namespace {

/// `badness(own, theirs)` of a duel, from the votes of both.
template <class Badness>
MinimaxCount worst_duels(const PairwiseMatrix& pairwise, Badness badness) {
    const std::size_t options = pairwise.options();
    MinimaxCount count;
    std::vector<std::int64_t> negated(options);
    for (std::size_t i = 0; i < options; ++i) {
        std::int64_t worst = 0;
        bool first = true;
        for (std::size_t j = 0; j < options; ++j) {
            if (j == i) continue;
            const std::int64_t bad = badness(pairwise(i, j), pairwise(j, i));
            worst = first ? bad : std::max(worst, bad);
            first = false;
        }
        count.scores.push_back(worst);
        negated[i] = -worst;
    }
    count.ranking = ranking_by(negated);
    count.winners = winners_of(count.ranking);
    return count;
}

}  // namespace

MinimaxResult count_minimax(const PairwiseMatrix& pairwise) {
    using Votes = std::int64_t;
    return {
        worst_duels(pairwise, [](Votes own, Votes theirs) { return theirs > own ? theirs : 0; }),
        worst_duels(pairwise, [](Votes own, Votes theirs) { return theirs - own; }),
        worst_duels(pairwise, [](Votes, Votes theirs) { return theirs; }),
    };
}

}  // namespace palabre
