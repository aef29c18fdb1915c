#pragma once

#include <string>
#include <string_view>

namespace palabre::naive {

std::string sha256(std::string_view bytes);      ///< 32 raw bytes
std::string sha256_hex(std::string_view bytes);  ///< 64 hexadecimal digits
std::string base64url(std::string_view bytes);   ///< canonical, without padding
std::string id_of(std::string_view text);        ///< the first 22 characters of its hash
bool is_base64url(std::string_view text, std::size_t bytes);  ///< canonical, of so many bytes

/// 22 characters of base64url: an id is cut, so any last one will do.
bool is_id(std::string_view text);

inline bool is_key(std::string_view text) {
    return is_base64url(text, 32);
}

/// The bytes of base64url; what is not of the alphabet ends it.
std::string from_base64url(std::string_view text);

/// Whether `signature` (base64url) is `key`'s over `message`, as libsodium says.
bool is_signature(std::string_view key, std::string_view message, std::string_view signature);

/// Whether `signature` (base64url) is `author`'s for `head`, as libsodium says.
bool is_signed(std::string_view author, std::string_view head, std::string_view signature);

}  // namespace palabre::naive
