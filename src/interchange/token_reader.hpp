#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace palabre {

/// A site's token, taken apart: a JWT in compact form (RFC 7519, RFC 7515), signed by EdDSA alone
/// (RFC 8037). Nothing here says that the signature is good, or for whom the token is.
struct Token {
    std::string_view signed_text;  ///< header, full stop, payload: of the text that was read
    std::string_view sig;          ///< 86 characters, of the text that was read
    std::string kid;               ///< of the header, or ""
    std::string aud;               ///< the debate's id
    std::string sub;               ///< the member's pseudonym, 1 to 128 code points
    std::string jti;               ///< this token's own name, 1 to 128 code points
    std::string role;              ///< or ""
    std::int64_t exp = 0;          ///< s since 1970, 0 to 2^53 / 1000: in ms a number of entries
    std::int64_t weight = 1;       ///< votes, 1 to 1,000,000
    std::optional<std::int64_t> nbf;
    std::optional<std::int64_t> iat;
};

/// What `read_token` found: a token, or what is wrong with it, in one sentence.
struct TokenRead {
    Token token;
    std::string_view fault;  ///< "" where all is well
};

/// Reads at most 2,048 bytes: three parts of canonical base64url, of which the first two are JSON
/// objects by the rules of a body (docs/entry.md, 1.3). `alg` is `EdDSA`, there is no `crit`;
/// `aud`, `sub`, `jti` and `exp` are there. Other fields are ignored.
[[nodiscard]] TokenRead read_token(std::string_view text);

}  // namespace palabre
