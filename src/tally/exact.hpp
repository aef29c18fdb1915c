#pragma once

#include <compare>
#include <cstdint>
#include <string>

#include "tally/big_integer.hpp"
#include "tally/fraction.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

/// A rational number of any size, always in lowest terms with a denominator above 0. Shares, means
/// and shares of money are these, so that a result can be recounted by hand and equality means
/// equality.
class Exact {
  public:
    Exact() : denominator_(1) {}
    Exact(std::int64_t whole) : numerator_(whole), denominator_(1) {}
    Exact(BigInteger whole) : numerator_(std::move(whole)), denominator_(1) {}
    Exact(const Fraction& fraction)
        : numerator_(to_big(fraction.numerator())), denominator_(to_big(fraction.denominator())) {}
    /// Edge: `denominator` is not 0.
    Exact(BigInteger numerator, BigInteger denominator);

    /// Takes a fraction as it is. Edge: it is in lowest terms, its denominator above 0.
    [[nodiscard]] static Exact in_lowest_terms(BigInteger numerator, BigInteger denominator);

    [[nodiscard]] const BigInteger& numerator() const { return numerator_; }
    [[nodiscard]] const BigInteger& denominator() const { return denominator_; }
    [[nodiscard]] bool whole() const { return denominator_ == BigInteger(1); }
    [[nodiscard]] int sign() const { return numerator_.sign(); }

    /// The largest whole number not above this one, and the smallest not below it.
    [[nodiscard]] BigInteger floor() const;
    [[nodiscard]] BigInteger ceiling() const;

    Exact& operator+=(const Exact& other) { return *this = *this + other; }
    Exact& operator-=(const Exact& other) { return *this = *this - other; }
    friend Exact operator+(const Exact& a, const Exact& b);
    friend Exact operator-(const Exact& a, const Exact& b);
    friend Exact operator*(const Exact& a, const Exact& b);
    /// Edge: `b` is not 0.
    friend Exact operator/(const Exact& a, const Exact& b);
    friend bool operator==(const Exact& a, const Exact& b) {
        return a.numerator_ == b.numerator_ && a.denominator_ == b.denominator_;
    }
    friend std::strong_ordering operator<=>(const Exact& a, const Exact& b) {
        return a.numerator_ * b.denominator_ <=> b.numerator_ * a.denominator_;
    }

    /// "3" or "-9/25".
    [[nodiscard]] std::string to_text() const;
    /// For showing only: relative error below 2^-48.
    [[nodiscard]] double to_double() const;

  private:
    BigInteger numerator_;
    BigInteger denominator_;
};

}  // namespace palabre
