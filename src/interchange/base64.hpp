#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace palabre {

/// base64 with padding (RFC 4648, section 4), which formats of others want; ours have base64url
/// (deliberation/base64url.hpp).
[[nodiscard]] std::string to_base64(std::span<const std::uint8_t> bytes);

/// The bytes of a text in its canonical form: padded, unused bits zero, no line breaks. Nothing for
/// any other text.
[[nodiscard]] std::optional<std::string> from_base64(std::string_view text);

}  // namespace palabre
