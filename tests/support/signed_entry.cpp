#include "support/signed_entry.hpp"

#include <sodium/crypto_sign_ed25519.h>

#include "deliberation/naive/bytes.hpp"
#include "deliberation/naive/strict_json.hpp"
#include "support/random.hpp"

namespace palabre::support {
namespace {

const unsigned char* raw(const std::string& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}
unsigned char* raw(std::string& bytes) {
    return reinterpret_cast<unsigned char*>(bytes.data());
}

}  // namespace

Author author_named(std::string_view name) {
    const std::string seed = naive::sha256("author " + std::string(name));
    std::string key(crypto_sign_ed25519_PUBLICKEYBYTES, '\0');
    Author author;
    author.secret.resize(crypto_sign_ed25519_SECRETKEYBYTES);
    crypto_sign_ed25519_seed_keypair(raw(key), raw(author.secret), raw(seed));
    author.key = naive::base64url(key);
    return author;
}

std::string SignedEntry::line() const {
    return OrderedJson{{"head", head}, {"sig", sig}, {"body", body}}.dump();
}

std::string SignedEntry::line_without_body() const {
    return OrderedJson{{"head", head}, {"sig", sig}}.dump();
}

SignedEntry sign_head(const Author& author, std::string_view head, std::string_view body,
                      bool sign) {
    SignedEntry entry{std::string(head), std::string(86, 'A'), std::string(body),
                      naive::id_of(head)};
    if (sign) {
        const std::string message = "palabre entry 1\n" + entry.head;
        std::string signature(crypto_sign_ed25519_BYTES, '\0');
        crypto_sign_ed25519_detached(raw(signature), nullptr, raw(message), message.size(),
                                     raw(author.secret));
        entry.sig = naive::base64url(signature);
    }
    return entry;
}

SignedEntry make_entry(const Author& author, const HeadFields& fields, std::string_view body,
                       bool sign) {
    const std::string head = "{\"v\":1,\"debate\":\"" + fields.debate + "\",\"author\":\"" +
                             author.key + "\",\"n\":" + std::to_string(fields.n) +
                             ",\"clock\":" + std::to_string(fields.clock) + ",\"seen\":\"" +
                             fields.seen + "\",\"at\":" + std::to_string(fields.at) +
                             ",\"body\":\"" + naive::base64url(naive::sha256(body)) + "\"}";
    return sign_head(author, head, body, sign);
}

std::string token_by(const Author& site, std::string_view header, std::string_view payload) {
    const std::string text = naive::base64url(header) + "." + naive::base64url(payload);
    std::string signature(crypto_sign_ed25519_BYTES, '\0');
    crypto_sign_ed25519_detached(raw(signature), nullptr, raw(text), text.size(), raw(site.secret));
    return text + "." + naive::base64url(signature);
}

std::string body_text(std::uint64_t salt_seed, std::string_view verb, const OrderedJson& fields) {
    Random random(salt_seed);
    std::string salt;
    for (int half = 0; half < 2; ++half) {
        const std::uint64_t bits = random.next();
        for (int i = 0; i < 8; ++i) salt += static_cast<char>((bits >> (8 * i)) & 0xFF);
    }
    OrderedJson body = {{"salt", naive::base64url(salt)}, {"do", verb}};
    for (const auto& [key, value] : fields.items()) body[key] = value;
    return body.dump();
}

std::string declared_claim_id(std::string_view stance, std::string_view text) {
    std::string spaced;
    for (const char c : text) {
        const bool blank = std::string_view(" \t\n\r\f").find(c) != std::string_view::npos;
        if (!blank)
            spaced += c;
        else if (!spaced.empty() && spaced.back() != ' ')
            spaced += ' ';
    }
    if (spaced.ends_with(' ')) spaced.pop_back();
    return "~~" + naive::id_of(std::string(stance) + "\n" + spaced);
}

std::string declared_question_id(const OrderedJson& question) {
    std::string text;
    for (const char* key : {"title", "text", "about", "method", "options", "rule", "opens",
                            "closes", "results", "eligible"}) {
        const auto value = question.find(key);
        text += (text.empty() ? "{\"" : ",\"") + std::string(key) + "\":" +
                (value == question.end() ? "null"
                                         : naive::canonical(naive::Json::parse(value->dump())));
    }
    return "~?" + naive::id_of(text + "}");
}

}  // namespace palabre::support
