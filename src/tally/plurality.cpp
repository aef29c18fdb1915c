#include "tally/plurality.hpp"

#include <algorithm>

namespace palabre {

namespace {

/// The two highest, or those above a tie for the second place and the tied.
void choose_finalists(TwoRoundResult& result, const Lot& lot) {
    for (std::vector<Option> group : result.first.ranking) {
        while (!group.empty() && result.finalists.size() < 2) {
            if (result.finalists.size() + group.size() > 2) {
                if (!lot.drawn()) {
                    result.tied = group;
                    return;
                }
                const Option drawn = lot.first_of(group);
                result.finalists.push_back(drawn);
                group.erase(std::find(group.begin(), group.end(), drawn));
            } else {
                result.finalists.insert(result.finalists.end(), group.begin(), group.end());
                group.clear();
            }
        }
    }
    const auto& scores = result.first.scores;
    std::sort(result.finalists.begin(), result.finalists.end(), [&scores](Option a, Option b) {
        return scores[a] != scores[b] ? scores[a] > scores[b] : a < b;
    });
}

}  // namespace

PluralityResult count_plurality(const RankedSums& sums) {
    PluralityResult result;
    result.scores = sums.first_choices();
    result.blank = sums.blank();
    result.ranking = ranking_by(result.scores);
    result.winners = winners_of(result.ranking);
    return result;
}

TwoRoundResult count_two_round(const RankedSums& sums, const Lot& lot) {
    TwoRoundResult result;
    result.first = count_plurality(sums);
    if (sums.options() == 0) return result;
    const Option leader = result.first.winners.front();
    const std::int64_t expressed = sums.ballots() - sums.blank();
    const std::int64_t most = result.first.scores[leader];
    if (most > expressed - most) {
        result.winner = leader;
        return result;
    }
    choose_finalists(result, lot);
    if (sums.options() == 1) result.winner = leader;
    if (result.finalists.size() < 2) return result;
    const Option a = result.finalists[0];
    const Option b = result.finalists[1];
    const std::int64_t for_a = sums.pairwise()(a, b);
    const std::int64_t for_b = sums.pairwise()(b, a);
    result.runoff = Runoff{{for_a, for_b}, sums.ballots() - for_a - for_b};
    if (for_a != for_b)
        result.winner = for_a > for_b ? a : b;
    else if (lot.drawn())
        result.winner = lot.first_of(result.finalists);
    else
        result.tied = {std::min(a, b), std::max(a, b)};
    return result;
}

}  // namespace palabre
