#include "tally/ranked_pairs.hpp"

#include <algorithm>
#include <tuple>

#include "tally/condorcet.hpp"
#include "tally/reachability.hpp"

namespace palabre {

namespace {

struct Win {
    std::int64_t strength = 0;
    std::int64_t against = 0;  // the loser's votes
    Option winner = 0;
    Option loser = 0;
};

bool goes_before(const Win& a, const Win& b) {
    return std::tuple(-a.strength, a.against, a.winner, a.loser) <
           std::tuple(-b.strength, b.against, b.winner, b.loser);
}

RankedPairsCount lock(const PairwiseMatrix& pairwise, bool margins) {
    const std::size_t options = pairwise.options();
    std::vector<Win> wins;
    for (std::size_t i = 0; i < options; ++i) {
        for (std::size_t j = 0; j < options; ++j) {
            if (!pairwise.beats(i, j)) continue;
            const std::int64_t against = pairwise(j, i);
            wins.push_back({pairwise(i, j) - (margins ? against : 0), against,
                            static_cast<Option>(i), static_cast<Option>(j)});
        }
    }
    std::sort(wins.begin(), wins.end(), goes_before);
    RankedPairsCount count;
    Reachability over(options);
    for (std::size_t w = 0; w < wins.size(); ++w) {
        const Win& win = wins[w];
        if (w > 0 && wins[w - 1].strength == win.strength) count.tied_strengths = true;
        if (over.leads(win.loser, win.winner)) continue;
        over.step_closed(win.winner, win.loser);
        count.locked.emplace_back(win.winner, win.loser);
    }
    count.ranking = peel(options, [&over](Option i, Option j) { return over.leads(i, j); });
    count.winners = winners_of(count.ranking);
    return count;
}

}  // namespace

RankedPairsResult count_ranked_pairs(const PairwiseMatrix& pairwise) {
    return {lock(pairwise, false), lock(pairwise, true)};
}

}  // namespace palabre
