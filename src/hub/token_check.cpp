#include "hub/token_check.hpp"

#include <algorithm>

#include "seal/seal.hpp"

namespace palabre::hub {

namespace {

constexpr std::int64_t day_s = 24 * 60 * 60;
// Clocks of sites and hubs differ by so much.
constexpr std::int64_t leeway_s = 60;
// An attest is stamped a moment after it is judged, and has to count there.
constexpr std::int64_t stamp_ms = 5000;

TokenFault check_times(const Token& token, std::int64_t now) {
    const std::int64_t now_s = now / 1000;
    if (token.exp * 1000 <= now + stamp_ms) {
        return {"token-ended", "The site's word for you has ended: ask the site for a new one."};
    }
    const std::int64_t begins = std::max(token.nbf.value_or(0), token.iat.value_or(0));
    if (begins > now_s + leeway_s) {
        return {"token-early",
                "The site's word for you has not begun: its clock and the hub's "
                "differ."};
    }
    const bool far = token.exp > now_s + day_s + leeway_s;
    if (far || (token.iat && token.exp - *token.iat > day_s + leeway_s)) {
        return {"token-long", "The site's word for you lasts longer than a day."};
    }
    return {};
}

TokenFault check_signer(const Token& token, std::span<const std::string> keys,
                        std::string& signer) {
    if (keys.empty()) return {"token-site", "No site vouches for members of this debate here."};
    const bool named = !token.kid.empty();
    if (named && std::find(keys.begin(), keys.end(), token.kid) == keys.end()) {
        return {"token-key", "The token's kid names no key of this site."};
    }
    for (const std::string& key : keys) {
        if (named && key != token.kid) continue;
        if (!seal::verify_token(key, token.signed_text, token.sig)) continue;
        signer = key;
        return {};
    }
    return {"token-signature", "The token's signature is not this site's."};
}

}  // namespace

TokenFault check_token(std::string_view text, std::string_view debate,
                       std::span<const std::string> keys, std::int64_t now, CheckedToken& checked) {
    TokenRead read = read_token(text);
    if (!read.fault.empty()) return {"token", read.fault};
    checked.token = std::move(read.token);
    const Token& token = checked.token;
    if (token.aud != debate) {
        return {"token-audience", "The site's word for you is for another debate (aud)."};
    }
    // What costs most comes last.
    if (const TokenFault fault = check_times(token, now); fault.is_some()) return fault;
    const bool known = token.role.empty() || token.role == "member" || token.role == "owner" ||
                       token.role == "moderator" || token.role == "facilitator";
    if (!known) {
        return {"token-role", "The token's role is not member, moderator, facilitator or owner."};
    }
    return check_signer(token, keys, checked.signer);
}

}  // namespace palabre::hub
