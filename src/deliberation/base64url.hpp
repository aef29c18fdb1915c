#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace palabre {

/// base64url without padding (RFC 4648, section 5).
[[nodiscard]] std::string to_base64url(std::span<const std::uint8_t> bytes);

/// The bytes, or nothing where the text is not canonical: another character, a length that no
/// number of bytes gives, or an unused bit that is not zero.
[[nodiscard]] std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text);

/// Whether `text` is the canonical form of exactly `bytes` bytes.
[[nodiscard]] bool is_base64url_of(std::string_view text, std::size_t bytes);

/// Whether `text` has 22 characters of the alphabet: the form of an entry's id, which is cut.
[[nodiscard]] bool is_cut_id(std::string_view text);

}  // namespace palabre
