#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/located_json.hpp"
#include "tally/approval.hpp"
#include "tally/exact.hpp"
#include "tally/ranking.hpp"

namespace palabre {

// What the readers of election files share. Errors of all: "json", `where` naming line and path.

/// More options than a person can read; each costs memory before any ballot is read.
inline constexpr std::int64_t options_max = 100'000;
/// Sums of ballots stay within 64 bits.
inline constexpr std::int64_t ballots_max = std::int64_t{1} << 62;

template <class Value, std::size_t Size>
using NamedValues = std::array<std::pair<std::string_view, Value>, Size>;

/// The value that the text at `place` names.
template <class Value, std::size_t Size>
Result<Value> choose(const JsonPlace& place, const NamedValues<Value, Size>& words) {
    PALABRE_TRY(text, place.text());
    std::string known;
    for (const auto& [word, value] : words) {
        if (word == text) return value;
        known += (known.empty() ? "\"" : ", \"") + std::string(word) + "\"";
    }
    return place.refuse("this must be one of " + known);
}

/// A whole number, or a fraction as text.
[[nodiscard]] Result<Fraction> read_fraction(const JsonPlace& place);

/// The number of a line `[count, ...]` of two items, added to `total`, which stays at most
/// ballots_max.
[[nodiscard]] Result<std::int64_t> read_count(const JsonPlace& line,
                                              const std::vector<JsonPlace>& parts,
                                              std::int64_t& total);

/// How many options there are: "options" is their number or the list of their names.
[[nodiscard]] Result<std::size_t> read_options(const JsonPlace& file);

/// The number of an option.
[[nodiscard]] Result<Option> read_option(const JsonPlace& place, std::size_t options);

/// A list of options, none twice, as they stand there.
[[nodiscard]] Result<std::vector<Option>> read_choices(const JsonPlace& place, std::size_t options);

/// "ballots", each line being `[count, [option, ...]]`; their options ascend.
[[nodiscard]] Result<std::vector<ApprovalBallot>> read_approvals(const JsonPlace& file,
                                                                 std::size_t options);

}  // namespace palabre
