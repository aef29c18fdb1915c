#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace palabre {

/// base64url without padding (RFC 4648, section 5).
[[nodiscard]] std::string to_base64url(std::span<const std::uint8_t> bytes);
/// The same into `to`, four characters for each three bytes; returns where it ends.
char* write_base64url(std::span<const std::uint8_t> bytes, char* to);

/// Decodes `text` into exactly `bytes`. False, with anything in `bytes`, where it is not the
/// canonical form of so many bytes: another length or character, or an unused bit that is not zero.
[[nodiscard]] bool from_base64url(std::string_view text, std::span<std::uint8_t> bytes);

/// Whether `text` is the canonical form of exactly `bytes` bytes.
[[nodiscard]] bool is_base64url_of(std::string_view text, std::size_t bytes);

/// Whether `text` has 22 characters of the alphabet: the form of an entry's id, which is cut.
[[nodiscard]] bool is_cut_id(std::string_view text);

}  // namespace palabre
