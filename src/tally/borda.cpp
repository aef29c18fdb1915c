#include "tally/borda.hpp"

namespace palabre {

namespace {

BordaCount halved(const std::vector<Wide>& doubled) {
    BordaCount count;
    count.scores.reserve(doubled.size());
    for (const Wide points : doubled) count.scores.emplace_back(to_big(points), BigInteger(2));
    count.ranking = ranking_by(doubled);
    count.winners = winners_of(count.ranking);
    return count;
}

}  // namespace

BordaResult count_borda(const RankedSums& sums) {
    const std::size_t options = sums.options();
    std::vector<Wide> symmetric(options);
    for (std::size_t i = 0; i < options; ++i) {
        // 2 wins + ties, ties being all ballots less wins and losses.
        for (std::size_t j = 0; j < options; ++j) {
            if (j == i) continue;
            symmetric[i] +=
                static_cast<Wide>(sums.pairwise()(i, j)) - sums.pairwise()(j, i) + sums.ballots();
        }
    }
    return {halved(symmetric), halved(sums.zero_doubled()), halved(sums.modified_doubled())};
}

}  // namespace palabre
