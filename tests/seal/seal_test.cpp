#include "seal/seal.hpp"

#include <sodium/crypto_hash_sha256.h>

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <random>
#include <set>
#include <string>

#include "deliberation/sha256.hpp"
#include "seal/palabre_seal.h"

namespace seal_test {

using namespace palabre;

namespace {

seal::KeyPair some_keys(std::uint8_t number) {
    seal::Seed seed;
    seed.bytes.fill(number);
    return seal::key_pair_from(seed);
}

std::string head_by(const seal::KeyPair& keys, int n = 1) {
    return R"({"v":1,"debate":"example.org/rue-des-halles","author":")" +
           seal::to_text(keys.public_key) + R"(","n":)" + std::to_string(n) +
           R"(,"clock":1,"seen":"","at":0,"body":"AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"})";
}

std::string random_text(std::mt19937& random, std::size_t size) {
    std::string text(size, '\0');
    for (char& c : text) c = static_cast<char>(random() & 0xffU);
    return text;
}

/// What the web asks of palabre-seal.wasm, asked of the same function natively.
bool room_says_good(const seal::PublicKey& key, const std::string& message,
                    const seal::Signature& signature) {
    std::uint8_t* next = palabre_seal_room();
    next = std::copy(key.bytes.begin(), key.bytes.end(), next);
    next = std::copy(signature.bytes.begin(), signature.bytes.end(), next);
    std::copy(message.begin(), message.end(), next);
    return palabre_seal_verify(static_cast<std::uint32_t>(message.size())) == 1;
}

}  // namespace

TEST_CASE("what a key signs is good, and one flipped bit anywhere makes it bad", "[seal]") {
    std::mt19937 random(20240601);
    for (int round = 0; round < 24; ++round) {
        const auto keys = some_keys(static_cast<std::uint8_t>(round));
        std::string text = random_text(random, 1 + random() % 300);
        auto signature = seal::sign(keys, text);
        auto key = keys.public_key;
        REQUIRE(seal::verify(key, text, signature));

        const auto bit = static_cast<std::uint8_t>(1U << (random() % 8));
        auto& in_signature = signature.bytes[random() % signature.bytes.size()];
        in_signature ^= bit;
        CHECK_FALSE(seal::verify(key, text, signature));
        in_signature ^= bit;

        auto& in_key = key.bytes[random() % key.bytes.size()];
        in_key ^= bit;
        CHECK_FALSE(seal::verify(key, text, signature));
        in_key ^= bit;

        char& in_text = text[random() % text.size()];
        in_text = static_cast<char>(in_text ^ bit);
        CHECK_FALSE(seal::verify(key, text, signature));
    }
}

TEST_CASE("every single bit of one signature matters", "[seal]") {
    const auto keys = some_keys(1);
    const std::string head = head_by(keys);
    const auto signature = seal::sign(keys, head);
    for (std::size_t bit = 0; bit < 8 * signature.bytes.size(); ++bit) {
        auto changed = signature;
        changed.bytes[bit / 8] ^= static_cast<std::uint8_t>(1U << (bit % 8));
        INFO("bit " << bit);
        CHECK_FALSE(seal::verify(keys.public_key, head, changed));
    }
}

TEST_CASE("an entry's signature is over its prefix, so it serves for nothing else", "[seal]") {
    const auto keys = some_keys(2);
    const std::string head = head_by(keys);
    const std::string author = seal::to_text(keys.public_key);
    CHECK(seal::verify_entry(author, head, seal::sign_entry(keys, head)));
    CHECK_FALSE(seal::verify_entry(author, head, seal::to_text(seal::sign(keys, head))));
    CHECK_FALSE(seal::verify_entry(author, head,
                                   seal::to_text(seal::sign(keys, "palabre entry 2\n" + head))));
}

// Signed by OpenSSL with the key of RFC 8032's TEST 1.
TEST_CASE("an entry signed elsewhere is good here, and signed the same here", "[seal]") {
    const std::string author = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    const std::string sig =
        "5QeqH8myt9F9gBN-xJqT7yBMjOnxkvZISU-kViv2KPsXST6uPNBCRNLd2ofnNwrYLbUPCoOO4kSIHYlYqN8uCg";
    const auto seed = seal::seed_from("nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A");
    REQUIRE(seed.has_value());
    const auto keys = seal::key_pair_from(*seed);
    const std::string head = head_by(keys);
    CHECK(seal::to_text(keys.public_key) == author);
    CHECK(seal::sign_entry(keys, head) == sig);
    CHECK(seal::verify_entry(author, head, sig));
}

TEST_CASE("an entry is nobody else's", "[seal]") {
    const auto keys = some_keys(3);
    const std::string head = head_by(keys);
    const std::string sig = seal::sign_entry(some_keys(4), head);
    CHECK_FALSE(seal::verify_entry(seal::to_text(keys.public_key), head, sig));
}

TEST_CASE("a signature or key in base64url that is not canonical is refused", "[seal]") {
    const auto keys = some_keys(5);
    const std::string head = head_by(keys);
    const std::string author = seal::to_text(keys.public_key);
    const std::string sig = seal::sign_entry(keys, head);
    REQUIRE(author.size() == 43);
    REQUIRE(sig.size() == 86);
    REQUIRE(seal::verify_entry(author, head, sig));

    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const auto with_last = [](std::string text, char last) {
        text.back() = last;
        return text;
    };
    const auto digit = [&](char c) { return alphabet.find(c); };
    int tried = 0;
    for (std::size_t unused = 1; unused < 4; ++unused) {  // two bits of a key's last digit
        const auto text = with_last(author, alphabet[digit(author.back()) + unused]);
        CHECK_FALSE(seal::public_key_from(text).has_value());
        ++tried;
    }
    for (std::size_t unused = 1; unused < 16; ++unused) {  // four of a signature's
        const auto text = with_last(sig, alphabet[digit(sig.back()) + unused]);
        CHECK_FALSE(seal::verify_entry(author, head, text));
        ++tried;
    }
    CHECK(tried == 18);
    CHECK_FALSE(seal::verify_entry(author + "=", head, sig));
    CHECK_FALSE(seal::verify_entry(author, head, sig + "=="));
    CHECK_FALSE(seal::verify_entry(author, head, sig + "A"));
    CHECK_FALSE(seal::verify_entry(author, head, sig.substr(0, 85)));
    CHECK_FALSE(seal::verify_entry(author, head, ""));
    CHECK_FALSE(seal::verify_entry(author, head, with_last(sig, '+')));
    CHECK_FALSE(seal::seed_from(sig).has_value());
    CHECK_FALSE(seal::signature_from(author).has_value());
}

TEST_CASE("a key's text and back is the same key", "[seal]") {
    const auto keys = some_keys(6);
    const auto again = seal::public_key_from(seal::to_text(keys.public_key));
    REQUIRE(again.has_value());
    CHECK(again->bytes == keys.public_key.bytes);
}

TEST_CASE("the web's way of asking gives the native answer, whatever stands in the room",
          "[seal]") {
    std::mt19937 random(7);
    const auto keys = some_keys(8);
    for (const std::size_t size :
         {std::size_t{0}, std::size_t{1}, std::size_t{500}, std::size_t{PALABRE_SEAL_MESSAGE}}) {
        const std::string message = random_text(random, size);
        const auto signature = seal::sign(keys, message);
        CHECK(room_says_good(keys.public_key, message, signature));
        CHECK_FALSE(room_says_good(some_keys(9).public_key, message, signature));
    }
    CHECK(palabre_seal_verify(PALABRE_SEAL_MESSAGE + 1) == 0);
    CHECK(palabre_seal_verify(0xffffffffU) == 0);
}

TEST_CASE("two new keys are not the same key", "[seal]") {
    std::set<std::array<std::uint8_t, 32>> seen;
    for (int i = 0; i < 32; ++i) {
        const auto seed = seal::new_seed();
        REQUIRE(seed.ok());
        seen.insert(seed.value().bytes);
    }
    CHECK(seen.size() == 32);
}

// The domain may use the standard library only and brings its own SHA-256.
TEST_CASE("the domain and libsodium agree on every hash", "[seal]") {
    std::mt19937 random(256);
    for (std::size_t size = 0; size < 300; ++size) {
        const std::string text = random_text(random, size);
        Digest expected{};
        crypto_hash_sha256(expected.data(), reinterpret_cast<const unsigned char*>(text.data()),
                           text.size());
        INFO("size " << size);
        CHECK(sha256(text) == expected);
    }
}

}  // namespace seal_test
