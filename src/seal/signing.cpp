#include <sodium/crypto_sign_ed25519.h>
#include <sodium/utils.h>

#include <algorithm>

#include "seal/seal.hpp"

namespace palabre::seal {

namespace {

/// libsodium's secret key is the seed and the public key. Wiped when it goes.
class SecretKey {
  public:
    explicit SecretKey(const KeyPair& keys) {
        const auto middle =
            std::copy(keys.seed.bytes.begin(), keys.seed.bytes.end(), bytes_.begin());
        std::copy(keys.public_key.bytes.begin(), keys.public_key.bytes.end(), middle);
    }
    SecretKey(const SecretKey&) = delete;
    SecretKey& operator=(const SecretKey&) = delete;
    ~SecretKey() { sodium_memzero(bytes_.data(), bytes_.size()); }

    [[nodiscard]] const std::uint8_t* data() const { return bytes_.data(); }

  private:
    std::array<std::uint8_t, crypto_sign_ed25519_SECRETKEYBYTES> bytes_{};
};

}  // namespace

KeyPair key_pair_from(const Seed& seed) {
    KeyPair keys{.public_key = {}, .seed = seed};
    std::array<std::uint8_t, crypto_sign_ed25519_SECRETKEYBYTES> secret{};
    crypto_sign_ed25519_seed_keypair(keys.public_key.bytes.data(), secret.data(),
                                     seed.bytes.data());
    sodium_memzero(secret.data(), secret.size());
    return keys;
}

Signature sign(const KeyPair& keys, std::string_view message) {
    const SecretKey secret(keys);
    Signature signature;
    crypto_sign_ed25519_detached(signature.bytes.data(), nullptr,
                                 reinterpret_cast<const std::uint8_t*>(message.data()),
                                 message.size(), secret.data());
    return signature;
}

std::string sign_entry(const KeyPair& keys, std::string_view head) {
    return to_text(sign(keys, entry_message(head)));
}

}  // namespace palabre::seal
