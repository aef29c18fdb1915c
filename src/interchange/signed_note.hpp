#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"

namespace palabre {

/// A line that signs a note. Whose it is, `name` and `key_id` say together; what it is worth, who
/// has that key finds out.
struct NoteSignature {
    std::string name;
    std::uint32_t key_id = 0;
    std::string bytes;  ///< what stands behind the key id: of Ed25519, 64 bytes
};

/// A text and the signatures below it. Source: C2SP, signed-note.
struct SignedNote {
    std::string text;                       ///< what is signed; ends in a line feed
    std::vector<NoteSignature> signatures;  ///< in their order; those of unknown keys are kept too
};

/// A longer note, or one with more signatures, is refused.
inline constexpr std::size_t note_bytes_max = 1000000;
inline constexpr std::size_t note_signatures_max = 100;

/// Reads a note; nothing of it is verified. Writing it again gives the same bytes.
/// Errors: "note", `where` naming the line.
[[nodiscard]] Result<SignedNote> read_note(std::string_view bytes);
[[nodiscard]] std::string write_note(const SignedNote& note);

/// Whether a key may have that name: not empty, no spaces of Unicode, no plus.
[[nodiscard]] bool is_note_key_name(std::string_view name);

/// The types of signatures of which a key id is made.
enum class NoteSignatureType : std::uint8_t { ed25519 = 1 };

/// The first four bytes of SHA-256 over the name, a line feed, the type and the key.
/// Source: C2SP, signed-note, "Signatures".
[[nodiscard]] std::uint32_t note_key_id(std::string_view name, NoteSignatureType type,
                                        std::span<const std::uint8_t> public_key);

/// An Ed25519 key as programs for notes take it: NAME+ID+KEY, the id in hex, the key's type and
/// bytes in base64.
[[nodiscard]] std::string note_verifier_key(std::string_view name,
                                            std::span<const std::uint8_t> public_key);

}  // namespace palabre
