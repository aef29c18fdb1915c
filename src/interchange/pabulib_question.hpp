#pragma once

#include <string_view>
#include <vector>

#include "interchange/live_debate.hpp"
#include "interchange/pabulib.hpp"

namespace palabre {

/// The ids of the debate's questions on budgets, in its order; pending ones left out.
[[nodiscard]] std::vector<std::string_view> budget_questions(const LiveDebate& live);

/// A question on a budget and the ballots that count on it. Projects are called by their option
/// numbers, from 0, so that a tally of the file numbers them as the question does.
/// Errors: "pabulib", `where` being the id: there is no such question, it is not on a budget, or
/// people vote for others there, which such a file cannot say.
[[nodiscard]] Result<PabulibFile> pabulib_of(const LiveDebate& live, std::string_view question);

}  // namespace palabre
