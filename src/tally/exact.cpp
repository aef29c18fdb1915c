#include "tally/exact.hpp"

#include <algorithm>
#include <cassert>

#include "tally/like_fractions.hpp"

namespace palabre {

Exact::Exact(BigInteger numerator, BigInteger denominator)
    : numerator_(std::move(numerator)), denominator_(std::move(denominator)) {
    assert(denominator_.sign() != 0);
    if (denominator_.sign() < 0) {
        numerator_ = -numerator_;
        denominator_ = -denominator_;
    }
    const BigInteger common = BigInteger::gcd(numerator_, denominator_);
    if (common == BigInteger(1)) return;
    numerator_ = BigInteger::divide_down(numerator_, common).first;
    denominator_ = BigInteger::divide_down(denominator_, common).first;
}

Exact Exact::in_lowest_terms(BigInteger numerator, BigInteger denominator) {
    Exact result;
    result.numerator_ = std::move(numerator);
    result.denominator_ = std::move(denominator);
    return result;
}

BigInteger Exact::floor() const {
    return BigInteger::divide_down(numerator_, denominator_).first;
}

BigInteger Exact::ceiling() const {
    return -BigInteger::divide_down(-numerator_, denominator_).first;
}

Exact operator+(const Exact& a, const Exact& b) {
    if (a.denominator_ == b.denominator_) return {a.numerator_ + b.numerator_, a.denominator_};
    return {a.numerator_ * b.denominator_ + b.numerator_ * a.denominator_,
            a.denominator_ * b.denominator_};
}

Exact operator-(const Exact& a, const Exact& b) {
    return a + Exact(-b.numerator_, b.denominator_);
}

Exact operator*(const Exact& a, const Exact& b) {
    return {a.numerator_ * b.numerator_, a.denominator_ * b.denominator_};
}

Exact operator/(const Exact& a, const Exact& b) {
    return {a.numerator_ * b.denominator_, a.denominator_ * b.numerator_};
}

std::string Exact::to_text() const {
    std::string text = numerator_.to_text();
    if (!whole()) text += "/" + denominator_.to_text();
    return text;
}

double Exact::to_double() const {
    // A double holds no number beyond 2^1024, and a ratio of two such ones may be small.
    constexpr std::size_t bits_max = 1000;
    const std::size_t bits = std::max(numerator_.bits(), denominator_.bits());
    if (bits <= bits_max) return numerator_.to_double() / denominator_.to_double();
    const BigInteger scale = power_of_two(static_cast<unsigned>(bits - bits_max));
    const auto scaled = [&scale](const BigInteger& number) {
        return BigInteger::divide_down(number, scale).first.to_double();
    };
    return scaled(numerator_) / scaled(denominator_);
}

}  // namespace palabre
