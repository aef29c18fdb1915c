#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "interchange/token_reader.hpp"

namespace palabre::hub {

/// What is wrong with a token: the reason of a refusal and a sentence, both "" where it is good.
struct TokenFault {
    std::string_view reason;
    std::string_view what;

    [[nodiscard]] bool is_some() const { return !reason.empty(); }
};

/// A token that was found good, and by whom.
struct CheckedToken {
    Token token;         ///< its views live as long as the text
    std::string signer;  ///< the site's key, 43 characters
};

/// Checks a token for `debate`, now (ms since 1970), as far as it and the clock tell: its form, its
/// audience, that one of `keys` signed it (the one that its `kid` names, where it has one), that it
/// has begun, has not ended and ends within a day. The fold is more patient about times
/// (docs/entry.md, 5.8).
/// Reasons: "token", "token-audience", "token-site", "token-key", "token-signature",
/// "token-ended", "token-early", "token-long", "token-role" (docs/hub-protocol.md).
[[nodiscard]] TokenFault check_token(std::string_view text, std::string_view debate,
                                     std::span<const std::string> keys, std::int64_t now,
                                     CheckedToken& checked);

}  // namespace palabre::hub
