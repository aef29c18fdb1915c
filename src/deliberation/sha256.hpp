#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

namespace palabre {

using Digest = std::array<std::uint8_t, 32>;

/// SHA-256, fed in pieces. The domain's ids are hashes, so it owns the one that it needs;
/// signatures live in src/seal. The same bits with and without the processor's instructions.
/// Source: FIPS 180-4, sections 4.1.2, 5 and 6.2.
class Sha256 {
  public:
    Sha256& update(std::string_view bytes);
    /// The digest of all bytes so far. The object is then spent.
    [[nodiscard]] Digest finish();

  private:
    std::array<std::uint32_t, 8> state_{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                        0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    std::array<std::uint8_t, 64> block_{};
    std::uint64_t length_ = 0;  // bytes
};

[[nodiscard]] Digest sha256(std::string_view bytes);

/// 64 lowercase hexadecimal digits.
[[nodiscard]] std::string to_hex(const Digest& digest);

}  // namespace palabre
