// Equal shares and Phragmen on 10,000 voters and 150 projects, beside the plain count in doubles
// that looks at every project in every round.
#include <algorithm>
#include <utility>
#include <vector>

#include "bench/figures.hpp"
#include "support/random.hpp"
#include "tally/ballot_pile.hpp"
#include "tally/equal_shares.hpp"
#include "tally/phragmen.hpp"

namespace {

using namespace palabre;

/// Voters of districts who approve up to ten projects, mostly of their own, popular ones more
/// often.
BudgetElection town(std::size_t voters, std::size_t projects) {
    support::Random random(7);
    constexpr std::size_t districts = 10;
    BudgetElection election;
    std::int64_t all = 0;
    for (std::size_t i = 0; i < projects; ++i) {
        election.cost.push_back(random.between(50, 4000) * 100 + random.between(0, 99));
        all += election.cost.back();
    }
    election.budget = all / 4;
    for (std::size_t voter = 0; voter < voters; ++voter) {
        ApprovalBallot ballot;
        const std::size_t district = random.below(districts);
        const std::int64_t wanted = random.between(1, 10);
        for (std::int64_t i = 0; i < wanted; ++i) {
            const std::size_t liked = std::min(random.below(projects), random.below(projects));
            const bool own = random.chance(70);
            const std::size_t project = own ? liked / districts * districts + district : liked;
            ballot.approved.push_back(static_cast<Project>(std::min(project, projects - 1)));
        }
        std::sort(ballot.approved.begin(), ballot.approved.end());
        ballot.approved.erase(std::unique(ballot.approved.begin(), ballot.approved.end()),
                              ballot.approved.end());
        election.ballots.push_back(std::move(ballot));
    }
    return election;
}

/// How many projects equal shares by cost buys, in doubles, with each project's voters sorted anew.
std::size_t plain_in_doubles(const BudgetElection& election) {
    const BudgetProfile profile(election);
    std::vector<double> money(profile.groups(), static_cast<double>(election.budget) /
                                                    static_cast<double>(profile.ballots()));
    std::vector<bool> bought(profile.projects());
    for (std::size_t purchases = 0;; ++purchases) {
        double best_rate = 0;
        double best_payment = 0;
        Project best = 0;
        for (Project project = 0; project < profile.projects(); ++project) {
            if (bought[project]) continue;
            std::vector<std::pair<double, double>> purses;
            double voters = 0;
            for (const std::uint32_t group : profile.supporters(project)) {
                const auto count = static_cast<double>(profile.group(group).count);
                purses.emplace_back(money[group], count);
                voters += count;
            }
            std::sort(purses.begin(), purses.end());
            const auto cost = static_cast<double>(profile.cost(project));
            double rest = cost;
            for (const auto& [purse, count] : purses) {
                const double payment = rest / voters;
                if (payment <= purse) {
                    if (best_rate == 0 || payment / cost < best_rate) {
                        best_rate = payment / cost;
                        best_payment = payment;
                        best = project;
                    }
                    break;
                }
                rest -= purse * count;
                voters -= count;
            }
        }
        if (best_rate == 0) return purchases;
        bought[best] = true;
        for (const std::uint32_t group : profile.supporters(best)) {
            money[group] -= std::min(money[group], best_payment);
        }
    }
}

}  // namespace

int main() {
    const BudgetElection election = town(10'000, 150);
    const std::string size = " (10,000 voters, 150 projects)";
    std::size_t plain = 0;
    const double in_doubles = 1e3 * bench::seconds([&] { plain = plain_in_doubles(election); });

    std::size_t exact = 0;
    std::vector<Exact> payments;
    const double shares = 1e3 * bench::seconds([&] {
                              const BudgetProfile profile(election);
                              EqualSharesRun run(profile, BudgetUtility::cost,
                                                 Exact(election.budget, profile.ballots()));
                              while (run.buy_next()) ++exact;
                              payments = run.max_payments();
                          });
    if (exact != plain) return 1;
    bench::print_figure("equal shares, exact" + size + "; baseline: doubles", shares, "ms", 20.0,
                        in_doubles);
    bench::print_figure("digits of its last payment's denominator",
                        static_cast<double>(payments.back().denominator().to_text().size()), "");

    std::int64_t steps = 0;
    const double with_add1 = bench::seconds([&] {
        const BudgetProfile profile(election);
        EndowmentSweep sweep(profile, Exact(election.budget, profile.ballots()), false);
        while (sweep.advance()) {
        }
        steps = sweep.last().steps;
    });
    bench::print_figure("equal shares with add1, " + std::to_string(steps) + " steps, exact" + size,
                        with_add1, "s", 1.0);
    EqualShares all;
    const double everything = bench::seconds([&] { all = count_equal_shares(election); });
    if (all.add1.steps != steps) return 1;
    bench::print_figure("equal shares with all completions" + size, everything, "s");

    PhragmenBudget loads;
    const double phragmen = 1e3 * bench::seconds([&] { loads = count_phragmen(election); });
    bench::print_figure("Phragmen with costs, exact" + size, phragmen, "ms");

    BallotPile pile(election.ballots);
    constexpr int changes = 2000;
    const double changing = bench::seconds([&] {
        for (int i = 0; i < changes; ++i) {
            const auto& one = election.ballots[static_cast<std::size_t>(i)].approved;
            const auto& other = election.ballots[static_cast<std::size_t>(i) + changes].approved;
            pile.remove(one);
            pile.add(other);
        }
    });
    bench::print_figure("a changed ballot in the pile of 10,000", 1e6 * changing / changes, "us",
                        5.0);
}
