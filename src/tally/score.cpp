#include "tally/score.hpp"

namespace palabre {

void ScoreCounter::add(std::span<const Mark> scores, std::int64_t weight) {
    for (const Mark& score : scores) {
        sums_[score.option] += Wide{score.value} * weight;
        counts_[score.option] += weight;
    }
}

ScoreResult ScoreCounter::result() const {
    ScoreResult result;
    result.count = counts_;
    result.sum.reserve(sums_.size());
    result.mean.resize(sums_.size());
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        result.sum.push_back(to_big(sums_[i]));
        if (counts_[i] > 0) result.mean[i] = Exact(result.sum[i], counts_[i]);
    }
    result.ranking_by_sum = ranking_by(sums_);
    result.ranking_by_mean = ranking_by(result.mean);
    return result;
}

ScoreResult count_scores(std::size_t options, std::span<const MarkedBallot> ballots) {
    ScoreCounter counter(options);
    for (const MarkedBallot& ballot : ballots) counter.add(ballot.marks, ballot.count);
    return counter.result();
}

}  // namespace palabre
