#include "tally/star.hpp"

#include <algorithm>

namespace palabre {

namespace {

constexpr std::size_t finalists_wanted = 2;

}  // namespace

void StarCounter::add(std::span<const Mark> scores, std::int64_t weight) {
    ballots_ += weight;
    std::vector<std::int64_t> row(options_);
    for (const Mark& score : scores) {
        row[score.option] = score.value;
        sums_[score.option] += Wide{score.value} * weight;
    }
    for (std::size_t a = 0; a < options_; ++a) {
        if (row[a] == highest_) top_counts_[a] += weight;
        for (std::size_t b = 0; b < options_; ++b) {
            if (row[a] > row[b]) preferred_[a * options_ + b] += weight;
        }
    }
}

std::optional<std::vector<Option>> StarCounter::best_of(
    std::vector<Option> tied, std::size_t places, std::vector<StarTieBreak>& resolved_by) const {
    while (tied.size() > places) {
        std::vector<std::size_t> losses;
        losses.reserve(tied.size());
        for (const Option a : tied) {
            losses.push_back(static_cast<std::size_t>(
                std::count_if(tied.begin(), tied.end(),
                              [this, a](Option b) { return preferred(b, a) > preferred(a, b); })));
        }
        const std::size_t most = *std::max_element(losses.begin(), losses.end());
        std::vector<Option> left;
        for (std::size_t i = 0; i < tied.size(); ++i) {
            if (losses[i] < most) left.push_back(tied[i]);
        }
        if (left.size() < places) break;
        tied = std::move(left);
        if (resolved_by.empty()) resolved_by.push_back(StarTieBreak::head_to_head);
    }
    if (tied.size() == places) return tied;
    std::stable_sort(tied.begin(), tied.end(),
                     [this](Option a, Option b) { return top_counts_[a] > top_counts_[b]; });
    if (top_counts_[tied[places - 1]] == top_counts_[tied[places]]) return std::nullopt;
    tied.resize(places);
    std::sort(tied.begin(), tied.end());
    resolved_by.push_back(StarTieBreak::top_scores);
    return tied;
}

void StarCounter::choose_finalists(StarResult& result) const {
    for (const std::vector<Option>& group : result.ranking_by_sum) {
        const std::size_t places = finalists_wanted - result.finalists.size();
        const auto chosen = best_of(group, std::min(places, group.size()), result.resolved_by);
        if (!chosen) {
            result.tied_for_final = group;
            return;
        }
        result.finalists.insert(result.finalists.end(), chosen->begin(), chosen->end());
        if (result.finalists.size() == finalists_wanted) return;
    }
}

void StarCounter::hold_runoff(StarResult& result) const {
    const Option first = result.finalists[0];
    const Option second = result.finalists[1];
    StarRunoff runoff;
    runoff.votes = {preferred(first, second), preferred(second, first)};
    runoff.no_preference = ballots_ - runoff.votes[0] - runoff.votes[1];
    result.runoff = runoff;
    if (runoff.votes[0] != runoff.votes[1]) {
        result.winner = runoff.votes[0] > runoff.votes[1] ? first : second;
    } else if (sums_[first] != sums_[second]) {
        result.winner = sums_[first] > sums_[second] ? first : second;
        result.resolved_by.push_back(StarTieBreak::runoff_sum);
    } else if (top_counts_[first] != top_counts_[second]) {
        result.winner = top_counts_[first] > top_counts_[second] ? first : second;
        result.resolved_by.push_back(StarTieBreak::runoff_top_scores);
    }
}

StarResult StarCounter::result() const {
    StarResult result;
    result.sums.reserve(options_);
    for (const Wide sum : sums_) result.sums.push_back(to_big(sum));
    result.top_counts = top_counts_;
    result.ranking_by_sum = ranking_by(sums_);
    choose_finalists(result);
    if (result.finalists.size() == finalists_wanted) {
        hold_runoff(result);
    } else if (options_ == 1) {
        result.winner = result.finalists.front();
    }
    return result;
}

StarResult count_star(std::size_t options, std::int64_t highest,
                      std::span<const MarkedBallot> ballots) {
    StarCounter counter(options, highest);
    for (const MarkedBallot& ballot : ballots) counter.add(ballot.marks, ballot.count);
    return counter.result();
}

}  // namespace palabre
