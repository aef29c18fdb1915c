#include "interchange/html_text.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

#include "interchange/ascii.hpp"
#include "interchange/html_reference_table.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

int hex_value(char c) {
    if (is_digit(c)) return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The pieces of `list` between semicolons, in order.
std::vector<std::string_view> pieces_of(std::string_view list) {
    std::vector<std::string_view> pieces;
    for (std::size_t at = 0; at < list.size();) {
        const std::size_t end = list.find(';', at);
        pieces.push_back(list.substr(at, end - at));
        at = end + 1;
    }
    return pieces;
}

// The code points in hex of the reference `name`, or nothing.
std::string_view code_points_of(std::string_view name) {
    static const std::vector<std::string_view> names = pieces_of(html_reference_names);
    const auto name_in = [](std::string_view piece) { return piece.substr(0, piece.find(' ')); };
    const auto found = std::lower_bound(
        names.begin(), names.end(), name,
        [&](std::string_view piece, std::string_view wanted) { return name_in(piece) < wanted; });
    if (found == names.end() || name_in(*found) != name) return {};
    return found->substr(name.size() + 1);
}

bool is_legacy(std::string_view name) {
    static const std::vector<std::string_view> names = pieces_of(html_legacy_references);
    return std::binary_search(names.begin(), names.end(), name);
}

void append_named(std::string& out, std::string_view hex_list) {
    std::uint32_t code_point = 0;
    for (const char c : hex_list) {
        if (c == ' ') {
            append_utf8(out, code_point);
            code_point = 0;
        } else {
            code_point = code_point * 16 + static_cast<std::uint32_t>(hex_value(c));
        }
    }
    append_utf8(out, code_point);
}

// "Numeric character reference end state": what pages wrote that meant Windows-1252.
constexpr std::array<std::uint16_t, 32> windows_1252{
    0x20AC, 0x81,   0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021, 0x02C6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8D,   0x017D, 0x8F,   0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022,
    0x2013, 0x2014, 0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D,   0x017E, 0x0178};

std::uint32_t meant_by_number(std::uint32_t number) {
    if (number == 0 || number > 0x10FFFF || (number >= 0xD800 && number <= 0xDFFF)) return 0xFFFD;
    if (number >= 0x80 && number <= 0x9F) return windows_1252[number - 0x80];
    return number;
}

// The reference that `text` begins with (after its `&#`): how many bytes it takes, 0 where none.
std::size_t append_numeric(std::string& out, std::string_view text) {
    const bool hex = !text.empty() && (text[0] == 'x' || text[0] == 'X');
    std::size_t at = hex ? 1 : 0;
    const std::size_t digits_at = at;
    std::uint32_t number = 0;
    for (; at < text.size(); ++at) {
        const int value = hex ? hex_value(text[at]) : (is_digit(text[at]) ? text[at] - '0' : -1);
        if (value < 0) break;
        // Beyond the last code point the value no longer matters, but it must not wrap.
        number = std::min(number * (hex ? 16U : 10U) + static_cast<std::uint32_t>(value),
                          std::uint32_t{0x110000});
    }
    if (at == digits_at) return 0;
    append_utf8(out, meant_by_number(number));
    return at < text.size() && text[at] == ';' ? at + 1 : at;
}

// The same for `text` after its `&`.
std::size_t append_named_reference(std::string& out, std::string_view text, bool in_attribute) {
    constexpr std::size_t longest_name = 31;
    std::size_t end = 0;
    while (end < text.size() && end <= longest_name &&
           (is_letter(text[end]) || is_digit(text[end]))) {
        ++end;
    }
    if (end < text.size() && text[end] == ';') {
        const std::string_view hex_list = code_points_of(text.substr(0, end));
        if (!hex_list.empty()) {
            append_named(out, hex_list);
            return end + 1;
        }
    }
    constexpr std::size_t longest_legacy_name = 6;
    for (std::size_t size = std::min(end, longest_legacy_name); size >= 2; --size) {
        if (!is_legacy(text.substr(0, size))) continue;
        const char next = size < text.size() ? text[size] : ' ';
        if (in_attribute && (next == '=' || is_letter(next) || is_digit(next))) return 0;
        append_named(out, code_points_of(text.substr(0, size)));
        return size;
    }
    return 0;
}

}  // namespace

std::string decode_references(std::string_view text, bool in_attribute) {
    std::string out;
    out.reserve(text.size());
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t ampersand = std::min(text.find('&', at), text.size());
        out.append(text.substr(at, ampersand - at));
        at = ampersand;
        if (at == text.size()) break;
        const std::string_view rest = text.substr(at + 1);
        const std::size_t taken = !rest.empty() && rest[0] == '#'
                                      ? append_numeric(out, rest.substr(1)) + 1
                                      : append_named_reference(out, rest, in_attribute);
        const bool is_reference = !rest.empty() && (rest[0] == '#' ? taken > 1 : taken > 0);
        if (!is_reference) out += '&';
        at += is_reference ? taken + 1 : 1;
    }
    return out;
}

}  // namespace palabre
