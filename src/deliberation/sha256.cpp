#include "deliberation/sha256.hpp"

#include <cstring>

#include "deliberation/sha256_blocks.hpp"

namespace palabre {

namespace sha256_detail {
namespace {

std::uint32_t rotate(std::uint32_t x, unsigned bits) {
    return (x >> bits) | (x << (32U - bits));
}

std::uint32_t big_endian(const std::uint8_t* at) {
    return (std::uint32_t{at[0]} << 24U) | (std::uint32_t{at[1]} << 16U) |
           (std::uint32_t{at[2]} << 8U) | std::uint32_t{at[3]};
}

// One round; the caller renames the eight words instead of moving them. Always inline: half of what
// replaying a log costs in WebAssembly is this.
[[gnu::always_inline]] inline void round(std::uint32_t a, std::uint32_t b, std::uint32_t c,
                                         std::uint32_t& d, std::uint32_t e, std::uint32_t f,
                                         std::uint32_t g, std::uint32_t& h, std::uint32_t add) {
    const std::uint32_t t1 =
        h + (rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25)) + (g ^ (e & (f ^ g))) + add;
    d += t1;
    h = t1 + (rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22)) + ((a & b) | (c & (a | b)));
}

}  // namespace

void take_blocks_portable(std::array<std::uint32_t, 8>& state, const std::uint8_t* blocks,
                          std::size_t count) {
    for (; count > 0; --count, blocks += 64) {
        std::array<std::uint32_t, 64> w;
        for (std::size_t t = 0; t < 16; ++t) w[t] = big_endian(blocks + 4 * t);
        for (std::size_t t = 16; t < 64; ++t) {
            const std::uint32_t s0 =
                rotate(w[t - 15], 7) ^ rotate(w[t - 15], 18) ^ (w[t - 15] >> 3U);
            const std::uint32_t s1 =
                rotate(w[t - 2], 17) ^ rotate(w[t - 2], 19) ^ (w[t - 2] >> 10U);
            w[t] = w[t - 16] + s0 + w[t - 7] + s1;
        }
        auto [a, b, c, d, e, f, g, h] = state;
        for (std::size_t t = 0; t < 64; t += 8) {
            const std::uint32_t* const k = round_constants.data() + t;
            const std::uint32_t* const v = w.data() + t;
            round(a, b, c, d, e, f, g, h, k[0] + v[0]);
            round(h, a, b, c, d, e, f, g, k[1] + v[1]);
            round(g, h, a, b, c, d, e, f, k[2] + v[2]);
            round(f, g, h, a, b, c, d, e, k[3] + v[3]);
            round(e, f, g, h, a, b, c, d, k[4] + v[4]);
            round(d, e, f, g, h, a, b, c, k[5] + v[5]);
            round(c, d, e, f, g, h, a, b, k[6] + v[6]);
            round(b, c, d, e, f, g, h, a, k[7] + v[7]);
        }
        const std::array<std::uint32_t, 8> add{a, b, c, d, e, f, g, h};
        for (std::size_t i = 0; i < 8; ++i) state[i] += add[i];
    }
}

}  // namespace sha256_detail

namespace {

void take_blocks(std::array<std::uint32_t, 8>& state, const std::uint8_t* blocks,
                 std::size_t count) {
    if (sha256_detail::take_blocks_x86(state, blocks, count)) return;
    sha256_detail::take_blocks_portable(state, blocks, count);
}

void write_big_endian(std::uint32_t word, std::uint8_t* to) {
    to[0] = static_cast<std::uint8_t>(word >> 24U);
    to[1] = static_cast<std::uint8_t>(word >> 16U);
    to[2] = static_cast<std::uint8_t>(word >> 8U);
    to[3] = static_cast<std::uint8_t>(word);
}

const std::uint8_t* bytes_of(std::string_view text) {
    return reinterpret_cast<const std::uint8_t*>(text.data());
}

}  // namespace

Sha256& Sha256::update(std::string_view bytes) {
    const std::size_t held = length_ % 64;
    length_ += bytes.size();
    if (held > 0) {
        const std::size_t part = bytes.size() < 64 - held ? bytes.size() : 64 - held;
        if (part > 0) std::memcpy(block_.data() + held, bytes.data(), part);
        bytes.remove_prefix(part);
        if (held + part < 64) return *this;
        take_blocks(state_, block_.data(), 1);
    }
    const std::size_t whole = bytes.size() / 64;
    if (whole > 0) take_blocks(state_, bytes_of(bytes), whole);
    bytes.remove_prefix(whole * 64);
    if (!bytes.empty()) std::memcpy(block_.data(), bytes.data(), bytes.size());
    return *this;
}

Digest Sha256::finish() {
    constexpr std::size_t length_at = 56;
    const std::uint64_t bits = length_ * 8;
    std::size_t held = length_ % 64;
    block_[held++] = 0x80;
    if (held > length_at) {
        std::memset(block_.data() + held, 0, block_.size() - held);
        take_blocks(state_, block_.data(), 1);
        held = 0;
    }
    std::memset(block_.data() + held, 0, length_at - held);
    write_big_endian(static_cast<std::uint32_t>(bits >> 32U), block_.data() + length_at);
    write_big_endian(static_cast<std::uint32_t>(bits), block_.data() + length_at + 4);
    take_blocks(state_, block_.data(), 1);
    Digest digest;
    for (std::size_t i = 0; i < state_.size(); ++i) {
        write_big_endian(state_[i], digest.data() + 4 * i);
    }
    return digest;
}

Digest sha256(std::string_view bytes) {
    return Sha256().update(bytes).finish();
}

std::string to_hex(const Digest& digest) {
    constexpr std::string_view digits = "0123456789abcdef";
    std::string hex;
    hex.reserve(64);
    for (const std::uint8_t byte : digest) {
        hex += digits[byte >> 4U];
        hex += digits[byte & 15U];
    }
    return hex;
}

}  // namespace palabre
