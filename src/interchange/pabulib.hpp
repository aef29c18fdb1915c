#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/located_json.hpp"
#include "tally/budget.hpp"

namespace palabre {

// Participatory budgets as pabulib.org keeps them: the sections META, PROJECTS and VOTES, tables
// with ";" between cells, UTF-8. Of META the keys `budget` and `vote_type` are read (approval or
// choose-1; absent: approval), of PROJECTS the columns `project_id`, `cost` and `name`, of VOTES
// `vote`: the projects that a voter approves, commas between. Everything else is passed over;
// votes that give points or ranks are refused, because counting them as approvals would be another
// election. Amounts are whole; ".00" or ",00" may follow.

struct PabulibProject {
    std::string id;
    std::string name;  ///< "" where the file has none
};

struct PabulibFile {
    std::string description;  ///< "" where the file has none
    std::vector<PabulibProject> projects;
    BudgetElection election;  ///< equal ballots once
};

/// Whether a file begins as such a file does.
[[nodiscard]] bool is_pabulib(std::string_view text);

/// Reads a file. Errors: "pabulib", `where` being "line N": a section or column that is missing or
/// stands twice, an amount that is not whole, below 1 (budget: 0) or beyond 2^53 - 1, a project
/// listed twice, an unknown one or the same twice in a vote, a quote that is never closed.
[[nodiscard]] Result<PabulibFile> read_pabulib(std::string_view text);

/// The same election as a file: one line a voter, numbered from 1.
/// Range: at most pabulib_voters_max ballots. Errors: "pabulib" beyond.
[[nodiscard]] Result<std::string> write_pabulib(const PabulibFile& file);
inline constexpr std::int64_t pabulib_voters_max = 10'000'000;

/// `{"budget":..,"ballots":[..],"cost":[..]}`.
[[nodiscard]] LocatedJson to_json(const PabulibFile& file);

}  // namespace palabre
