#include "tally/points.hpp"

namespace palabre {

namespace {

std::vector<BigInteger> all_big(const std::vector<Wide>& sums) {
    std::vector<BigInteger> result;
    result.reserve(sums.size());
    for (const Wide sum : sums) result.push_back(to_big(sum));
    return result;
}

}  // namespace

bool is_valid(const CumulativeRule& rule, std::span<const Mark> marks) {
    const std::int64_t most = rule.max_per_option.value_or(rule.points);
    Wide sum = 0;
    for (const Mark& mark : marks) {
        if (mark.value < 0 || mark.value > most) return false;
        sum += mark.value;
    }
    return sum <= rule.points;
}

void CumulativeCounter::add(std::span<const Mark> marks, std::int64_t weight) {
    if (!is_valid(rule_, marks)) {
        invalid_ += weight;
        return;
    }
    for (const Mark& mark : marks) points_[mark.option] += Wide{mark.value} * weight;
}

CumulativeResult CumulativeCounter::result() const {
    CumulativeResult result;
    result.points = all_big(points_);
    result.invalid = invalid_;
    result.ranking = ranking_by(points_);
    result.winners = winners_of(result.ranking);
    return result;
}

CumulativeResult count_cumulative(std::size_t options, const CumulativeRule& rule,
                                  std::span<const MarkedBallot> ballots) {
    CumulativeCounter counter(options, rule);
    for (const MarkedBallot& ballot : ballots) counter.add(ballot.marks, ballot.count);
    return counter.result();
}

UnsignedWide quadratic_cost(std::span<const Mark> marks) {
    UnsignedWide cost = 0;
    for (const Mark& mark : marks) cost += static_cast<UnsignedWide>(Wide{mark.value} * mark.value);
    return cost;
}

void QuadraticCounter::add(std::span<const Mark> marks, std::int64_t weight) {
    const UnsignedWide cost = quadratic_cost(marks);
    if (cost > static_cast<UnsignedWide>(credits_)) {
        invalid_ += weight;
        return;
    }
    spent_ += static_cast<Wide>(cost) * weight;
    for (const Mark& mark : marks) votes_[mark.option] += Wide{mark.value} * weight;
}

QuadraticResult QuadraticCounter::result() const {
    QuadraticResult result;
    result.votes = all_big(votes_);
    result.spent = to_big(spent_);
    result.invalid = invalid_;
    result.ranking = ranking_by(votes_);
    result.winners = winners_of(result.ranking);
    return result;
}

QuadraticResult count_quadratic(std::size_t options, std::int64_t credits,
                                std::span<const MarkedBallot> ballots) {
    QuadraticCounter counter(options, credits);
    for (const MarkedBallot& ballot : ballots) counter.add(ballot.marks, ballot.count);
    return counter.result();
}

}  // namespace palabre
