#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace palabre {

/// Writes the UTF-8 of a code point that is no surrogate and at most U+10FFFF, at most 4 bytes;
/// where it ends.
char* write_utf8(char* to, std::uint32_t code_point);
/// Adds it to a text.
void append_utf8(std::string& out, std::uint32_t code_point);

/// Where `text` stops being UTF-8 (overlong forms, surrogates and code points beyond U+10FFFF are
/// none), or nothing. Source: The Unicode Standard 15, table 3-7.
[[nodiscard]] std::optional<std::size_t> first_invalid_utf8(std::string_view text);

/// `text` without the byte order mark that it may begin with.
[[nodiscard]] std::string_view without_byte_order_mark(std::string_view text);

/// The line, from 1, in which the byte `at` stands.
[[nodiscard]] std::size_t line_of(std::string_view text, std::size_t at);

}  // namespace palabre
