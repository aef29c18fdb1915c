#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "tally/approval.hpp"
#include "tally/exact.hpp"

namespace palabre {

// Projects, what each costs, and a sum of money for some of them. Ties everywhere: more approvals,
// then cheaper, then listed first. Only projects that somebody approves are chosen.

/// Range: costs in [1, 2^53 - 1], the budget in [0, 2^53 - 1]; ballots name projects by their place
/// in `cost`, and are at most 2^62 in all.
struct BudgetElection {
    std::vector<std::int64_t> cost;
    std::int64_t budget = 0;
    std::vector<ApprovalBallot> ballots;
};

/// A project, by its place in the list.
using Project = Option;

/// The election as the rules look at it: equal ballots once, and who approves each project.
class BudgetProfile {
  public:
    explicit BudgetProfile(const BudgetElection& election);

    [[nodiscard]] std::size_t projects() const { return cost_.size(); }
    [[nodiscard]] std::int64_t budget() const { return budget_; }
    [[nodiscard]] std::int64_t cost(Project project) const { return cost_[project]; }
    [[nodiscard]] std::int64_t approvals(Project project) const { return approvals_[project]; }
    [[nodiscard]] const std::vector<std::int64_t>& approvals() const { return approvals_; }
    /// Empty ballots too.
    [[nodiscard]] std::int64_t ballots() const { return ballots_; }

    /// Distinct ballots that are not empty.
    [[nodiscard]] std::size_t groups() const { return groups_.size(); }
    [[nodiscard]] const ApprovalBallot& group(std::size_t index) const { return groups_[index]; }
    /// The groups that approve a project, ascending.
    [[nodiscard]] const std::vector<std::uint32_t>& supporters(Project project) const {
        return supporters_[project];
    }

    /// Whether `a` comes before `b` where a rule finds them equal.
    [[nodiscard]] bool before(Project a, Project b) const;
    /// What each supporter of a project would pay if all paid the same; nothing without any.
    [[nodiscard]] std::vector<std::optional<Exact>> price_per_supporter() const;

    /// Adds to `order` every project that still fits, by approvals.
    void fill_greedily(std::vector<Project>& order) const;
    [[nodiscard]] std::int64_t total_cost(std::span<const Project> order) const;
    /// Projects that somebody approves.
    [[nodiscard]] std::size_t approved_projects() const;

  private:
    std::vector<std::int64_t> cost_;
    std::int64_t budget_ = 0;
    std::int64_t ballots_ = 0;
    std::vector<std::int64_t> approvals_;
    std::vector<ApprovalBallot> groups_;
    std::vector<std::vector<std::uint32_t>> supporters_;
};

/// By approvals, and by approvals for each unit of cost: each project in its turn if it still fits.
struct GreedyBudget {
    std::vector<std::int64_t> approvals;
    std::vector<std::optional<Exact>> price_per_supporter;  ///< cost / approvals
    std::vector<Project> greedy_votes;                      ///< as chosen
    std::vector<Project> greedy_votes_per_cost;             ///< as chosen

    friend bool operator==(const GreedyBudget&, const GreedyBudget&) = default;
};

[[nodiscard]] GreedyBudget count_greedily(const BudgetElection& election);

}  // namespace palabre
