#include "seal/seal.hpp"

#include <sodium/crypto_sign_ed25519.h>

#include "deliberation/base64url.hpp"

namespace palabre::seal {

namespace {

static_assert(crypto_sign_ed25519_SEEDBYTES == 32);
static_assert(crypto_sign_ed25519_PUBLICKEYBYTES == 32);
static_assert(crypto_sign_ed25519_BYTES == 64);

template <class Bytes>
std::optional<Bytes> decoded(std::string_view text) {
    Bytes out;
    if (!from_base64url(text, out.bytes)) return std::nullopt;
    return out;
}

}  // namespace

std::string entry_message(std::string_view head) {
    return std::string("palabre entry 1\n").append(head);
}

std::string to_text(const PublicKey& key) {
    return to_base64url(key.bytes);
}

std::string to_text(const Signature& signature) {
    return to_base64url(signature.bytes);
}

std::optional<PublicKey> public_key_from(std::string_view text) {
    return decoded<PublicKey>(text);
}

std::optional<Seed> seed_from(std::string_view text) {
    return decoded<Seed>(text);
}

std::optional<Signature> signature_from(std::string_view text) {
    return decoded<Signature>(text);
}

bool verify(const PublicKey& key, std::string_view message, const Signature& signature) {
    return crypto_sign_ed25519_verify_detached(
               signature.bytes.data(), reinterpret_cast<const std::uint8_t*>(message.data()),
               message.size(), key.bytes.data()) == 0;
}

bool verify_entry(std::string_view author, std::string_view head, std::string_view sig) {
    const auto key = public_key_from(author);
    const auto signature = signature_from(sig);
    return key && signature && verify(*key, entry_message(head), *signature);
}

bool verify_token(std::string_view key, std::string_view message, std::string_view sig) {
    const auto site = public_key_from(key);
    const auto signature = signature_from(sig);
    return site && signature && verify(*site, message, *signature);
}

}  // namespace palabre::seal
