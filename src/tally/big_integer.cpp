#include "tally/big_integer.hpp"

#include <algorithm>
#include <cassert>

namespace palabre {

namespace {

constexpr std::uint32_t decimal_block = 1'000'000'000;
constexpr std::size_t decimal_block_digits = 9;

void trim(std::vector<std::uint32_t>& limbs) {
    while (!limbs.empty() && limbs.back() == 0) limbs.pop_back();
}

std::uint32_t low(std::uint64_t value) {
    return static_cast<std::uint32_t>(value);
}

unsigned leading_zeros(std::uint32_t limb) {
    unsigned zeros = 0;
    for (; (limb & 0x80000000U) == 0; limb <<= 1U) ++zeros;
    return zeros;
}

}  // namespace

BigInteger::BigInteger(std::int64_t value)
    : BigInteger(from_unsigned(value < 0 ? ~static_cast<std::uint64_t>(value) + 1
                                         : static_cast<std::uint64_t>(value))) {
    negative_ = value < 0;
}

BigInteger::BigInteger(Limbs limbs, bool negative) : limbs_(std::move(limbs)), negative_(negative) {
    trim(limbs_);
    if (limbs_.empty()) negative_ = false;
}

BigInteger BigInteger::from_unsigned(std::uint64_t value) {
    return BigInteger(Limbs{low(value), low(value >> 32U)}, false);
}

std::size_t BigInteger::bits() const {
    return limbs_.empty() ? 0 : 32 * limbs_.size() - leading_zeros(limbs_.back());
}

BigInteger BigInteger::operator-() const {
    BigInteger result = *this;
    result.negative_ = !negative_ && !limbs_.empty();
    return result;
}

int BigInteger::compare(const Limbs& a, const Limbs& b) {
    if (a.size() != b.size()) return a.size() < b.size() ? -1 : 1;
    for (std::size_t i = a.size(); i-- > 0;) {
        if (a[i] != b[i]) return a[i] < b[i] ? -1 : 1;
    }
    return 0;
}

void BigInteger::add(Limbs& a, const Limbs& b) {
    if (a.size() < b.size()) a.resize(b.size());
    std::uint64_t carry = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        carry += std::uint64_t{a[i]} + (i < b.size() ? b[i] : 0);
        a[i] = low(carry);
        carry >>= 32U;
    }
    if (carry != 0) a.push_back(low(carry));
}

void BigInteger::subtract(Limbs& a, const Limbs& b) {
    std::uint64_t borrow = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        const std::uint64_t taken = (i < b.size() ? b[i] : 0) + borrow;
        borrow = taken > a[i] ? 1 : 0;
        a[i] = low(a[i] - taken);
    }
    assert(borrow == 0);
    trim(a);
}

void BigInteger::add_signed(const Limbs& other, bool other_negative) {
    if (negative_ == other_negative) {
        add(limbs_, other);
        negative_ = negative_ && !limbs_.empty();
        return;
    }
    if (compare(limbs_, other) >= 0) {
        subtract(limbs_, other);
    } else {
        Limbs larger = other;
        subtract(larger, limbs_);
        limbs_ = std::move(larger);
        negative_ = other_negative;
    }
    if (limbs_.empty()) negative_ = false;
}

BigInteger& BigInteger::operator+=(const BigInteger& other) {
    if (other.sign() != 0) add_signed(Limbs(other.limbs_), other.negative_);
    return *this;
}

BigInteger& BigInteger::operator-=(const BigInteger& other) {
    if (other.sign() != 0) add_signed(Limbs(other.limbs_), !other.negative_);
    return *this;
}

BigInteger& BigInteger::operator*=(const BigInteger& other) {
    return *this = *this * other;
}

BigInteger operator*(const BigInteger& a, const BigInteger& b) {
    BigInteger::Limbs product(a.limbs_.size() + b.limbs_.size());
    for (std::size_t i = 0; i < a.limbs_.size(); ++i) {
        std::uint64_t carry = 0;
        for (std::size_t j = 0; j < b.limbs_.size(); ++j) {
            carry += std::uint64_t{a.limbs_[i]} * b.limbs_[j] + product[i + j];
            product[i + j] = low(carry);
            carry >>= 32U;
        }
        product[i + b.limbs_.size()] = low(carry);
    }
    return BigInteger(std::move(product), a.negative_ != b.negative_);
}

std::strong_ordering operator<=>(const BigInteger& a, const BigInteger& b) {
    if (a.sign() != b.sign()) return a.sign() <=> b.sign();
    const int order = BigInteger::compare(a.limbs_, b.limbs_);
    return a.negative_ ? 0 <=> order : order <=> 0;
}

std::uint32_t BigInteger::divide_small(Limbs& a, std::uint32_t divisor) {
    std::uint64_t remainder = 0;
    for (std::size_t i = a.size(); i-- > 0;) {
        remainder = (remainder << 32U) | a[i];
        a[i] = low(remainder / divisor);
        remainder %= divisor;
    }
    trim(a);
    return low(remainder);
}

// Long division with guessed quotient digits: D. E. Knuth, The Art of Computer Programming,
// volume 2, 4.3.1, algorithm D. The steps keep its names.
std::pair<BigInteger::Limbs, BigInteger::Limbs> BigInteger::divide(const Limbs& dividend,
                                                                   const Limbs& divisor) {
    if (compare(dividend, divisor) < 0) return {Limbs{}, dividend};
    if (divisor.size() == 1) {
        Limbs quotient = dividend;
        Limbs remainder{divide_small(quotient, divisor.front())};
        trim(remainder);
        return {std::move(quotient), std::move(remainder)};
    }
    // D1: normalise, so that the divisor's first bit is set.
    const unsigned shift = leading_zeros(divisor.back());
    const auto shifted = [shift](const Limbs& limbs) {
        Limbs result(limbs.size() + 1);
        std::uint64_t carry = 0;
        for (std::size_t i = 0; i < limbs.size(); ++i) {
            carry |= std::uint64_t{limbs[i]} << shift;
            result[i] = low(carry);
            carry >>= 32U;
        }
        result.back() = low(carry);
        return result;
    };
    Limbs u = shifted(dividend);
    Limbs v = shifted(divisor);
    trim(v);
    const std::size_t n = v.size();
    Limbs quotient(u.size() - n);
    for (std::size_t j = quotient.size(); j-- > 0;) {
        // D3: guess from two digits by one, correct with the next; at most one too large after.
        const std::uint64_t two = (std::uint64_t{u[j + n]} << 32U) | u[j + n - 1];
        std::uint64_t guess = two / v[n - 1];
        std::uint64_t rest = two % v[n - 1];
        while (guess >> 32U != 0 || guess * v[n - 2] > ((rest << 32U) | u[j + n - 2])) {
            --guess;
            rest += v[n - 1];
            if (rest >> 32U != 0) break;
        }
        // D4: multiply and subtract.
        std::uint64_t carry = 0;
        std::uint64_t borrow = 0;
        for (std::size_t i = 0; i <= n; ++i) {
            carry += guess * (i < n ? v[i] : 0);
            const std::uint64_t taken = std::uint64_t{low(carry)} + borrow;
            borrow = taken > u[i + j] ? 1 : 0;
            u[i + j] = low(u[i + j] - taken);
            carry >>= 32U;
        }
        // D6: the guess was one too large; add back.
        if (borrow != 0) {
            --guess;
            std::uint64_t sum = 0;
            for (std::size_t i = 0; i <= n; ++i) {
                sum += std::uint64_t{u[i + j]} + (i < n ? v[i] : 0);
                u[i + j] = low(sum);
                sum >>= 32U;
            }
        }
        quotient[j] = low(guess);
    }
    // D8: unnormalise the remainder.
    std::uint64_t high = 0;
    for (std::size_t i = u.size(); i-- > 0;) {
        const std::uint64_t both = (high << 32U) | u[i];
        high = u[i];
        u[i] = low(both >> shift);
    }
    trim(quotient);
    trim(u);
    return {std::move(quotient), std::move(u)};
}

std::pair<BigInteger, BigInteger> BigInteger::divide_down(const BigInteger& dividend,
                                                          const BigInteger& divisor) {
    assert(divisor.sign() > 0);
    auto [q, r] = divide(dividend.limbs_, divisor.limbs_);
    BigInteger quotient(std::move(q), dividend.negative_);
    BigInteger remainder(std::move(r), dividend.negative_);
    if (remainder.sign() < 0) {
        quotient -= 1;
        remainder += divisor;
    }
    return {std::move(quotient), std::move(remainder)};
}

BigInteger BigInteger::gcd(BigInteger a, BigInteger b) {
    while (!b.limbs_.empty()) {
        Limbs remainder = divide(a.limbs_, b.limbs_).second;
        a.limbs_ = std::move(b.limbs_);
        b.limbs_ = std::move(remainder);
    }
    a.negative_ = false;
    return a;
}

std::optional<std::int64_t> BigInteger::to_int64() const {
    constexpr std::uint64_t least = std::uint64_t{1} << 63U;
    if (limbs_.size() > 2) return std::nullopt;
    std::uint64_t magnitude = 0;
    for (std::size_t i = limbs_.size(); i-- > 0;) magnitude = (magnitude << 32U) | limbs_[i];
    if (magnitude > least || (magnitude == least && !negative_)) return std::nullopt;
    return static_cast<std::int64_t>(negative_ ? ~magnitude + 1 : magnitude);
}

std::string BigInteger::to_text() const {
    if (limbs_.empty()) return "0";
    std::string digits;  // last first
    Limbs rest = limbs_;
    while (!rest.empty()) {
        std::uint32_t block = divide_small(rest, decimal_block);
        for (std::size_t i = 0; i < decimal_block_digits && (block != 0 || !rest.empty()); ++i) {
            digits += static_cast<char>('0' + block % 10);
            block /= 10;
        }
    }
    if (negative_) digits += '-';
    std::reverse(digits.begin(), digits.end());
    return digits;
}

double BigInteger::to_double() const {
    double value = 0;
    for (std::size_t i = limbs_.size(); i-- > 0;) value = value * 4294967296.0 + limbs_[i];
    return negative_ ? -value : value;
}

}  // namespace palabre
