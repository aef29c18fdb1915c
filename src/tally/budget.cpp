#include "tally/budget.hpp"

#include <algorithm>

#include "tally/ballot_pile.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

BudgetProfile::BudgetProfile(const BudgetElection& election)
    : cost_(election.cost),
      budget_(election.budget),
      approvals_(election.cost.size()),
      supporters_(election.cost.size()) {
    for (const ApprovalBallot& ballot : election.ballots) ballots_ += ballot.count;
    for (ApprovalBallot& ballot : BallotPile(election.ballots).ballots()) {
        if (ballot.approved.empty()) continue;
        for (const Project project : ballot.approved) {
            approvals_[project] += ballot.count;
            supporters_[project].push_back(static_cast<std::uint32_t>(groups_.size()));
        }
        groups_.push_back(std::move(ballot));
    }
}

bool BudgetProfile::before(Project a, Project b) const {
    if (approvals_[a] != approvals_[b]) return approvals_[a] > approvals_[b];
    return cost_[a] != cost_[b] ? cost_[a] < cost_[b] : a < b;
}

std::vector<std::optional<Exact>> BudgetProfile::price_per_supporter() const {
    std::vector<std::optional<Exact>> prices(projects());
    for (std::size_t i = 0; i < projects(); ++i) {
        if (approvals_[i] > 0) prices[i] = Exact(cost_[i], approvals_[i]);
    }
    return prices;
}

std::int64_t BudgetProfile::total_cost(std::span<const Project> order) const {
    // Held where it is above every budget, so that no sum of costs is too large.
    std::int64_t total = 0;
    for (const Project project : order) {
        total = std::min(total + cost_[project], 2 * largest_count);
    }
    return total;
}

std::size_t BudgetProfile::approved_projects() const {
    return static_cast<std::size_t>(std::count_if(approvals_.begin(), approvals_.end(),
                                                  [](std::int64_t votes) { return votes > 0; }));
}

void BudgetProfile::fill_greedily(std::vector<Project>& order) const {
    std::vector<bool> chosen(projects());
    for (const Project project : order) chosen[project] = true;
    std::vector<Project> others;
    for (Project project = 0; project < projects(); ++project) {
        if (!chosen[project] && approvals_[project] > 0) others.push_back(project);
    }
    std::sort(others.begin(), others.end(), [this](Project a, Project b) { return before(a, b); });
    std::int64_t left = budget_ - total_cost(order);
    for (const Project project : others) {
        if (cost_[project] > left) continue;
        left -= cost_[project];
        order.push_back(project);
    }
}

GreedyBudget count_greedily(const BudgetElection& election) {
    const BudgetProfile profile(election);
    GreedyBudget result;
    result.approvals = profile.approvals();
    result.price_per_supporter = profile.price_per_supporter();
    profile.fill_greedily(result.greedy_votes);

    std::vector<Project> by_price;
    for (Project project = 0; project < profile.projects(); ++project) {
        if (profile.approvals(project) > 0) by_price.push_back(project);
    }
    std::sort(by_price.begin(), by_price.end(), [&profile](Project a, Project b) {
        const Wide a_share = Wide{profile.approvals(a)} * profile.cost(b);
        const Wide b_share = Wide{profile.approvals(b)} * profile.cost(a);
        return a_share != b_share ? a_share > b_share : profile.before(a, b);
    });
    std::int64_t left = profile.budget();
    for (const Project project : by_price) {
        if (profile.cost(project) > left) continue;
        left -= profile.cost(project);
        result.greedy_votes_per_cost.push_back(project);
    }
    return result;
}

}  // namespace palabre
