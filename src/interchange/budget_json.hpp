#pragma once

#include <cstdint>

#include "interchange/json_writer.hpp"
#include "tally/budget.hpp"
#include "tally/equal_shares.hpp"
#include "tally/phragmen.hpp"

namespace palabre {

// Results of the rules on budgets as tally-format.md writes them, keys sorted.

/// Whether `approvals` and `price_per_supporter` (cost / approvals, null without any) stand beside
/// what tally-format.md names.
enum class BudgetFigures : std::uint8_t { of_the_contract, and_prices };

void write(JsonWriter& out, const GreedyBudget& result,
           BudgetFigures figures = BudgetFigures::and_prices);
void write(JsonWriter& out, const EqualShares& result,
           BudgetFigures figures = BudgetFigures::and_prices);
void write(JsonWriter& out, const PhragmenBudget& result,
           BudgetFigures figures = BudgetFigures::and_prices);

}  // namespace palabre
