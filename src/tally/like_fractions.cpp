#include "tally/like_fractions.hpp"

#include <cassert>
#include <numeric>

namespace palabre {

namespace {

/// The greatest common divisor of a number at least 0 and a factor above 0.
std::int64_t shared_with(const BigInteger& number, std::int64_t factor) {
    return std::gcd(*BigInteger::divide_down(number, factor).second.to_int64(), factor);
}

}  // namespace

BigInteger power_of_two(unsigned bits) {
    constexpr unsigned step = 62;
    BigInteger power(1);
    for (; bits > step; bits -= step) power *= std::int64_t{1} << step;
    return power * (std::int64_t{1} << bits);
}

void LikeFractions::append(BigInteger numerator, std::int64_t divisor) {
    const std::int64_t common = shared_with(numerator, divisor);
    if (common > 1) numerator = BigInteger::divide_down(numerator, common).first;
    divisor /= common;
    if (divisor > 1) {
        denominator_ *= divisor;
        for (BigInteger& each : numerators_) each *= divisor;
        factors_.push_back(divisor);
    }
    numerators_.push_back(std::move(numerator));
}

std::int64_t LikeFractions::fixed(std::size_t i, unsigned bits) const {
    const auto result =
        BigInteger::divide_down(numerators_[i] * power_of_two(bits), denominator_).first.to_int64();
    assert(result.has_value());
    return result.value_or(0);
}

Exact LikeFractions::exact(std::size_t i) const {
    // Factor by factor: what is left of each is coprime to what is left of the numerator.
    BigInteger numerator = numerators_[i];
    BigInteger denominator(1);
    for (const std::int64_t factor : factors_) {
        const std::int64_t common = shared_with(numerator, factor);
        if (common > 1) numerator = BigInteger::divide_down(numerator, common).first;
        denominator *= factor / common;
    }
    return Exact::in_lowest_terms(std::move(numerator), std::move(denominator));
}

}  // namespace palabre
