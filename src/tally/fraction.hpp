#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "tally/wide.hpp"

namespace palabre {

/// The largest number that a ballot or a count may hold: JSON readers keep whole numbers up to
/// here.
inline constexpr std::int64_t largest_count = (std::int64_t{1} << 53) - 1;

/// A rational number whose parts 128 bits hold, in lowest terms with a denominator above 0: enough
/// for the rules that a reader's browser counts. Exact takes parts of any size, and computes.
class Fraction {
  public:
    Fraction() = default;
    /// Range: both parts above -2^127. Edge: `denominator` is not 0.
    Fraction(Wide numerator, Wide denominator = 1);

    /// Reads "3", "-9/25" or "2/4": whole parts written `0` or `-?[1-9][0-9]*` up to 2^53 - 1, the
    /// denominator at least 1. Nothing for any other text.
    static std::optional<Fraction> parse(std::string_view text);

    [[nodiscard]] Wide numerator() const { return numerator_; }
    [[nodiscard]] Wide denominator() const { return denominator_; }
    [[nodiscard]] bool whole() const { return denominator_ == 1; }

    friend bool operator==(const Fraction&, const Fraction&) = default;

    /// "3" or "-9/25".
    [[nodiscard]] std::string to_text() const;

  private:
    Wide numerator_ = 0;
    Wide denominator_ = 1;
};

}  // namespace palabre
