#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "seal/seal.hpp"

namespace palabre::bench {

/// Who writes during a load: a claim after the other, signed beforehand.
class LoadAuthor {
  public:
    /// Another key for each `name`.
    LoadAuthor(std::string_view name, std::string debate);
    /// The message `publish` with the author's next claim. `number` stands in the entry's `at`, by
    /// which a reader knows it again.
    [[nodiscard]] std::string publish(std::uint64_t number);

  private:
    seal::KeyPair keys_;
    std::string key_;
    std::string debate_;
    std::uint64_t n_ = 0;
};

/// Seconds of processor time that libsodium takes for the signature of one such claim.
[[nodiscard]] double verifying_one();

/// The numbers of the claims in a message of the hub, at the end of `numbers`.
void append_numbers(std::string_view message, std::vector<std::uint64_t>& numbers);

/// The number behind `name` (with quotes and colon) in the first line of a message; `otherwise`
/// where there is none.
[[nodiscard]] std::uint64_t field_of(std::string_view message, std::string_view name,
                                     std::uint64_t otherwise);

}  // namespace palabre::bench
