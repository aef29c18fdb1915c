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

char character(std::uint32_t six_bits) {
    return alphabet[six_bits & 63U];
}

}  // namespace

std::string to_base64url(std::span<const std::uint8_t> bytes) {
    std::string text((bytes.size() * 4 + 2) / 3, '\0');
    char* to = text.data();
    std::size_t i = 0;
    for (; i + 3 <= bytes.size(); i += 3) {
        const std::uint32_t bits =
            (std::uint32_t{bytes[i]} << 16U) | (std::uint32_t{bytes[i + 1]} << 8U) | bytes[i + 2];
        *to++ = character(bits >> 18U);
        *to++ = character(bits >> 12U);
        *to++ = character(bits >> 6U);
        *to++ = character(bits);
    }
    const std::size_t left = bytes.size() - i;
    if (left > 0) {
        const std::uint32_t bits =
            (std::uint32_t{bytes[i]} << 8U) | (left == 2 ? bytes[i + 1] : std::uint8_t{0});
        *to++ = character(bits >> 10U);
        *to++ = character(bits >> 4U);
        if (left == 2) *to++ = character(bits << 2U);
    }
    return text;
}

bool from_base64url(std::string_view text, std::span<std::uint8_t> bytes) {
    if (!is_base64url_of(text, bytes.size())) return false;
    std::uint32_t bits = 0;
    unsigned held = 0;
    std::uint8_t* to = bytes.data();
    for (const char c : text) {
        bits = (bits << 6U) | digit_of(c);
        held += 6;
        if (held < 8) continue;
        held -= 8;
        *to++ = static_cast<std::uint8_t>(bits >> held);
    }
    return true;
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
