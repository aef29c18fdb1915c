#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "tally/ranking.hpp"

namespace palabre {

// A draw that nobody can steer: who draws commits to a secret before the vote closes and tells it
// after; mixed with the ballots, which were not known when the secret was chosen, it orders the
// options. Whoever holds the log can do it again (docs/entry.md, section 5.9).

/// What is published before: base64url of the secret's SHA-256.
[[nodiscard]] std::string draw_commitment(std::string_view secret);

/// SHA-256 in hex over the ballots' ids, sorted, each with a line feed.
[[nodiscard]] std::string ballots_digest(std::vector<std::string_view> ids);

/// All options, in the order of SHA-256 over `palabre draw 1`, the question's id, the secret, the
/// digest of the ballots and the option's number, line feeds between.
[[nodiscard]] std::vector<Option> draw_order(std::string_view question, std::string_view secret,
                                             std::string_view digest, std::size_t options);

}  // namespace palabre
