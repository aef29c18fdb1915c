#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "deliberation/sha256.hpp"

namespace palabre {

/// What the keeper of a list signs of it: so many entries, and the root of their Merkle tree. It is
/// the text of a note (signed_note.hpp). Source: C2SP, tlog-checkpoint.
struct Checkpoint {
    std::string origin;      ///< which list, such as hub.example.org/example.org/square
    std::uint64_t size = 0;  ///< at most 2^53 - 1
    Digest root{};
    std::vector<std::string> extensions;  ///< further lines, carried through
};

/// Errors: "checkpoint", `where` naming the line.
[[nodiscard]] Result<Checkpoint> read_checkpoint(std::string_view text);
[[nodiscard]] std::string write_checkpoint(const Checkpoint& checkpoint);

/// The origin of a debate's list at a hub of that name, which is also the name of the hub's key
/// there. A debate's id has a slash, and no space or line feed: what is signed for an origin is
/// never what is signed for an entry.
[[nodiscard]] std::string checkpoint_origin(std::string_view hub, std::string_view debate);

}  // namespace palabre
