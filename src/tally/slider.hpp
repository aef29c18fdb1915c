#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "deliberation/result.hpp"
#include "tally/exact.hpp"
#include "tally/fraction.hpp"

namespace palabre {

// Positions on a scale from -1 (against) to 1 (for), summed up without rounding. The lower median
// stands beside the mean because it is a position that somebody took.

/// `count` (at least 0) people at `value`, which lies in [-1,1].
struct SliderValue {
    std::int64_t count = 1;
    Exact value;
};

/// `Number` is Exact or Fraction.
template <class Number>
struct SliderFigures {
    std::int64_t n = 0;
    /// People in equal bins from -1 to 1, each closed on the left, the last on the right too.
    std::vector<std::int64_t> histogram;
    /// Nothing over nobody, these three. The variance is that of the population.
    std::optional<Number> mean;
    std::optional<Number> variance;
    std::optional<Number> median_low;
    std::int64_t support = 0;  ///< above 0
    std::int64_t oppose = 0;   ///< below 0
    std::int64_t neutral = 0;  ///< exactly 0

    friend bool operator==(const SliderFigures&, const SliderFigures&) = default;
};
using SliderResult = SliderFigures<Exact>;

inline constexpr std::size_t slider_bins_default = 20;
inline constexpr std::size_t slider_bins_max = 1000;

/// Values over a common denominator above this many bits would take minutes; those of a debate need
/// seven bits, and the least common multiple of all denominators up to 5,600 fits.
inline constexpr std::size_t slider_denominator_bits_max = 8192;

/// Sums up. Range: at most 2^62 people in all, `bins` in [1, slider_bins_max].
/// Errors: "denominator" beyond slider_denominator_bits_max.
[[nodiscard]] Result<SliderResult> count_slider(std::span<const SliderValue> values,
                                                std::size_t bins);

/// The same sums over the whole steps -100..100 of a ballot, value = step / 100, while ballots
/// come, change and go: O(1) each, O(steps + bins) when read. Range: at most 2^56 people in all.
class SliderCounter {
  public:
    static constexpr int steps_per_unit = 100;

    /// Range: `step` in [-100, 100]. Edge: what is removed was added before with that weight.
    void add(int step, std::int64_t weight = 1) { at(step) += weight; }
    void remove(int step, std::int64_t weight = 1) { at(step) -= weight; }
    [[nodiscard]] SliderFigures<Fraction> result(std::size_t bins = slider_bins_default) const;

  private:
    static std::size_t index(int step) {
        return static_cast<std::size_t>(step) + static_cast<std::size_t>(steps_per_unit);
    }
    std::int64_t& at(int step) {
        people_.resize(2 * steps_per_unit + 1);
        return people_[index(step)];
    }
    std::vector<std::int64_t> people_;  // by step, once there are some
};

}  // namespace palabre
