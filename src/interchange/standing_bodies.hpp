#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/outline.hpp"
#include "deliberation/result.hpp"

namespace palabre {

/// What an owner says once: the bodies of `open`, `declare` and `ask`.

struct OpenFields {
    std::string_view title;  ///< 1-300 code points
    std::string_view text;
    std::string_view lang;
    std::string_view write;         ///< open, members, closed, or "" for absent
    std::string_view clerk;         ///< the key of the hub that stamps, or ""
    std::string_view site;          ///< the key by which the site signs tokens, or ""
    std::string_view contact = {};  ///< whom to ask, or ""
    bool read_first = false;        ///< a moderator reads what is written before others do
    std::int64_t keep_days = 0;     ///< a hub deletes it so long after the last entry; 0: never
};

/// Errors: "too-long" where the body would pass 64 KiB; "title" where there is none.
Result<std::string> open_body(const OpenFields& fields, std::string_view salt);

/// An outline in as few declares as hold it, in order: they add up. `salt` is asked for each.
/// Errors: "too-long" where one thesis or question alone is too long for one.
Result<std::vector<std::string>> declare_bodies(
    const Outline& outline, const std::function<std::string(std::size_t)>& salt);

/// `from_id`: what the question is called where it comes from, "" where it comes from nowhere.
/// Errors: "too-long".
Result<std::string> ask_body(const QuestionText& question, std::string_view from_id,
                             std::string_view salt);

}  // namespace palabre
