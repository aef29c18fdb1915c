// What is read from files: positions of any denominator.

#include <algorithm>
#include <cassert>

#include "tally/slider.hpp"

namespace palabre {

namespace {

/// People at numerator / denominator, the denominator being common to all.
struct Level {
    std::int64_t people;
    BigInteger numerator;
};

/// The bin of the position `numerator` / `denominator` in [-1,1].
std::size_t bin_of(const BigInteger& numerator, const BigInteger& denominator, std::size_t bins) {
    const BigInteger count(static_cast<std::int64_t>(bins));
    const BigInteger bin =
        BigInteger::divide_down((numerator + denominator) * count, denominator * 2).first;
    // Only the position 1 itself lies beyond the last bin.
    return bin >= count ? bins - 1 : static_cast<std::size_t>(bin.to_double());
}

/// Sums up levels that ascend.
SliderResult sum_up(const std::vector<Level>& levels, const BigInteger& denominator,
                    std::size_t bins) {
    SliderResult result;
    result.histogram.resize(bins);
    BigInteger total;
    BigInteger squares;
    for (const auto& [people, numerator] : levels) {
        result.n += people;
        result.histogram[bin_of(numerator, denominator, bins)] += people;
        const BigInteger weighted = numerator * people;
        total += weighted;
        squares += weighted * numerator;
        (numerator.sign() > 0   ? result.support
         : numerator.sign() < 0 ? result.oppose
                                : result.neutral) += people;
    }
    if (result.n == 0) return result;
    const BigInteger n(result.n);
    const BigInteger n_denominator = n * denominator;
    result.mean = Exact(total, n_denominator);
    result.variance = Exact(n * squares - total * total, n_denominator * n_denominator);
    std::int64_t passed = 0;
    const std::int64_t half = (result.n - 1) / 2;
    const auto median = std::find_if(levels.begin(), levels.end(), [&](const Level& level) {
        passed += level.people;
        return passed > half;
    });
    assert(median != levels.end());
    result.median_low = Exact(median->numerator, denominator);
    return result;
}

}  // namespace

Result<SliderResult> count_slider(std::span<const SliderValue> values, std::size_t bins) {
    BigInteger common(1);
    for (const SliderValue& each : values) {
        const BigInteger& denominator = each.value.denominator();
        const auto [quotient, remainder] = BigInteger::divide_down(common, denominator);
        if (remainder.sign() == 0) continue;
        common *= BigInteger::divide_down(denominator, BigInteger::gcd(common, denominator)).first;
        if (common.bits() > slider_denominator_bits_max) {
            return Fault{"denominator", "",
                         "the values have no common denominator of a usable size"};
        }
    }
    std::vector<Level> levels;
    levels.reserve(values.size());
    for (const SliderValue& each : values) {
        if (each.count == 0) continue;
        levels.push_back(
            {each.count, each.value.numerator() *
                             BigInteger::divide_down(common, each.value.denominator()).first});
    }
    std::sort(levels.begin(), levels.end(),
              [](const Level& a, const Level& b) { return a.numerator < b.numerator; });
    return sum_up(levels, common, bins);
}

}  // namespace palabre
