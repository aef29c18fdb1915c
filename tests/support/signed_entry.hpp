#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

namespace palabre::support {

using OrderedJson = nlohmann::ordered_json;

/// A participant of the tests: a key pair made from a name.
struct Author {
    std::string key;     ///< base64url
    std::string secret;  ///< 64 raw bytes
};
Author author_named(std::string_view name);

/// The fields of a head that an author chooses.
struct HeadFields {
    std::string debate = "test.example/square";
    std::int64_t n = 1;
    std::int64_t clock = 1;
    std::string seen = "";
    std::int64_t at = 0;
};

/// An entry: its texts, and its id.
struct SignedEntry {
    std::string head, sig, body, id;

    std::string line() const;  ///< {"head":..,"sig":..,"body":..}
    std::string line_without_body() const;
};

/// Signs `body` (its text) as `author`. Without `sign` the signature is 86 times `A`: well formed,
/// false.
SignedEntry make_entry(const Author& author, const HeadFields& fields, std::string_view body,
                       bool sign = true);

/// The same for a head that is already written, well formed or not.
SignedEntry sign_head(const Author& author, std::string_view head, std::string_view body,
                      bool sign = true);

/// A site's token in compact form: header and payload are JSON, sound or not.
std::string token_by(const Author& site, std::string_view header, std::string_view payload);

/// A body's text: `salt` made from `salt_seed`, `do`, then the fields in their order.
std::string body_text(std::uint64_t salt_seed, std::string_view verb, const OrderedJson& fields);

/// The id of a declared claim without `data-id`, and of a declared question (its `id` aside).
std::string declared_claim_id(std::string_view stance, std::string_view text);
std::string declared_question_id(const OrderedJson& question);

}  // namespace palabre::support
