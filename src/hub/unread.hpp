#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "deliberation/entry.hpp"
#include "deliberation/ids.hpp"

namespace palabre::hub {

/// In `held` of a stamp, in place of a question: what waits until a moderator has read it.
inline constexpr std::string_view held_for_reading = "~";

/// Words of a debate that nobody is given before a moderator has read them, as they were written.
/// The fold is without them, as every reader's.
class Unread {
  public:
    struct Words {
        std::string head;
        std::string sig;
        std::string body;
        KeyId author;
        Verb verb = Verb::unknown;
        std::optional<Was> was;  ///< what an erase has to say of it
    };

    void add(EntryIndex entry, Words words) { words_[entry.value] = std::move(words); }
    void forget(EntryIndex entry) { words_.erase(entry.value); }
    /// Nothing where it is read, or was never held.
    [[nodiscard]] const Words* find(EntryIndex entry) const {
        const auto found = words_.find(entry.value);
        return found == words_.end() ? nullptr : &found->second;
    }
    /// By entry.
    [[nodiscard]] const std::map<std::uint32_t, Words>& all() const { return words_; }

  private:
    std::map<std::uint32_t, Words> words_;  // by entry
};

/// Whether words of this verb are for others to read, and can be held back until they are read.
[[nodiscard]] constexpr bool is_held_for_reading(Verb verb) {
    return verb == Verb::claim || verb == Verb::remark || verb == Verb::name;
}
/// Words too, but by the contract no moderator can show or hide them: they are not taken where a
/// moderator reads first.
[[nodiscard]] constexpr bool is_beyond_reading(Verb verb) {
    return verb == Verb::edit || verb == Verb::tag || verb == Verb::translate;
}
/// Words of which a `show` can say that they are read. Names are read with them.
[[nodiscard]] constexpr bool is_shown_by_itself(Verb verb) {
    return verb == Verb::claim || verb == Verb::remark;
}

}  // namespace palabre::hub
