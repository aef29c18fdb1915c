#include "tally/exact.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <string>

#include "support/random.hpp"
#include "tally/compiler_wide.hpp"

namespace exact_test {

using namespace palabre;
using support::Random;
using test::Wide;

namespace {

BigInteger from_wide(Wide value) {
    const bool negative = value < 0;
    const auto magnitude = static_cast<test::UnsignedWide>(negative ? -value : value);
    const BigInteger high = BigInteger::from_unsigned(static_cast<std::uint64_t>(magnitude >> 64U));
    const BigInteger two_to_64 = BigInteger::from_unsigned(std::uint64_t{1} << 32U) *
                                 BigInteger::from_unsigned(std::uint64_t{1} << 32U);
    const BigInteger result =
        high * two_to_64 + BigInteger::from_unsigned(static_cast<std::uint64_t>(magnitude));
    return negative ? -result : result;
}

std::string text_of(Wide value) {
    if (value == 0) return "0";
    const bool negative = value < 0;
    std::string text;
    for (; value != 0; value /= 10) {
        const int digit = static_cast<int>(value % 10);
        text += static_cast<char>('0' + (digit < 0 ? -digit : digit));
    }
    if (negative) text += '-';
    std::reverse(text.begin(), text.end());
    return text;
}

/// A number of up to `limbs` 32-bit digits, often with digits of all ones or zeros, which is where
/// long division has to correct its guesses.
BigInteger long_number(Random& random, int limbs) {
    BigInteger value;
    for (int i = 0; i < limbs; ++i) {
        const auto kind = random.between(0, 3);
        const std::uint64_t digit = kind == 0   ? 0
                                    : kind == 1 ? 0xFFFFFFFFU
                                    : kind == 2 ? 0x80000000U
                                                : random.next() & 0xFFFFFFFFU;
        value = value * BigInteger::from_unsigned(std::uint64_t{1} << 32U) +
                BigInteger::from_unsigned(digit);
    }
    return value;
}

Wide wide_number(Random& random, std::int64_t bits) {
    const auto both = (static_cast<test::UnsignedWide>(random.next()) << 64U) | random.next();
    const Wide value = static_cast<Wide>(both >> static_cast<unsigned>(128 - bits));
    return random.between(0, 1) == 0 ? value : -value;
}

}  // namespace

TEST_CASE("whole numbers agree with the compiler's 128 bits", "[tally][property]") {
    Random random(1);
    for (int round = 0; round < support::rounds(20000); ++round) {
        const Wide a = wide_number(random, random.between(1, 63));
        const Wide b = wide_number(random, random.between(1, 63));
        const BigInteger x = from_wide(a);
        const BigInteger y = from_wide(b);
        REQUIRE((x + y).to_text() == text_of(a + b));
        REQUIRE((x - y).to_text() == text_of(a - b));
        REQUIRE((x * y).to_text() == text_of(a * b));
        REQUIRE((x < y) == (a < b));
        REQUIRE((x == y) == (a == b));
        const Wide divisor = (b < 0 ? -b : b) + 1;
        const auto [quotient, remainder] = BigInteger::divide_down(x, from_wide(divisor));
        const Wide down = a / divisor - (a % divisor < 0 ? 1 : 0);
        REQUIRE(quotient.to_text() == text_of(down));
        REQUIRE(remainder.to_text() == text_of(a - down * divisor));
    }
}

TEST_CASE("quotient times divisor plus remainder is the dividend at any length",
          "[tally][property]") {
    Random random(2);
    for (int round = 0; round < support::rounds(20000); ++round) {
        const BigInteger a = long_number(random, static_cast<int>(random.between(0, 12)));
        BigInteger b = long_number(random, static_cast<int>(random.between(1, 8)));
        if (b.sign() == 0) b = 7;
        for (const BigInteger& dividend : {a, -a, a * b, a * b - 1}) {
            const auto [quotient, remainder] = BigInteger::divide_down(dividend, b);
            REQUIRE(quotient * b + remainder == dividend);
            REQUIRE(remainder.sign() >= 0);
            REQUIRE(remainder < b);
        }
    }
}

TEST_CASE("a number minus itself is the one zero", "[tally]") {
    BigInteger a(-5);
    const BigInteger& same = a;
    a -= same;
    CHECK(a == BigInteger());
    CHECK(a.sign() == 0);
    CHECK((-a).to_text() == "0");
    CHECK(BigInteger(0).bits() == 0);
    CHECK(BigInteger(255).bits() == 8);
    CHECK(BigInteger(std::int64_t{-1} << 62).bits() == 63);
}

TEST_CASE("the smallest 64-bit number is read as it is", "[tally]") {
    CHECK(BigInteger(INT64_MIN).to_text() == "-9223372036854775808");
    CHECK(BigInteger::from_unsigned(UINT64_MAX).to_text() == "18446744073709551615");
}

TEST_CASE("thirty factorial has these digits", "[tally]") {
    // OEIS A000142(30): zeros in the middle of a block have to be written.
    BigInteger product(1);
    for (std::int64_t i = 2; i <= 30; ++i) product *= i;
    CHECK(product.to_text() == "265252859812191058636308480000000");
    CHECK(product.to_double() == Catch::Approx(2.6525285981219107e32).epsilon(1e-15));
}

TEST_CASE("fractions are in lowest terms with the sign above", "[tally]") {
    CHECK(Exact(BigInteger(18), BigInteger(-50)).to_text() == "-9/25");
    CHECK(Exact(BigInteger(0), BigInteger(-7)).to_text() == "0");
    CHECK(Exact(BigInteger(-12), BigInteger(4)).to_text() == "-3");
    CHECK(Exact(BigInteger(-7), BigInteger(2)).floor() == BigInteger(-4));
    CHECK(Exact(BigInteger(-7), BigInteger(2)).ceiling() == BigInteger(-3));
    CHECK(Exact(BigInteger(7), BigInteger(2)).floor() == BigInteger(3));
    CHECK(Exact(BigInteger(7), BigInteger(2)).ceiling() == BigInteger(4));
    CHECK(Exact(3).floor() == Exact(3).ceiling());
}

TEST_CASE("fractions obey the rules of a field", "[tally][property]") {
    Random random(3);
    const auto some = [&random] {
        return Exact(random.between(-1000, 1000), random.between(1, 1000));
    };
    for (int round = 0; round < support::rounds(5000); ++round) {
        const Exact a = some();
        const Exact b = some();
        const Exact c = some();
        REQUIRE(a + b == b + a);
        REQUIRE((a + b) - b == a);
        REQUIRE((a + b) * c == a * c + b * c);
        if (b.sign() != 0) REQUIRE(a / b * b == a);
        REQUIRE((a < b) == ((b - a).sign() > 0));
        REQUIRE(BigInteger::gcd(a.numerator(), a.denominator()) == BigInteger(1));
    }
}

TEST_CASE("a ratio of two numbers that no double holds is shown as what it is", "[tally]") {
    BigInteger power(1), two(1);
    for (int i = 0; i < 1000; ++i) power *= 3;
    for (int i = 0; i < 1584; ++i) two *= 2;
    CHECK_THAT(Exact(power, two).to_double(),
               Catch::Matchers::WithinRel(1.9486847564871026, 1e-12));
    CHECK_THAT(Exact(-power, two).to_double(),
               Catch::Matchers::WithinRel(-1.9486847564871026, 1e-12));
    CHECK(Exact(BigInteger(1), power).to_double() == 0);
}

}  // namespace exact_test
