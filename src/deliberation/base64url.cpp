#include "deliberation/base64url.hpp"

#include <array>

namespace palabre {

namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

constexpr std::uint8_t no_digit = 255;

constexpr std::array<std::uint8_t, 256> make_digits() {
    std::array<std::uint8_t, 256> digits{};
    for (auto& digit : digits) digit = no_digit;
    for (std::size_t i = 0; i < alphabet.size(); ++i) {
        digits[static_cast<unsigned char>(alphabet[i])] = static_cast<std::uint8_t>(i);
    }
    return digits;
}

constexpr std::array<std::uint8_t, 256> digits = make_digits();

std::uint8_t digit_of(char c) {
    return digits[static_cast<unsigned char>(c)];
}

bool all_digits(std::string_view text) {
    std::uint8_t all = 0;
    for (const char c : text) all |= digit_of(c);
    // Digits have six bits; what is none has all eight.
    return all < 64;
}

}  // namespace

std::string to_base64url(std::span<const std::uint8_t> bytes) {
    std::string text;
    text.reserve((bytes.size() * 4 + 2) / 3);
    std::uint32_t bits = 0;
    int held = 0;
    for (const std::uint8_t byte : bytes) {
        bits = (bits << 8U) | byte;
        held += 8;
        while (held >= 6) {
            held -= 6;
            text += alphabet[(bits >> static_cast<unsigned>(held)) & 63U];
        }
    }
    if (held > 0) text += alphabet[(bits << static_cast<unsigned>(6 - held)) & 63U];
    return text;
}

std::optional<std::vector<std::uint8_t>> from_base64url(std::string_view text) {
    if (text.size() % 4 == 1) return std::nullopt;
    std::vector<std::uint8_t> bytes;
    bytes.reserve(text.size() * 3 / 4);
    std::uint32_t bits = 0;
    int held = 0;
    for (const char c : text) {
        const std::uint8_t digit = digit_of(c);
        if (digit == no_digit) return std::nullopt;
        bits = (bits << 6U) | digit;
        held += 6;
        if (held >= 8) {
            held -= 8;
            bytes.push_back(static_cast<std::uint8_t>(bits >> static_cast<unsigned>(held)));
        }
    }
    if ((bits & ((1U << static_cast<unsigned>(held)) - 1U)) != 0) return std::nullopt;
    return bytes;
}

bool is_base64url_of(std::string_view text, std::size_t bytes) {
    if (text.size() != (bytes * 4 + 2) / 3 || !all_digits(text)) return false;
    const unsigned last = text.empty() ? 0U : digit_of(text.back());
    const auto unused = static_cast<unsigned>(text.size() * 6 - bytes * 8);
    return (last & ((1U << unused) - 1U)) == 0;
}

bool is_cut_id(std::string_view text) {
    return text.size() == 22 && all_digits(text);
}

}  // namespace palabre
