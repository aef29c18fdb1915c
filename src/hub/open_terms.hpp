#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "interchange/live_debate.hpp"

namespace palabre::hub {

inline constexpr std::int64_t day_ms = 86400000;

/// How long a debate is kept: until a day, or for some time after its last entry.
struct Retention {
    std::optional<std::int64_t> until;  ///< ms since 1970
    std::int64_t after_last = 0;        ///< ms, where there is no `until`

    /// When a debate ends whose last entry came at `last`, ms since 1970.
    [[nodiscard]] std::int64_t end(std::int64_t last) const {
        return until ? *until : last + after_last;
    }
};

/// What a debate's `open` asks of the hub; the fold looks past it.
struct OpenTerms {
    std::string contact;      ///< whom to ask, or ""
    bool read_first = false;  ///< a moderator reads before others do
    std::optional<Retention> retention;
    bool sound = true;  ///< false where `retention` or `read_first` has a form that no hub knows
};

/// The terms in the text of an `open`'s body; those of no `open` where it cannot be read.
[[nodiscard]] OpenTerms open_terms_in(std::string_view body);
/// Those of the debate's `open` that counts.
[[nodiscard]] OpenTerms open_terms_of(const LiveDebate& live);

}  // namespace palabre::hub
