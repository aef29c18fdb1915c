#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tally/fraction.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// Approval voting: each ballot names the options it can live with; most approvals win.
// S. Brams, P. Fishburn: Approval Voting. American Political Science Review 72 (1978), 831-847.

/// `count` equal ballots. `approved` ascends, without repeats.
struct ApprovalBallot {
    std::int64_t count = 1;
    std::vector<Option> approved;
};

struct ApprovalResult {
    std::int64_t ballots = 0;          ///< empty ones too
    std::vector<std::int64_t> counts;  ///< approvals of each option
    /// Approvals over all ballots; nothing while there are none.
    std::vector<std::optional<Fraction>> shares;
    Ranking ranking;
    std::vector<Option> winners;

    friend bool operator==(const ApprovalResult&, const ApprovalResult&) = default;
};

/// Counts approvals. Ties are reported as groups; without ballots all options tie.
/// Range: ballots name options below `options`, and are at most 2^62 in all.
[[nodiscard]] ApprovalResult count_approvals(std::size_t options,
                                             std::span<const ApprovalBallot> ballots);

/// The same count while ballots come, change and go: O(approved options) each.
class ApprovalCounter {
  public:
    explicit ApprovalCounter(std::size_t options) : counts_(options) {}

    /// Edge: what is removed was added before with the same weight (at least 1).
    void add(std::span<const Option> approved, std::int64_t weight = 1);
    void remove(std::span<const Option> approved, std::int64_t weight = 1) {
        add(approved, -weight);
    }
    [[nodiscard]] ApprovalResult result() const;

  private:
    std::int64_t ballots_ = 0;
    std::vector<std::int64_t> counts_;
};

}  // namespace palabre
