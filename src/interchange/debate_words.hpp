#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre {

/// The text in a field, or "" where there is none or it is no text.
[[nodiscard]] std::string text_in(const Value& object, std::string_view field);

/// What the `open` that counts says about the debate in words; "" where it does not, or where there
/// is none.
struct OpenWords {
    std::string title;
    std::string text;
    std::string lang;
};
[[nodiscard]] OpenWords open_words(const LiveDebate& debate);

/// Where an imported claim or remark comes from: its body's `from`, an object or null.
[[nodiscard]] Value origin_of(const LiveDebate& debate, EntryIndex entry);

/// What an option says: the words of the claim that it names, else its own.
[[nodiscard]] std::string option_words(const LiveDebate& debate, const std::string& option);

/// The same of all options of a question, in order; empty where it has none.
[[nodiscard]] std::vector<std::string> options_words(const LiveDebate& debate,
                                                     const QuestionText& question);

/// A person by the name they gave, and by their key, which nobody else has.
[[nodiscard]] std::string person_words(const LiveDebate& debate, KeyId person);

/// A wall clock, ms since 1970, without seconds: `2026-03-01 18:00 UTC`.
[[nodiscard]] std::string time_words(std::int64_t ms);

/// The owner's key, or "".
[[nodiscard]] std::string_view owner_of(const LiveDebate& debate);

}  // namespace palabre
