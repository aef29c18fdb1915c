#include "deliberation/base64url.hpp"

#include <catch2/catch_all.hpp>

#include "support/random.hpp"

namespace base64url_test {

using namespace palabre;
using support::Random;

namespace {

using Bytes = std::vector<std::uint8_t>;

// Bit by bit, as RFC 4648 says it.
std::string plain_base64url(const Bytes& bytes) {
    std::string bits;
    for (const std::uint8_t byte : bytes) {
        for (int bit = 7; bit >= 0; --bit) bits += (byte >> bit) & 1 ? '1' : '0';
    }
    while (bits.size() % 6 != 0) bits += '0';
    std::string text;
    for (std::size_t at = 0; at < bits.size(); at += 6) {
        const auto value = std::stoul(bits.substr(at, 6), nullptr, 2);
        text += "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"[value];
    }
    return text;
}

bool decodes(std::string_view text, std::size_t size) {
    Bytes bytes(size);
    const bool decoded = from_base64url(text, bytes);
    CHECK(is_base64url_of(text, size) == decoded);
    return decoded;
}

}  // namespace

TEST_CASE("the examples of RFC 4648 are written without their padding", "[base64url][literature]") {
    const auto [plain, text] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"f", "Zg"},
        {"fo", "Zm8"},
        {"foo", "Zm9v"},
        {"foob", "Zm9vYg"},
        {"fooba", "Zm9vYmE"},
        {"foobar", "Zm9vYmFy"},
    }));
    const Bytes bytes(plain.begin(), plain.end());
    CHECK(to_base64url(bytes) == text);
    Bytes back(bytes.size());
    REQUIRE(from_base64url(text, back));
    CHECK(back == bytes);
}

TEST_CASE("any bytes come back from their text", "[base64url][property]") {
    Random random(4648);
    for (std::size_t size = 0; size <= 70; ++size) {
        Bytes bytes(size);
        for (std::uint8_t& byte : bytes) byte = static_cast<std::uint8_t>(random.next());
        const std::string text = to_base64url(bytes);
        REQUIRE(text == plain_base64url(bytes));
        Bytes back(size);
        REQUIRE(from_base64url(text, back));
        REQUIRE(back == bytes);
    }
}

TEST_CASE("of all texts of two and three characters, each byte and pair has exactly one",
          "[base64url]") {
    const std::string alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::size_t of_one = 0;
    std::size_t of_two = 0;
    for (const char a : alphabet) {
        for (const char b : alphabet) {
            const char two[] = {a, b};
            of_one += is_base64url_of({two, 2}, 1) ? 1 : 0;
            for (const char c : alphabet) {
                const char three[] = {a, b, c};
                of_two += is_base64url_of({three, 3}, 2) ? 1 : 0;
            }
        }
    }
    CHECK(of_one == 256);
    CHECK(of_two == 65536);
}

TEST_CASE("a text that is not the canonical one of so many bytes is refused", "[base64url]") {
    CHECK(decodes("AA", 1));
    CHECK_FALSE(decodes("AB", 1));    // an unused bit
    CHECK_FALSE(decodes("AP", 1));    // all unused bits
    CHECK_FALSE(decodes("AAB", 2));   // an unused bit
    CHECK_FALSE(decodes("AA==", 1));  // padding
    CHECK_FALSE(decodes("AAA", 1));   // longer
    CHECK_FALSE(decodes("A", 1));     // shorter
    CHECK_FALSE(decodes("", 1));
    CHECK_FALSE(decodes("A", 0));
    CHECK_FALSE(decodes("+A", 1));  // the other alphabet
    CHECK_FALSE(decodes("/w", 1));
    CHECK(decodes("-w", 1));
    CHECK_FALSE(decodes("A ", 1));
    CHECK_FALSE(decodes("\xC3\xA9", 1));
    CHECK_FALSE(decodes(std::string_view("\0A", 2), 1));
}

TEST_CASE("an id is cut, so any last character may end it", "[base64url]") {
    const std::string start = "AAAAAAAAAAAAAAAAAAAAA";
    for (const char last : std::string("ABCDwxyz0189-_")) CHECK(is_cut_id(start + last));
    CHECK_FALSE(is_cut_id(start));
    CHECK_FALSE(is_cut_id(start + "AA"));
    CHECK_FALSE(is_cut_id(start + "="));
    CHECK_FALSE(is_cut_id(start + "+"));
    CHECK_FALSE(is_cut_id("~" + start));
}

}  // namespace base64url_test
