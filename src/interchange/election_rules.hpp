#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/located_json.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// The rules that `palabre tally` knows. Each family of rules has one file, election_FAMILY.cpp,
// with the readers of its files and its table; a new family adds its table here and one line to
// election_rules.cpp. Results are printed by the families' writers (FAMILY_json.hpp), which the
// web modules share.

/// One election: the file, and what the command line adds to it.
struct Election {
    JsonPlace file;
    /// `--lot`: the options in the order in which a draw put them. Whether that is every option
    /// once is for the rule to say, which knows the options.
    std::optional<std::vector<Option>> lot;
};

struct ElectionRule {
    std::string_view name;
    /// Reads the file, counts and writes one JSON value. Errors: "json", `where` naming line and
    /// path; nothing usable is written then.
    Result<bool> (*tally)(const Election& election, JsonWriter& out);
};

[[nodiscard]] std::span<const ElectionRule> budget_rules();
[[nodiscard]] std::span<const ElectionRule> decision_rules();
[[nodiscard]] std::span<const ElectionRule> mandate_rules();
[[nodiscard]] std::span<const ElectionRule> mark_rules();
[[nodiscard]] std::span<const ElectionRule> ranked_rules();

/// The rule of this name, or nullptr.
[[nodiscard]] const ElectionRule* find_election_rule(std::string_view name);
/// All names, "|" between them.
[[nodiscard]] std::string election_rule_names();

/// The text of an election file as a tree: JSON, or a Pabulib file as the JSON of its budget.
/// Errors: "json" or "pabulib", `where` being "line N".
[[nodiscard]] Result<LocatedJson> parse_election(std::string_view text);

}  // namespace palabre
