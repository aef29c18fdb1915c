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
    std::string_view name;  ///< about, closes, eligible, majority, method, opens, quorum or results
    std::string value;
};

/// The attributes that a question takes from the debate around it where it has none of its own.
inline constexpr std::string_view inherited_attributes[] = {
    "opens", "closes", "results", "method", "quorum", "majority", "eligible"};

/// Puts into `question` what an attribute says; an empty value says nothing.
///   method     yes-no, approval, slider and the other names of docs/entry.md, section 4
///   about      the id of a claim, `~` the thesis
///   opens, closes   ISO 8601 with a zone
///   results    live, after-vote, after-close
///   quorum, majority   [>= or >] p/q or n% [of] [expressed|voters|present|eligible]
///   eligible   anyone, members, or how many they are
/// Errors: "html", `where` naming the attribute.
Result<bool> set_attribute(QuestionText& question, std::string_view name, std::string_view value);

/// The attributes that say all of `question` beside its title, text and options, or nothing where
/// markup cannot say it: another rule, a title or text with spaces that a page does not keep.
[[nodiscard]] std::optional<std::vector<QuestionAttribute>> attributes_of(
    const QuestionText& question);

/// ISO 8601 with a zone in ms since 1970; nothing for anything else, and before 1970.
[[nodiscard]] std::optional<std::int64_t> time_from(std::string_view text);

/// `2026-03-01T18:00:00.000Z`; nothing from the year 10000 on.
[[nodiscard]] std::optional<std::string> to_iso_time(std::int64_t ms);

}  // namespace palabre
