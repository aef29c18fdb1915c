#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre::workbench {

/// What entries are about.
enum class LogKind : std::uint8_t { all, words, judgements, votes, moderation, rules };
/// What became of them.
enum class LogFate : std::uint8_t { all, counts, voided, waiting };

/// Which entries of a log are listed.
struct LogFilter {
    LogKind kind = LogKind::all;
    LogFate fate = LogFate::all;
    std::string text = {};  ///< every word of it begins a word of the entry; case and accents apart
    std::string author = {};  ///< a key, or "" for all

    friend bool operator==(const LogFilter&, const LogFilter&) = default;
};

[[nodiscard]] LogKind kind_of(Verb verb);

/// The entries that pass, in order of arrival.
[[nodiscard]] std::vector<EntryIndex> filtered_log(const LiveDebate& debate,
                                                   const LogFilter& filter);

/// One line of the list.
struct LogRow {
    std::uint64_t at = 0;  ///< ms since 1970, by its author's clock
    std::string author;    ///< a key
    std::string who;
    Verb verb = Verb::unknown;
    State state = State::untaken;
    Reason reason = Reason::none;
    std::string text;  ///< its words, or what it refers to
    ClaimIndex claim;  ///< what it says or speaks of, where that is a claim
};
[[nodiscard]] LogRow log_row(const LiveDebate& debate, EntryIndex entry);

}  // namespace palabre::workbench
