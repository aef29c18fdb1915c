#include "tally/slider.hpp"

#include <algorithm>

namespace palabre {

SliderFigures<Fraction> SliderCounter::result(std::size_t bins) const {
    SliderFigures<Fraction> result;
    result.histogram.resize(bins);
    if (people_.empty()) return result;
    Wide total = 0;
    Wide squares = 0;
    for (int step = -steps_per_unit; step <= steps_per_unit; ++step) {
        const std::int64_t people = people_[index(step)];
        const Wide weighted = Wide{step} * people;
        total += weighted;
        squares += weighted * step;
        result.n += people;
        (step > 0 ? result.support : step < 0 ? result.oppose : result.neutral) += people;
        const std::size_t bin = index(step) * bins / (2 * steps_per_unit);
        result.histogram[std::min(bin, bins - 1)] += people;
    }
    if (result.n == 0) return result;
    const Wide n = result.n;
    const Wide denominator = n * steps_per_unit;
    result.mean = Fraction(total, denominator);
    // At most 126 bits: n^2 has 112, the square of a step 14.
    result.variance = Fraction(n * squares - total * total, denominator * denominator);
    int median = -steps_per_unit;
    for (std::int64_t passed = people_[index(median)]; passed <= (result.n - 1) / 2;) {
        passed += people_[index(++median)];
    }
    result.median_low = Fraction(median, steps_per_unit);
    return result;
}

}  // namespace palabre
