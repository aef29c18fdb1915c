#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "deliberation/sha256.hpp"
#include "seal/seal.hpp"

namespace palabre::hub {

/// What a hub has signed of its list of a debate, taken apart: a checkpoint (docs/hub-protocol.md).
struct SignedList {
    std::string clerk;       ///< the hub's key
    std::string name;        ///< its name: the origin of its checkpoints is NAME/SITE/DEBATE
    std::uint64_t size = 0;  ///< of so many entries
    Digest root{};
    std::string sig;  ///< 86 characters

    /// The text that is signed.
    [[nodiscard]] std::string checkpoint(std::string_view debate) const;
    /// That text as a note with its signature; "" where `clerk` or `sig` has not the form.
    [[nodiscard]] std::string note(std::string_view debate) const;
    /// Whether `clerk` has signed it.
    [[nodiscard]] bool is_sound(std::string_view debate) const;
};

/// `text`, which ends in a line feed, as a note that `key` has signed under `name` (C2SP,
/// signed-note).
[[nodiscard]] std::string signed_note(std::string_view name, std::string text,
                                      const seal::PublicKey& key, const seal::Signature& signature);

}  // namespace palabre::hub
