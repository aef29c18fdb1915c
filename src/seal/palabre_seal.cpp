#include "seal/palabre_seal.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "seal/seal.hpp"

namespace {

std::array<std::uint8_t, PALABRE_SEAL_KEY + PALABRE_SEAL_SIGNATURE + PALABRE_SEAL_MESSAGE> room{};

}  // namespace

std::uint8_t* palabre_seal_room() {
    return room.data();
}

std::int32_t palabre_seal_verify(std::uint32_t message_size) {
    if (message_size > PALABRE_SEAL_MESSAGE) return 0;
    const std::uint8_t* next = room.data();
    palabre::seal::PublicKey key;
    std::copy_n(next, key.bytes.size(), key.bytes.begin());
    next += PALABRE_SEAL_KEY;
    palabre::seal::Signature signature;
    std::copy_n(next, signature.bytes.size(), signature.bytes.begin());
    next += PALABRE_SEAL_SIGNATURE;
    const std::string_view message(reinterpret_cast<const char*>(next), message_size);
    return palabre::seal::verify(key, message, signature) ? 1 : 0;
}
