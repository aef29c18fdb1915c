#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre::workbench {

// What a debate's keepers look after: what was flagged or hidden, who is banned, and which entries
// do not count.

/// A claim or remark that somebody flagged or a moderator hid.
struct QueuedThing {
    std::string id;
    std::string
        claim;  ///< where it is: its own id, or that of the claim that a remark stands under
    std::string text;
    bool hidden = false;
    std::vector<std::string>
        reasons;  ///< one a flag, its author's name before it where they have one
};

struct ModerationQueue {
    std::vector<QueuedThing> things;  ///< what is still shown first, most flags first
    std::size_t more = 0;             ///< beyond those listed
    std::vector<std::string> banned;  ///< persons
};
/// At most queue_max things.
[[nodiscard]] ModerationQueue moderation_queue(LiveDebate& debate);
inline constexpr std::size_t queue_max = 500;

/// An entry that does not count, or not yet.
struct Faulty {
    EntryIndex entry;
    /// `missing` (its body), `waiting`, or the reason for which it is void.
    std::string_view why;
};
/// One author's entries that have one number.
struct Fork {
    std::string who;
    std::uint64_t n = 0;
    std::vector<EntryIndex> entries;
};
struct Faults {
    std::vector<Faulty> entries;  ///< in order of arrival
    std::vector<Fork> forks;      ///< by author's key, then number
};
[[nodiscard]] Faults faults_of(const LiveDebate& debate);

/// How large it is.
struct DebateSize {
    std::size_t entries = 0;
    std::size_t claims = 0;
    std::size_t places = 0;
    std::size_t persons = 0;
    std::size_t judgements = 0;
    std::size_t ballots = 0;
    std::size_t questions = 0;
};
[[nodiscard]] DebateSize size_of(const LiveDebate& debate);

}  // namespace palabre::workbench
