#pragma once

#include "interchange/json_writer.hpp"
#include "tally/budget.hpp"
#include "tally/equal_shares.hpp"
#include "tally/phragmen.hpp"

namespace palabre {

// Results of the rules on budgets as tally-format.md writes them, keys sorted. `approvals` and
// `price_per_supporter` (cost / approvals, null without any) stand beside each.

void write(JsonWriter& out, const GreedyBudget& result);
void write(JsonWriter& out, const EqualShares& result);
void write(JsonWriter& out, const PhragmenBudget& result);

}  // namespace palabre
