#include "interchange/utf8.hpp"

#include <catch2/catch_all.hpp>

#include "deliberation/naive/strict_json.hpp"

namespace utf8_test {

using namespace palabre;

TEST_CASE("every code point but surrogates is written as UTF-8 has it", "[utf8]") {
    for (std::uint32_t point = 0; point <= 0x10FFFF; ++point) {
        if (point == 0xD800) point = 0xE000;
        std::string text;
        append_utf8(text, point);
        // Counted from the standard's table 3-6, bits to bytes.
        const std::size_t size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
        std::uint32_t back = static_cast<unsigned char>(text[0]);
        if (size > 1) back &= 0x7FU >> size;
        for (std::size_t i = 1; i < text.size(); ++i) {
            back = (back << 6U) | (static_cast<unsigned char>(text[i]) & 0x3FU);
        }
        if (text.size() != size || back != point || first_invalid_utf8(text)) {
            FAIL("U+" << std::hex << point);
        }
    }
    SUCCEED();
}

// The plain fold's check shares no code with this one.
TEST_CASE("four bytes at the edges of UTF-8 are judged as the plain fold judges them", "[utf8]") {
    const std::vector<unsigned> edges{0x00, 0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF,
                                      0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xEC, 0xED, 0xEE,
                                      0xEF, 0xF0, 0xF1, 0xF3, 0xF4, 0xF5, 0xF8, 0xFE, 0xFF};
    for (const unsigned a : edges) {
        for (const unsigned b : edges) {
            for (const unsigned c : edges) {
                for (const unsigned d : edges) {
                    std::string text;
                    for (const unsigned byte : {a, b, c, d}) text += static_cast<char>(byte);
                    if (first_invalid_utf8(text).has_value() == naive::is_utf8(text)) {
                        FAIL(std::hex << a << ' ' << b << ' ' << c << ' ' << d);
                    }
                }
            }
        }
    }
    SUCCEED();
}

// The Unicode Standard, table 3-7 and section 3.9.
TEST_CASE("what is no UTF-8 is named where it begins", "[utf8][literature]") {
    const std::string broken =
        GENERATE(as<std::string>{}, "\x80", "\xC0\xAF", "\xE0\x9F\x80", "\xED\xA0\x80",
                 "\xED\xBF\xBF", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF8\x88\x80\x80\x80",
                 "\xC3", "\xE2\x82", "\xF0\x9F\x8C", "\xFF", "\xE2\x28\xA1");
    for (std::size_t before = 0; before < 20; ++before) {
        for (const std::size_t behind : {0U, 1U, 9U}) {
            const std::string text = std::string(before, 'x') + broken + std::string(behind, 'y');
            REQUIRE(first_invalid_utf8(text) == before);
            REQUIRE(first_invalid_utf8("\xC3\xA9" + text) == before + 2);
        }
    }
}

TEST_CASE("a line is counted by the line feeds before it", "[utf8]") {
    CHECK(line_of("a\nb\r\nc", 0) == 1);
    CHECK(line_of("a\nb\r\nc", 1) == 1);
    CHECK(line_of("a\nb\r\nc", 2) == 2);
    CHECK(line_of("a\nb\r\nc", 5) == 3);
    CHECK(line_of("a\nb\r\nc", 99) == 3);
    CHECK(without_byte_order_mark("\xEF\xBB\xBF\xEF\xBB\xBFx") == "\xEF\xBB\xBFx");
    CHECK(without_byte_order_mark("\xEF\xBB") == "\xEF\xBB");
}

}  // namespace utf8_test
