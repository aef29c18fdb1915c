#include "deliberation/sha256.hpp"

#include <catch2/catch_all.hpp>

#include "deliberation/sha256_blocks.hpp"
#include "support/random.hpp"

namespace sha256_test {

// That every length from 0 to 299 has libsodium's hash is a test of tests/seal.

using namespace palabre;
using support::Random;

namespace {

std::string random_bytes(Random& random, std::size_t size) {
    std::string bytes(size, '\0');
    for (char& c : bytes) c = static_cast<char>(random.next());
    return bytes;
}

}  // namespace

// FIPS 180-2, appendix B (the same in NIST's examples for FIPS 180-4), and the empty text.
TEST_CASE("published texts have their published hashes", "[sha256][literature]") {
    const auto [text, hash] = GENERATE(table<std::string, std::string>({
        {"", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},
        {"abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
        {"abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
         "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"},
        {"abcdefghbcdefghicdefghijdefghijkefghijklfghijklmghijklmnhijklmnoijklmnopjklmnopq"
         "klmnopqrlmnopqrsmnopqrstnopqrstu",
         "cf5b16a778af8380036ce59e7b0492370b249b11e8f07a51afac45037afee9d1"},
        {std::string(1'000'000, 'a'),
         "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"},
    }));
    CHECK(to_hex(sha256(text)) == hash);
}

TEST_CASE("a text fed in pieces has the hash of the whole", "[sha256][property]") {
    Random random(180);
    for (const std::size_t size :
         {0U, 1U, 55U, 56U, 63U, 64U, 65U, 119U, 120U, 127U, 128U, 1000U}) {
        const std::string text = random_bytes(random, size);
        for (int run = 0; run < 20; ++run) {
            Sha256 hash;
            for (std::size_t at = 0; at < size;) {
                const std::size_t piece = random.below(std::min<std::size_t>(size - at, 130) + 1);
                hash.update(std::string_view(text).substr(at, piece));
                at += piece;
            }
            INFO("size " << size << ", run " << run);
            REQUIRE(hash.finish() == sha256(text));
        }
    }
}

TEST_CASE("the processor's instructions give the bits of the portable way", "[sha256][property]") {
    Random random(64);
    for (std::size_t count = 1; count <= 40; ++count) {
        const std::string bytes = random_bytes(random, count * 64);
        const auto* blocks = reinterpret_cast<const std::uint8_t*>(bytes.data());
        std::array<std::uint32_t, 8> portable{};
        for (std::uint32_t& word : portable) word = static_cast<std::uint32_t>(random.next());
        std::array<std::uint32_t, 8> quick = portable;
        if (!sha256_detail::take_blocks_x86(quick, blocks, count)) {
            SKIP("this processor has no instructions for SHA-256");
        }
        sha256_detail::take_blocks_portable(portable, blocks, count);
        INFO(count << " blocks");
        REQUIRE(quick == portable);
    }
}

// Whatever this processor has, so that both ways are held to the published hash.
TEST_CASE("the portable way alone gives the published hash of abc", "[sha256][literature]") {
    std::array<std::uint8_t, 64> block{'a', 'b', 'c', 0x80};
    block[63] = 24;  // bits
    std::array<std::uint32_t, 8> state{0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a,
                                       0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19};
    sha256_detail::take_blocks_portable(state, block.data(), 1);
    CHECK(state == std::array<std::uint32_t, 8>{0xba7816bf, 0x8f01cfea, 0x414140de, 0x5dae2223,
                                                0xb00361a3, 0x96177a9c, 0xb410ff61, 0xf20015ad});
}

}  // namespace sha256_test
