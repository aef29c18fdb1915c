#pragma once

#include <string>

#include "deliberation/result.hpp"
#include "seal/seal.hpp"

namespace palabre {

/// The keys in a key file: one line, the seed in base64url.
/// Errors: "file" where it cannot be read, "key" where it holds something else.
Result<seal::KeyPair> read_key_file(const std::string& path);

/// What a key file holds.
[[nodiscard]] std::string key_file_text(const seal::Seed& seed);

}  // namespace palabre
