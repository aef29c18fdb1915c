#include "hub/work.hpp"

#include <algorithm>
#include <optional>
#include <utility>

#include "deliberation/limits.hpp"
#include "deliberation/sha256.hpp"
#include "hub/clerk.hpp"
#include "hub/http.hpp"
#include "interchange/base64.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/json_writer.hpp"
#include "seal/seal.hpp"

namespace palabre::hub {

namespace {

constexpr std::string_view algorithm = "SHA-256";
// Longer than a slow phone takes, and than a reader looks away.
constexpr std::int64_t good_for_s = 600;
constexpr std::size_t payload_max = 2048;
constexpr std::size_t hmac_block = 64;

Fault bad_work(const char* what) {
    return {"work", "", what};
}

std::string padded(std::string_view key, char with) {
    std::string block(hmac_block, with);
    for (std::size_t i = 0; i < key.size() && i < hmac_block; ++i) {
        block[i] = static_cast<char>(block[i] ^ key[i]);
    }
    return block;
}

std::string_view bytes_of(const Digest& digest) {
    return {reinterpret_cast<const char*>(digest.data()), digest.size()};
}

// How long it takes says nothing of where they differ.
bool same(std::string_view left, std::string_view right) {
    if (left.size() != right.size()) return false;
    unsigned differing = 0;
    for (std::size_t i = 0; i < left.size(); ++i) {
        differing |= static_cast<unsigned char>(left[i]) ^ static_cast<unsigned char>(right[i]);
    }
    return differing == 0;
}

struct Payload {
    std::string challenge;
    std::string salt;
    std::string signature;
    std::int64_t number = 0;
    std::int64_t ends = 0;  // s since 1970
};

std::optional<Payload> read_payload(std::string_view text) {
    if (text.size() > payload_max) return std::nullopt;
    const auto json_text = from_base64(text);
    StrictJson json;
    if (!json_text || !json.parse(*json_text) || !json.is_object()) return std::nullopt;
    const BodyFields fields(json, 0);
    Payload read;
    read.challenge = fields.text("challenge").value_or("");
    read.salt = fields.text("salt").value_or("");
    read.signature = fields.text("signature").value_or("");
    const auto number = fields.whole("number");
    if (fields.text("algorithm") != algorithm || !number || *number < 0) return std::nullopt;
    // Without its last `&` a salt could borrow digits from the number.
    if (read.salt.empty() || read.salt.back() != '&') return std::nullopt;
    read.number = *number;
    read.ends = static_cast<std::int64_t>(whole_or(
        query_value(
            std::string_view(read.salt).substr(std::min(read.salt.find('?') + 1, read.salt.size())),
            "expires"),
        0));
    return read;
}

}  // namespace

std::string hmac_sha256_hex(std::string_view key, std::string_view text) {
    const Digest inner = Sha256().update(padded(key, '\x36')).update(text).finish();
    return to_hex(Sha256().update(padded(key, '\x5c')).update(bytes_of(inner)).finish());
}

Result<std::string> Work::challenge(std::string_view debate, std::string_view key,
                                    std::int64_t now) const {
    PALABRE_TRY(word, random_word());
    PALABRE_TRY(seed, seal::new_seed());
    std::uint64_t drawn = 0;
    for (std::size_t i = 0; i < sizeof drawn; ++i) drawn = drawn << 8U | seed.bytes[i];
    const std::uint64_t number = drawn % (static_cast<std::uint64_t>(most_) + 1);
    // A debate's id and a key need no escapes.
    std::string salt = word + "?expires=" + std::to_string(now / 1000 + good_for_s);
    salt.append("&debate=").append(debate).append("&key=").append(key).append("&");
    const std::string challenge = to_hex(sha256(salt + std::to_string(number)));
    JsonWriter json;
    json.begin_object().key("algorithm").string(algorithm).key("challenge").string(challenge);
    json.key("maxnumber").integer(most_).key("salt").string(salt);
    json.key("signature").string(hmac_sha256_hex(secret_, challenge));
    return json.end_object().take();
}

Result<std::string> Work::checked(std::string_view payload, std::string_view debate,
                                  std::int64_t now) const {
    const auto read = read_payload(payload);
    if (!read) return bad_work("The work cannot be read.");
    if (!same(read->signature, hmac_sha256_hex(secret_, read->challenge))) {
        return bad_work("The challenge was not given out here, or before the hub began anew.");
    }
    if (to_hex(sha256(read->salt + std::to_string(read->number))) != read->challenge) {
        return bad_work("The number is not the one that was looked for.");
    }
    if (read->ends * 1000 <= now) return bad_work("The challenge has ended.");
    if (spent_.contains(read->challenge)) return bad_work("The work has been used already.");
    const std::string_view said = std::string_view(read->salt).substr(read->salt.find('?') + 1);
    if (query_value(said, "debate") != debate) return bad_work("The work is for another debate.");
    return query_value(said, "key");
}

void Work::spend(std::string_view payload) {
    if (const auto read = read_payload(payload)) spent_[read->challenge] = read->ends;
}

void Work::sweep(std::int64_t now) {
    for (auto each = spent_.begin(); each != spent_.end();) {
        each = each->second * 1000 <= now ? spent_.erase(each) : std::next(each);
    }
}

}  // namespace palabre::hub
