#include "tally/exact.hpp"

#include <cassert>
#include <optional>

namespace palabre {

namespace {

/// A whole number as JSON writes it, up to largest_count on either side of 0.
std::optional<std::int64_t> read_whole(std::string_view text) {
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    if (text.empty() || text.size() > 16) return std::nullopt;
    if (text.front() == '0' && (text.size() > 1 || negative)) return std::nullopt;
    std::int64_t value = 0;
    for (const char digit : text) {
        if (digit < '0' || digit > '9') return std::nullopt;
        value = 10 * value + (digit - '0');
    }
    if (value > largest_count) return std::nullopt;
    return negative ? -value : value;
}

}  // namespace

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

Result<Exact> Exact::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto numerator = read_whole(text.substr(0, slash));
    const auto denominator = slash == std::string_view::npos ? std::optional<std::int64_t>(1)
                                                             : read_whole(text.substr(slash + 1));
    if (!numerator || !denominator || *denominator < 1) {
        return Fault{"number", "", "this is no exact number such as \"3\" or \"-9/25\""};
    }
    return Exact(*numerator, *denominator);
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
    return numerator_.to_double() / denominator_.to_double();
}

}  // namespace palabre
