#include "interchange/base64.hpp"

#include <algorithm>

#include "deliberation/base64url.hpp"

namespace palabre {

std::string to_base64(std::span<const std::uint8_t> bytes) {
    std::string text = to_base64url(bytes);
    std::replace(text.begin(), text.end(), '-', '+');
    std::replace(text.begin(), text.end(), '_', '/');
    text.append((4 - text.size() % 4) % 4, '=');
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    if (text.size() % 4 != 0) return std::nullopt;
    std::size_t padding = 0;
    while (padding < 2 && !text.empty() && text.back() == '=') {
        text.remove_suffix(1);
        ++padding;
    }
    std::string same(text);
    for (char& c : same) {
        // The other alphabet's last two stand for nothing here.
        if (c == '-' || c == '_') return std::nullopt;
        if (c == '+') c = '-';
        if (c == '/') c = '_';
    }
    std::string bytes(text.size() * 3 / 4, '\0');
    const std::span<std::uint8_t> to(reinterpret_cast<std::uint8_t*>(bytes.data()), bytes.size());
    if (!from_base64url(same, to)) return std::nullopt;
    return bytes;
}

}  // namespace palabre
