#pragma once

#include <cstddef>
#include <fstream>
#include <nlohmann/json.hpp>
#include <string>

/// The published vectors beside these tests; tests/wasm/seal.test.mjs holds the web builds to the
/// same files.
inline nlohmann::json vectors_of(const std::string& file) {
    std::ifstream in(std::string(PALABRE_SEAL_VECTORS) + "/" + file);
    return nlohmann::json::parse(in).at("vectors");
}

/// The bytes that hexadecimal digits stand for.
inline std::string from_hex(const std::string& digits) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < digits.size(); i += 2) {
        bytes += static_cast<char>(std::stoi(digits.substr(i, 2), nullptr, 16));
    }
    return bytes;
}

/// 32 or 64 bytes in one of the seal's types.
template <class Fixed>
Fixed fixed_from_hex(const std::string& digits) {
    const std::string bytes = from_hex(digits);
    Fixed fixed;
    for (std::size_t i = 0; i < fixed.bytes.size(); ++i) {
        fixed.bytes[i] = static_cast<std::uint8_t>(bytes.at(i));
    }
    return fixed;
}
