#include "interchange/token_reader.hpp"

#include "deliberation/base64url.hpp"
#include "deliberation/limits.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/strict_json.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

constexpr std::size_t signature_size = 86;

// The bytes behind canonical base64url of any length; nothing where it is not that.
std::optional<std::string> decoded(std::string_view text) {
    const std::size_t rest = text.size() % 4;
    if (text.empty() || rest == 1) return std::nullopt;
    std::string bytes(text.size() / 4 * 3 + (rest == 0 ? 0 : rest - 1), '\0');
    auto* const raw = reinterpret_cast<std::uint8_t*>(bytes.data());
    if (!from_base64url(text, {raw, bytes.size()})) return std::nullopt;
    return bytes;
}

bool parse_object(StrictJson& json, const std::string& text) {
    return !first_invalid_utf8(text) && json.parse(text, StrictJson::LineEnds::spaces) &&
           json.is_object();
}

std::string_view read_header(const std::string& text, Token& token) {
    StrictJson json;
    if (!parse_object(json, text)) return "Its header is no JSON object.";
    const BodyFields header(json, 0);
    if (header.text("alg") != "EdDSA") return "It is not signed by EdDSA.";
    if (header.has("crit")) return "Its header asks for what nobody here knows (crit).";
    if (!header.optional_text("kid")) return "Its kid is no text.";
    token.kid = header.text("kid").value_or("");
    return {};
}

std::string_view read_payload(const std::string& text, Token& token) {
    StrictJson json;
    if (!parse_object(json, text)) {
        return "Its payload is no JSON object of texts and whole numbers.";
    }
    const BodyFields payload(json, 0);
    const auto audience = payload.text("aud");
    if (!audience) return "It names no audience (aud), a text.";
    if (!payload.bounded("sub", 1, limits::token_name_max)) {
        return "It names no member (sub), a text of 1 to 128 characters.";
    }
    if (!payload.bounded("jti", 1, limits::token_name_max)) {
        return "It has no name of its own (jti), a text of 1 to 128 characters.";
    }
    const auto ends = payload.whole("exp");
    if (!ends || *ends < 0 || *ends > limits::number_max / 1000) {
        return "It does not say when it ends (exp), in whole seconds since 1970.";
    }
    if (!payload.optional_whole("weight", 1, limits::weight_max)) {
        return "Its weight is no whole number from 1 to 1,000,000.";
    }
    if (!payload.optional_text("role")) return "Its role is no text.";
    for (const std::string_view name : {"nbf", "iat"}) {
        if (!payload.optional_whole(name, 0, limits::number_max / 1000)) {
            return "Its nbf or iat is no whole number of seconds since 1970.";
        }
    }
    token.aud = *audience;
    token.sub = *payload.text("sub");
    token.jti = *payload.text("jti");
    token.exp = *ends;
    token.weight = payload.whole("weight").value_or(1);
    token.role = payload.text("role").value_or("");
    token.nbf = payload.whole("nbf");
    token.iat = payload.whole("iat");
    return {};
}

}  // namespace

TokenRead read_token(std::string_view text) {
    TokenRead read;
    const auto wrong = [&read](std::string_view what) {
        read.fault = what;
        return read;
    };
    if (text.size() > limits::token_bytes_max) return wrong("It is longer than 2,048 bytes.");
    const std::size_t first = text.find('.');
    const std::size_t second = first == std::string_view::npos ? first : text.find('.', first + 1);
    if (second == std::string_view::npos || text.find('.', second + 1) != std::string_view::npos) {
        return wrong("It is no JWT in compact form: three parts with full stops between.");
    }
    const auto header = decoded(text.substr(0, first));
    const auto payload = decoded(text.substr(first + 1, second - first - 1));
    read.token.signed_text = text.substr(0, second);
    read.token.sig = text.substr(second + 1);
    if (!header || !payload) return wrong("A part of it is not base64url without padding.");
    if (const auto fault = read_header(*header, read.token); !fault.empty()) return wrong(fault);
    // After the header: a token without a signature says so there.
    if (read.token.sig.size() != signature_size || !is_base64url_of(read.token.sig, 64)) {
        return wrong("Its signature is not the base64url of 64 bytes.");
    }
    if (const auto fault = read_payload(*payload, read.token); !fault.empty()) return wrong(fault);
    return read;
}

}  // namespace palabre
