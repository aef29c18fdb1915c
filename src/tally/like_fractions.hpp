#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "tally/exact.hpp"

namespace palabre {

/// Fractions over one denominator (like fractions), which grows as they come. What a voter has left
/// or bears is a sum of few of them, so that counts of voters times numerators are all the exact
/// arithmetic a sequential rule needs: never a fraction for each voter.
class LikeFractions {
  public:
    [[nodiscard]] std::size_t size() const { return numerators_.size(); }
    [[nodiscard]] const BigInteger& denominator() const { return denominator_; }
    [[nodiscard]] const BigInteger& numerator(std::size_t i) const { return numerators_[i]; }

    /// Adds numerator / (denominator() divisor), and gives all the denominator that this needs.
    /// Range: `divisor` at least 1.
    void append(BigInteger numerator, std::int64_t divisor);

    /// Fraction `i` times 2^bits, rounded down. Range: that lies within 63 bits.
    [[nodiscard]] std::int64_t fixed(std::size_t i, unsigned bits) const;
    [[nodiscard]] Exact exact(std::size_t i) const;

  private:
    BigInteger denominator_{1};
    std::vector<BigInteger> numerators_;
    std::vector<std::int64_t> factors_;  ///< their product is the denominator
};

/// 2^bits.
[[nodiscard]] BigInteger power_of_two(unsigned bits);

}  // namespace palabre
