#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace palabre::hub {

/// SHA-1, which the opening handshake of WebSocket wants and nothing else may use: it keeps nothing
/// secret and proves nothing. Source: RFC 3174, section 6.1.
[[nodiscard]] std::array<std::uint8_t, 20> sha1(std::string_view bytes);

}  // namespace palabre::hub
