#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"

/// Who said it: keys and signatures. libsodium 1.0.18 lives behind this header and nowhere else.
///
/// An entry's head is signed as `palabre entry 1`, a line feed, the head (docs/entry.md, section
/// 1). A signature is good where libsodium 1.0.18 says so, in every build of this folder: no
/// cofactor, S below the order, key and R canonical and not of small order. Browsers and newer
/// libraries accept some of what it refuses, so the same C files are compiled natively and to
/// WebAssembly (palabre_seal.h): one signature that counts here and not there would give two
/// results for one debate.
///
///     const auto keys = seal::key_pair_from(seal::new_seed().value());
///     const std::string sig = seal::sign_entry(keys, head);
///     seal::verify_entry(seal::to_text(keys.public_key), head, sig);  // true
namespace palabre::seal {

/// What is signed of an entry with that head. Whatever else a key signs begins otherwise.
[[nodiscard]] std::string entry_message(std::string_view head);

/// 32 random bytes from which a key pair follows. Whoever has it can write in its author's name.
struct Seed {
    std::array<std::uint8_t, 32> bytes{};
};

/// An Ed25519 public key, as it stands in a head: not checked to be a point of the curve.
struct PublicKey {
    std::array<std::uint8_t, 32> bytes{};
};

struct Signature {
    std::array<std::uint8_t, 64> bytes{};
};

struct KeyPair {
    PublicKey public_key;
    Seed seed;
};

/// 43 characters of base64url.
[[nodiscard]] std::string to_text(const PublicKey& key);
/// 86 characters of base64url.
[[nodiscard]] std::string to_text(const Signature& signature);
/// Nothing where `text` is not the canonical base64url of 32 bytes.
[[nodiscard]] std::optional<PublicKey> public_key_from(std::string_view text);
/// Nothing where `text` is not the canonical base64url of 32 bytes.
[[nodiscard]] std::optional<Seed> seed_from(std::string_view text);
/// Nothing where `text` is not the canonical base64url of 64 bytes.
[[nodiscard]] std::optional<Signature> signature_from(std::string_view text);

/// Whether `signature` is `key`'s over `message`, by libsodium 1.0.18's rules.
/// Source: RFC 8032, section 5.1.7; Chalkias, Garillot, Nikolaenko, Taming the many EdDSAs, 2020.
[[nodiscard]] bool verify(const PublicKey& key, std::string_view message,
                          const Signature& signature);

/// Whether `sig` is `author`'s over that head; both as they stand in the line. A text that is not
/// canonical base64url of the right length is never good.
[[nodiscard]] bool verify_entry(std::string_view author, std::string_view head,
                                std::string_view sig);

/// Whether `sig` is `key`'s over a token's header, full stop and payload, as a site signs them
/// (RFC 7515, section 5.1); key and signature as texts. What a key signs of an entry begins
/// otherwise.
[[nodiscard]] bool verify_token(std::string_view key, std::string_view message,
                                std::string_view sig);

/// The key pair of a seed. Source: RFC 8032, section 5.1.5.
[[nodiscard]] KeyPair key_pair_from(const Seed& seed);

/// The one signature of these keys over `message`: no randomness enters.
/// Source: RFC 8032, section 5.1.6.
[[nodiscard]] Signature sign(const KeyPair& keys, std::string_view message);

/// The `sig` of a line whose head this is.
[[nodiscard]] std::string sign_entry(const KeyPair& keys, std::string_view head);

/// A seed from the operating system's randomness, for `palabre key new`. Native builds only:
/// in a page the browser makes the keys.
/// Errors: "no-randomness" where the system gives none.
[[nodiscard]] Result<Seed> new_seed();

}  // namespace palabre::seal
