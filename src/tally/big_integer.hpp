#pragma once

#include <compare>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace palabre {

/// A whole number of any size. Counting needs few of them and small ones (a variance over 2^53
/// ballots has 120 bits), so the schoolbook methods do.
class BigInteger {
  public:
    BigInteger() = default;
    BigInteger(std::int64_t value);

    [[nodiscard]] static BigInteger from_unsigned(std::uint64_t value);

    /// -1, 0 or 1.
    [[nodiscard]] int sign() const { return limbs_.empty() ? 0 : (negative_ ? -1 : 1); }
    /// Bits of the magnitude; 0 has none.
    [[nodiscard]] std::size_t bits() const;
    [[nodiscard]] BigInteger operator-() const;

    BigInteger& operator+=(const BigInteger& other);
    BigInteger& operator-=(const BigInteger& other);
    BigInteger& operator*=(const BigInteger& other);

    friend BigInteger operator+(BigInteger a, const BigInteger& b) { return std::move(a += b); }
    friend BigInteger operator-(BigInteger a, const BigInteger& b) { return std::move(a -= b); }
    friend BigInteger operator*(const BigInteger& a, const BigInteger& b);

    friend bool operator==(const BigInteger& a, const BigInteger& b) {
        return a.negative_ == b.negative_ && a.limbs_ == b.limbs_;
    }
    friend std::strong_ordering operator<=>(const BigInteger& a, const BigInteger& b);

    /// Quotient rounded down and remainder in [0, divisor). Edge: `divisor` is above 0.
    [[nodiscard]] static std::pair<BigInteger, BigInteger> divide_down(const BigInteger& dividend,
                                                                       const BigInteger& divisor);
    /// Never negative; gcd(0, b) is |b|.
    [[nodiscard]] static BigInteger gcd(BigInteger a, BigInteger b);

    /// The number itself where 64 bits hold it.
    [[nodiscard]] std::optional<std::int64_t> to_int64() const;
    /// Decimal digits, with "-" in front of what is below 0.
    [[nodiscard]] std::string to_text() const;
    /// The nearest number that fits, for showing: relative error below 2^-50, infinite above
    /// 2^1023.
    [[nodiscard]] double to_double() const;

  private:
    using Limbs = std::vector<std::uint32_t>;  // least first, no zero at the end; empty is 0

    BigInteger(Limbs limbs, bool negative);
    static int compare(const Limbs& a, const Limbs& b);
    static void add(Limbs& a, const Limbs& b);
    static void subtract(Limbs& a, const Limbs& b);
    static std::pair<Limbs, Limbs> divide(const Limbs& dividend, const Limbs& divisor);
    static std::uint32_t divide_small(Limbs& a, std::uint32_t divisor);
    void add_signed(const Limbs& other, bool other_negative);

    Limbs limbs_;
    bool negative_ = false;
};

}  // namespace palabre
