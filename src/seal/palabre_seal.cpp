#include "seal/palabre_seal.h"

#include <array>
#include <string_view>

#include "seal/author.hpp"
#include "seal/seal.hpp"

namespace {

std::array<std::uint8_t, PALABRE_SEAL_SIG + PALABRE_SEAL_HEAD> room{};

}  // namespace

std::uint8_t* palabre_seal_room() {
    return room.data();
}

std::int32_t palabre_seal_check(std::uint32_t head_size) {
    if (head_size > PALABRE_SEAL_HEAD) return -1;
    const std::string_view text(reinterpret_cast<const char*>(room.data()),
                                PALABRE_SEAL_SIG + std::size_t{head_size});
    const std::string_view head = text.substr(PALABRE_SEAL_SIG);
    const auto author = palabre::seal::author_of(head);
    if (!author || !palabre::seal::public_key_from(*author)) return -1;
    const bool good = palabre::seal::verify_entry(*author, head, text.substr(0, PALABRE_SEAL_SIG));
    return good ? 1 : 0;
}
