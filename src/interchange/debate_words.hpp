#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "interchange/live_debate.hpp"

namespace palabre {

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

/// The owner's key, or "".
[[nodiscard]] std::string_view owner_of(const LiveDebate& debate);

}  // namespace palabre
