#include <array>

#include "interchange/budget_json.hpp"
#include "interchange/election_places.hpp"
#include "interchange/election_rules.hpp"

namespace palabre {

namespace {

Result<BudgetElection> read_budget(const JsonPlace& file) {
    BudgetElection election;
    PALABRE_TRY(costs, file.field("cost"));
    PALABRE_TRY(list, costs.list());
    if (list.size() > static_cast<std::size_t>(options_max)) {
        return costs.refuse("there are at most 100,000 projects");
    }
    for (const JsonPlace& place : list) {
        PALABRE_TRY(cost, place.whole(1, largest_count));
        election.cost.push_back(cost);
    }
    PALABRE_TRY(place, file.field("budget"));
    PALABRE_TRY(budget, place.whole(0, largest_count));
    election.budget = budget;
    PALABRE_TRY(ballots, read_approvals(file, election.cost.size()));
    election.ballots = std::move(ballots);
    return election;
}

template <auto count>
Result<bool> tally_budget(const Election& election, JsonWriter& out) {
    PALABRE_TRY(budget, read_budget(election.file));
    write(out, count(budget));
    return true;
}

constexpr std::array<ElectionRule, 3> budget_known{{
    {"budget-greedy", tally_budget<count_greedily>},
    {"equal-shares", tally_budget<count_equal_shares>},
    {"phragmen", tally_budget<count_phragmen>},
}};

}  // namespace

std::span<const ElectionRule> budget_rules() {
    return budget_known;
}

}  // namespace palabre
