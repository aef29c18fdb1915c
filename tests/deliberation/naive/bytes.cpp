#include "deliberation/naive/bytes.hpp"

#include <sodium/crypto_hash_sha256.h>
#include <sodium/crypto_sign_ed25519.h>

namespace palabre::naive {
namespace {

constexpr std::string_view alphabet =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

const unsigned char* raw(const std::string& bytes) {
    return reinterpret_cast<const unsigned char*>(bytes.data());
}

}  // namespace

std::string from_base64url(std::string_view text) {
    std::string out;
    unsigned bits = 0, count = 0;
    for (const char c : text) {
        bits = (bits << 6) | static_cast<unsigned>(alphabet.find(c));
        count += 6;
        if (count >= 8) {
            count -= 8;
            out += static_cast<char>((bits >> count) & 0xFF);
        }
    }
    return out;
}

std::string sha256(std::string_view bytes) {
    const std::string input(bytes);
    std::string out(crypto_hash_sha256_BYTES, '\0');
    crypto_hash_sha256(reinterpret_cast<unsigned char*>(out.data()), raw(input), input.size());
    return out;
}

std::string sha256_hex(std::string_view bytes) {
    std::string out;
    for (const char c : sha256(bytes)) {
        const auto byte = static_cast<unsigned char>(c);
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789abcdef"[byte & 15];
    }
    return out;
}

std::string base64url(std::string_view bytes) {
    std::string out;
    unsigned bits = 0, count = 0;
    for (const char c : bytes) {
        bits = (bits << 8) | static_cast<unsigned char>(c);
        count += 8;
        while (count >= 6) {
            count -= 6;
            out += alphabet[(bits >> count) & 63];
        }
    }
    if (count > 0) out += alphabet[(bits << (6 - count)) & 63];
    return out;
}

std::string id_of(std::string_view text) {
    return base64url(sha256(text)).substr(0, 22);
}

bool is_base64url(std::string_view text, std::size_t bytes) {
    return text.size() == (bytes * 8 + 5) / 6 && text.find_first_not_of(alphabet) == text.npos &&
           base64url(from_base64url(text)) == text;
}

bool is_id(std::string_view text) {
    return text.size() == 22 && text.find_first_not_of(alphabet) == text.npos;
}

bool is_signed(std::string_view author, std::string_view head, std::string_view signature) {
    return is_signature(author, "palabre entry 1\n" + std::string(head), signature);
}

bool is_signature(std::string_view key, std::string_view message, std::string_view signature) {
    if (!is_base64url(signature, 64)) return false;
    const std::string raw_key = from_base64url(key), sig = from_base64url(signature);
    return crypto_sign_ed25519_verify_detached(
               raw(sig), reinterpret_cast<const unsigned char*>(message.data()), message.size(),
               raw(raw_key)) == 0;
}

}  // namespace palabre::naive
