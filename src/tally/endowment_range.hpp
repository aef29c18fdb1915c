#pragma once

#include <span>

#include "tally/budget.hpp"

namespace palabre {

/// Whether equal shares by cost surely buys `order`, and nothing else, from every endowment between
/// `low` and `high`. False says nothing: some may, or all.
///
/// What a voter has left only rises with the endowment as long as the same is bought, and what a
/// project costs its voters only falls. So figures between those of the two ends hold for all
/// endowments between them, and a purchase is sure where it comes first by all such figures.
[[nodiscard]] bool surely_buys(const BudgetProfile& profile, std::span<const Project> order,
                               const Exact& low, const Exact& high);

}  // namespace palabre
