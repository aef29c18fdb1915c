#pragma once

#include "deliberation/naive/strict_json.hpp"

namespace palabre::naive {

/// p/q whole or as text in lowest terms; null where q is 0.
Json exact(std::int64_t p, std::int64_t q);

/// What the tally of a question says of these choices (none of them null); null for a method
/// that is not counted yet. `question` is a body of `ask`, with the votes of all
/// `members` where they alone are eligible, else null there; `present` the votes of those present
/// or represented, null where they are the voters; `lot` the order that a draw gave, or null.
Json tally(const Json& question, const std::vector<Json>& choices, const Json& present,
           const Json& lot);

}  // namespace palabre::naive
