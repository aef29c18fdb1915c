#include "tally/fraction.hpp"

#include <catch2/catch_all.hpp>
#include <limits>
#include <string>

#include "support/random.hpp"
#include "tally/exact.hpp"

namespace fraction_test {

using namespace palabre;
using support::Random;

namespace {

/// Of either sign and any size up to `bits`, 0 and 1 often.
Wide random_wide(Random& random, int bits) {
    const auto size = random.between(0, bits);
    UnsignedWide value = 0;
    for (std::int64_t bit = 0; bit < size; ++bit) {
        value = 2 * value + static_cast<UnsignedWide>(random.between(0, 1));
    }
    const auto positive = static_cast<Wide>(value);
    return random.between(0, 1) == 0 ? positive : -positive;
}

}  // namespace

TEST_CASE("128 bits are written with every digit", "[tally]") {
    CHECK(to_text(Wide{0}) == "0");
    CHECK(to_text(Wide{-7}) == "-7");
    CHECK(to_text(Wide{std::numeric_limits<std::int64_t>::min()}) == "-9223372036854775808");
    const Wide half = Wide{1} << 126;
    CHECK(to_text(half) == "85070591730234615865843651857942052864");
    CHECK(to_text(half - 1 + half) == "170141183460469231731687303715884105727");
}

TEST_CASE("division gives back what was multiplied", "[tally][property]") {
    Random random(127);
    for (int i = 0; i < 4000; ++i) {
        const UnsignedWide dividend = magnitude(random_wide(random, 127)) * 2 + 1;
        const UnsignedWide divisor = magnitude(random_wide(random, 127)) * 2 + 1;
        const auto [quotient, rest] = divide(dividend, divisor);
        REQUIRE(quotient == dividend / divisor);
        REQUIRE(rest == dividend % divisor);
    }
}

TEST_CASE("a fraction is in lowest terms with its sign above", "[tally]") {
    CHECK(Fraction(6, -4).to_text() == "-3/2");
    CHECK(Fraction(-6, -3).to_text() == "2");
    CHECK(Fraction(0, -5) == Fraction());
    CHECK(Fraction(7).whole());
}

TEST_CASE("fractions of 128 bits are the exact numbers that they are", "[tally][property]") {
    Random random(128);
    for (int i = 0; i < 4000; ++i) {
        const Wide numerator = random_wide(random, 127);
        const Wide denominator = random_wide(random, 127);
        if (denominator == 0) continue;
        const Fraction fraction(numerator, denominator);
        const Exact exact(to_big(numerator), to_big(denominator));
        REQUIRE(fraction.to_text() == exact.to_text());
        REQUIRE(Exact(fraction) == exact);
    }
}

TEST_CASE("a fraction is read only as JSON would write its parts", "[tally]") {
    const auto [text, printed] = GENERATE(table<std::string, std::string>({
        {"0", "0"},
        {"-9/25", "-9/25"},
        {"2/4", "1/2"},
        {"9007199254740991", "9007199254740991"},
        {"0/3", "0"},
        {"1/9007199254740991", "1/9007199254740991"},
    }));
    const auto read = Fraction::parse(text);
    REQUIRE(read.has_value());
    CHECK(read->to_text() == printed);

    const std::string wrong =
        GENERATE("", "-", "/", "1/", "/2", "1/0", "1/-2", "-0", "01", "1/02", "+1", " 1", "1 ",
                 "1.5", "1e3", "1/2/3", "9007199254740992", "-9007199254740992",
                 "99999999999999999999999999", "1/9007199254740992", "one");
    INFO(wrong);
    CHECK_FALSE(Fraction::parse(wrong).has_value());
}

}  // namespace fraction_test
