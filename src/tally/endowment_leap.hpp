#pragma once

#include <cstdint>
#include <span>

#include "tally/budget.hpp"

namespace palabre {

/// How many whole units more, at most `most`, every endowment can surely be while equal shares by
/// cost still buys `order`, which it buys from `endowment`.
///
/// What each voter has left, what a project costs its voters and what decides between two projects
/// are all linear in the endowment as long as the same is bought and the same voters are poor. So
/// each comparison of the count holds up to an endowment that can be computed, and all of them up
/// to the smallest of these. Exact where surely_buys is quick: it tells apart what differs in the
/// last digits of large costs.
[[nodiscard]] std::int64_t steps_alike(const BudgetProfile& profile, std::span<const Project> order,
                                       const Exact& endowment, std::int64_t most);

}  // namespace palabre
