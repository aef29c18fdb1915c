#include "tally/fraction.hpp"

#include <cassert>
#include <utility>

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

UnsignedWide common_divisor(UnsignedWide a, UnsignedWide b) {
    while (b != 0) a = std::exchange(b, divide(a, b).second);
    return a;
}

Wide with_sign(UnsignedWide size, bool negative) {
    const auto value = static_cast<Wide>(size);
    return negative ? -value : value;
}

}  // namespace

Fraction::Fraction(Wide numerator, Wide denominator) {
    assert(denominator != 0);
    const UnsignedWide common = common_divisor(magnitude(numerator), magnitude(denominator));
    numerator_ =
        with_sign(divide(magnitude(numerator), common).first, (numerator < 0) != (denominator < 0));
    denominator_ = with_sign(divide(magnitude(denominator), common).first, false);
}

std::optional<Fraction> Fraction::parse(std::string_view text) {
    const std::size_t slash = text.find('/');
    const auto numerator = read_whole(text.substr(0, slash));
    const auto denominator = slash == std::string_view::npos ? std::optional<std::int64_t>(1)
                                                             : read_whole(text.substr(slash + 1));
    if (!numerator || !denominator || *denominator < 1) return std::nullopt;
    return Fraction(*numerator, *denominator);
}

std::string Fraction::to_text() const {
    std::string text = palabre::to_text(numerator_);
    if (!whole()) text += "/" + palabre::to_text(denominator_);
    return text;
}

}  // namespace palabre
