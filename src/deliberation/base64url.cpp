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

constexpr std::array<std::uint8_t, 256> digit_table = make_digits();

std::uint8_t digit_of(char c) {
    return digit_table[static_cast<unsigned char>(c)];
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

char* write_base64url(std::span<const std::uint8_t> bytes, char* to) {
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
    return to;
}

std::string to_base64url(std::span<const std::uint8_t> bytes) {
    std::string text((bytes.size() * 4 + 2) / 3, '\0');
    write_base64url(bytes, text.data());
    return text;
}

bool from_base64url(std::string_view text, std::span<std::uint8_t> bytes) {
    if (text.size() != (bytes.size() * 4 + 2) / 3) return false;
    const char* from = text.data();
    std::uint8_t* to = bytes.data();
    std::size_t left = bytes.size();
    std::uint32_t all = 0;
    for (; left >= 3; left -= 3, from += 4, to += 3) {
        const std::uint32_t a = digit_of(from[0]);
        const std::uint32_t b = digit_of(from[1]);
        const std::uint32_t c = digit_of(from[2]);
        const std::uint32_t d = digit_of(from[3]);
        all |= a | b | c | d;
        const std::uint32_t bits = (a << 18U) | (b << 12U) | (c << 6U) | d;
        to[0] = static_cast<std::uint8_t>(bits >> 16U);
        to[1] = static_cast<std::uint8_t>(bits >> 8U);
        to[2] = static_cast<std::uint8_t>(bits);
    }
    if (left > 0) {
        const std::uint32_t bits = (std::uint32_t{digit_of(from[0])} << 12U) |
                                   (std::uint32_t{digit_of(from[1])} << 6U) |
                                   (left == 2 ? digit_of(from[2]) : std::uint8_t{0});
        to[0] = static_cast<std::uint8_t>(bits >> 10U);
        if (left == 2) to[1] = static_cast<std::uint8_t>(bits >> 2U);
        if (!is_base64url_of({from, left + 1}, left)) return false;
    }
    return all < 64;
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
