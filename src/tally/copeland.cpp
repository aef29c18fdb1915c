#include "tally/copeland.hpp"

namespace palabre {

CopelandResult count_copeland(const PairwiseMatrix& pairwise) {
    const std::size_t options = pairwise.options();
    CopelandResult result;
    result.wins.resize(options);
    result.losses.resize(options);
    std::vector<std::int64_t> doubled(options);
    for (std::size_t i = 0; i < options; ++i) {
        for (std::size_t j = 0; j < options; ++j) {
            result.wins[i] += pairwise.beats(i, j) ? 1 : 0;
            result.losses[i] += pairwise.beats(j, i) ? 1 : 0;
        }
        doubled[i] = static_cast<std::int64_t>(options) - 1 + result.wins[i] - result.losses[i];
        result.scores.emplace_back(doubled[i], 2);
    }
    result.ranking = ranking_by(doubled);
    result.winners = winners_of(result.ranking);
    return result;
}

}  // namespace palabre
