#include "tally/approval.hpp"

namespace palabre {

void ApprovalCounter::add(std::span<const Option> approved, std::int64_t weight) {
    ballots_ += weight;
    for (const Option option : approved) counts_[option] += weight;
}

ApprovalResult ApprovalCounter::result() const {
    ApprovalResult result;
    result.ballots = ballots_;
    result.counts = counts_;
    result.shares.resize(counts_.size());
    if (ballots_ > 0) {
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            result.shares[i] = Fraction(counts_[i], ballots_);
        }
    }
    result.ranking = ranking_by(counts_);
    result.winners = winners_of(result.ranking);
    return result;
}

ApprovalResult count_approvals(std::size_t options, std::span<const ApprovalBallot> ballots) {
    ApprovalCounter counter(options);
    for (const ApprovalBallot& ballot : ballots) counter.add(ballot.approved, ballot.count);
    return counter.result();
}

}  // namespace palabre
