#pragma once

#include <vector>

#include "tally/equal_shares.hpp"
#include "tally/phragmen.hpp"

// Budgets straight from the definitions: every voter a purse of her own, every project looked at
// again in every round, every endowment tried.
namespace palabre::test {

[[nodiscard]] EqualShares plain_equal_shares(const BudgetElection& election);
[[nodiscard]] PhragmenBudget plain_phragmen(const BudgetElection& election);

}  // namespace palabre::test
