#include "tally/plain_budget.hpp"

#include <algorithm>
#include <numeric>

namespace palabre::test {

namespace {

/// likes[v] are the projects of voter v; one for each ballot.
struct Plain {
    std::vector<std::int64_t> cost;
    std::int64_t budget;
    std::vector<std::vector<bool>> likes;

    explicit Plain(const BudgetElection& election) : cost(election.cost), budget(election.budget) {
        for (const ApprovalBallot& ballot : election.ballots) {
            for (std::int64_t i = 0; i < ballot.count; ++i) {
                likes.emplace_back(cost.size());
                for (const Project project : ballot.approved) likes.back()[project] = true;
            }
        }
    }
    [[nodiscard]] std::int64_t votes(std::size_t project) const {
        return std::count_if(likes.begin(), likes.end(),
                             [project](const auto& each) { return each[project]; });
    }
    /// Better in a tie.
    [[nodiscard]] bool first(std::size_t a, std::size_t b) const {
        if (votes(a) != votes(b)) return votes(a) > votes(b);
        if (cost[a] != cost[b]) return cost[a] < cost[b];
        return a < b;
    }
    [[nodiscard]] std::int64_t spent(const std::vector<Project>& order) const {
        std::int64_t sum = 0;
        for (const Project project : order) sum += cost[project];
        return sum;
    }
    [[nodiscard]] bool has(const std::vector<Project>& order, std::size_t project) const {
        return std::find(order.begin(), order.end(), project) != order.end();
    }
};

SharesOrder shares(const Plain& plain, bool by_cost, const Exact& endowment) {
    SharesOrder result;
    std::vector<Exact> money(plain.likes.size(), endowment);
    for (;;) {
        std::optional<std::size_t> best;
        Exact best_rate;
        Exact best_payment;
        for (std::size_t project = 0; project < plain.cost.size(); ++project) {
            if (plain.has(result.order, project) || plain.votes(project) == 0) continue;
            std::vector<Exact> purses;
            for (std::size_t voter = 0; voter < money.size(); ++voter) {
                if (plain.likes[voter][project]) purses.push_back(money[voter]);
            }
            Exact all;
            for (const Exact& purse : purses) all += purse;
            if (all < Exact(plain.cost[project])) continue;
            std::sort(purses.begin(), purses.end());
            // The first i pay all they have, the others the same.
            Exact rest(plain.cost[project]);
            Exact payment;
            for (std::size_t i = 0; i < purses.size(); ++i) {
                payment = rest / Exact(static_cast<std::int64_t>(purses.size() - i));
                if (payment <= purses[i]) break;
                rest -= purses[i];
            }
            const Exact rate = by_cost ? payment / Exact(plain.cost[project]) : payment;
            if (!best || rate < best_rate || (rate == best_rate && plain.first(project, *best))) {
                best = project;
                best_rate = rate;
                best_payment = payment;
            }
        }
        if (!best) return result;
        result.order.push_back(static_cast<Project>(*best));
        result.max_payments.push_back(best_payment);
        for (std::size_t voter = 0; voter < money.size(); ++voter) {
            if (plain.likes[voter][*best]) money[voter] -= std::min(money[voter], best_payment);
        }
    }
}

std::vector<Project> with_greedy(const Plain& plain, std::vector<Project> order) {
    for (;;) {
        std::optional<std::size_t> best;
        for (std::size_t project = 0; project < plain.cost.size(); ++project) {
            if (plain.has(order, project) || plain.votes(project) == 0) continue;
            if (plain.spent(order) + plain.cost[project] > plain.budget) continue;
            if (!best || plain.first(project, *best)) best = project;
        }
        if (!best) return order;
        order.push_back(static_cast<Project>(*best));
    }
}

SharesCompletion add_one(const Plain& plain, const Exact& start, bool exhaustive) {
    SharesCompletion last;
    for (std::int64_t step = 0;; ++step) {
        const Exact endowment = start + Exact(step);
        const std::vector<Project> order = shares(plain, true, endowment).order;
        if (plain.spent(order) > plain.budget) return last;
        last = {order, endowment, step};
        bool all = true;
        bool fits = false;
        for (std::size_t project = 0; project < plain.cost.size(); ++project) {
            if (plain.has(order, project)) continue;
            all = all && plain.votes(project) == 0;
            fits = fits || plain.spent(order) + plain.cost[project] <= plain.budget;
        }
        if (all || (exhaustive && !fits)) return last;
    }
}

}  // namespace

EqualShares plain_equal_shares(const BudgetElection& election) {
    const Plain plain(election);
    EqualShares result;
    const auto voters = static_cast<std::int64_t>(plain.likes.size());
    for (std::size_t project = 0; project < plain.cost.size(); ++project) {
        const std::int64_t votes = plain.votes(project);
        result.approvals.push_back(votes);
        result.price_per_supporter.push_back(
            votes == 0 ? std::nullopt : std::optional(Exact(plain.cost[project]) / Exact(votes)));
    }
    if (voters == 0) return result;
    const Exact share = Exact(plain.budget) / Exact(voters);
    result.mes_cost = shares(plain, true, share);
    result.mes_cardinality = shares(plain, false, share);
    result.mes_cost_utilitarian = with_greedy(plain, result.mes_cost.order);
    result.add1 = add_one(plain, share, false);
    result.add1e = add_one(plain, share, true);
    result.add1e_integral = add_one(plain, Exact(plain.budget / voters), true);
    result.add1u = with_greedy(plain, result.add1.order);
    return result;
}

PhragmenBudget plain_phragmen(const BudgetElection& election) {
    const Plain plain(election);
    PhragmenBudget result;
    const EqualShares figures = plain_equal_shares({election.cost, 0, election.ballots});
    result.approvals = figures.approvals;
    result.price_per_supporter = figures.price_per_supporter;
    std::vector<Exact> load(plain.likes.size());
    for (;;) {
        std::vector<std::size_t> least;
        Exact least_load;
        for (std::size_t project = 0; project < plain.cost.size(); ++project) {
            const std::int64_t votes = plain.votes(project);
            if (votes == 0 || plain.cost[project] > plain.budget) continue;
            if (plain.has(result.order, project)) continue;
            Exact sum(plain.cost[project]);
            for (std::size_t voter = 0; voter < load.size(); ++voter) {
                if (plain.likes[voter][project]) sum += load[voter];
            }
            const Exact mean = sum / Exact(votes);
            if (least.empty() || mean < least_load) least.clear();
            if (least.empty() || mean == least_load) {
                least.push_back(project);
                least_load = mean;
            }
        }
        if (least.empty()) return result;
        for (const std::size_t project : least) {
            if (plain.spent(result.order) + plain.cost[project] > plain.budget) return result;
        }
        const std::size_t best =
            *std::min_element(least.begin(), least.end(),
                              [&plain](std::size_t a, std::size_t b) { return plain.first(a, b); });
        result.order.push_back(static_cast<Project>(best));
        result.loads.push_back(least_load);
        for (std::size_t voter = 0; voter < load.size(); ++voter) {
            if (plain.likes[voter][best]) load[voter] = least_load;
        }
    }
}

}  // namespace palabre::test
