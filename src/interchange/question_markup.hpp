#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/outline.hpp"
#include "deliberation/result.hpp"

namespace palabre {

/// One attribute of `<palabre-question>` that is part of what is asked.
struct QuestionAttribute {
    std::string_view name;  ///< one that `set_attribute` takes
    std::string value;
};

/// The attributes that a question takes from the debate around it where it has none of its own.
inline constexpr std::string_view inherited_attributes[] = {
    "opens", "closes", "results", "method", "rules", "quorum", "majority", "eligible"};

/// The attributes that a question has for itself alone.
inline constexpr std::string_view own_attributes[] = {
    "about", "seats", "grades",       "credits", "points",  "max-per-option", "budget",
    "bins",  "scale", "casting-vote", "liquid",  "meeting", "max-proxies",    "ties"};

/// Puts into `question` what an attribute says; an empty value says nothing.
///   method     yes-no, approval, slider and the other names of docs/entry.md, section 4
///   about      the id of a claim, `~` the thesis
///   opens, closes   ISO 8601 with a zone
///   results    live, after-vote, after-close
///   quorum, majority   [>= or >] p/q or n% [of] [expressed|voters|present|eligible]
///   eligible   anyone, members, or how many they are
///   seats, credits, points, max-per-option, budget, bins   a whole number from 1
///   grades     a whole number from 2, or that many words, best first, with commas between them
///   scale      two whole numbers: 0..5 or -2 2
///   casting-vote   yes, no
///   rules      a preset (rule_presets.hpp), and `second-convocation` behind it or not; quorum and
///              majority beside it go before
///   liquid     yes;   meeting   its name;   max-proxies   a number;   ties   draw
/// Errors: "html", `where` naming the attribute.
Result<bool> set_attribute(QuestionText& question, std::string_view name, std::string_view value);

/// Puts into `question` what the `data-cost` of its options say, one each, "" for none.
/// Errors: "html", `where` "data-cost": some have one and others not, or it is no whole number
/// from 1.
Result<bool> set_costs(QuestionText& question, const std::vector<std::string>& costs);

/// What the `data-cost` of an option has to say, or nothing.
[[nodiscard]] std::optional<std::string> cost_of(const QuestionText& question, std::size_t option);

/// The attributes that say all of `question` beside its title, text, options and
/// their costs, or nothing where
/// markup cannot say it: another rule, a title or text with spaces that a page does not keep.
[[nodiscard]] std::optional<std::vector<QuestionAttribute>> attributes_of(
    const QuestionText& question);

/// ISO 8601 with a zone in ms since 1970; nothing for anything else, and before 1970.
[[nodiscard]] std::optional<std::int64_t> time_from(std::string_view text);

/// `2026-03-01T18:00:00.000Z`; nothing from the year 10000 on.
[[nodiscard]] std::optional<std::string> to_iso_time(std::int64_t ms);

}  // namespace palabre
