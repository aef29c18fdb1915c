#pragma once

#include <cstdint>
#include <map>
#include <span>
#include <vector>

#include "tally/approval.hpp"

namespace palabre {

/// Equal ballots once, with their number: what the rules keep live that have no sums, because one
/// ballot can change the whole course of their count. O(log distinct ballots) for each change.
class BallotPile {
  public:
    BallotPile() = default;
    explicit BallotPile(std::span<const ApprovalBallot> ballots) {
        for (const ApprovalBallot& ballot : ballots) add(ballot.approved, ballot.count);
    }

    /// Edge: what is removed was added before with the same weight (at least 1).
    void add(std::span<const Option> approved, std::int64_t weight = 1) {
        if (weight == 0) return;
        const auto at = counts_.try_emplace({approved.begin(), approved.end()}).first;
        at->second += weight;
        if (at->second == 0) counts_.erase(at);
    }
    void remove(std::span<const Option> approved, std::int64_t weight = 1) {
        add(approved, -weight);
    }

    /// In the order of their options.
    [[nodiscard]] std::vector<ApprovalBallot> ballots() const {
        std::vector<ApprovalBallot> result;
        result.reserve(counts_.size());
        for (const auto& [approved, count] : counts_) result.push_back({count, approved});
        return result;
    }

  private:
    std::map<std::vector<Option>, std::int64_t> counts_;
};

}  // namespace palabre
