#pragma once

#include <cstdint>
#include <cstring>

namespace palabre {

/// The natural logarithm of `x`, the same bits on every platform, which std::log does not promise.
///
/// Range:   `x` positive and normal.
/// Exact:   only + - * /; error below 3e-16 or 3e-16 of the result, whichever is larger
///          (tests/weighing compares with long double).
/// Method:  x = 2^k m with m in [sqrt(1/2), sqrt(2)); ln m = 2 artanh((m-1)/(m+1)) by its series
///          to the 23rd power, whose first term left out is below 7e-21.
[[nodiscard]] inline double logarithm(double x) {
    std::uint64_t bits = 0;
    std::memcpy(&bits, &x, sizeof bits);
    constexpr std::uint64_t fraction_bits = (std::uint64_t{1} << 52U) - 1;
    auto k = static_cast<std::int64_t>(bits >> 52U) - 1023;
    bits = (bits & fraction_bits) | (std::uint64_t{1023} << 52U);
    double m = 0.0;
    std::memcpy(&m, &bits, sizeof m);
    constexpr double root_of_two = 1.4142135623730951;
    if (m >= root_of_two) {
        m /= 2;
        ++k;
    }
    constexpr double ln2_high = 0x1.62e42fee00000p-1;
    constexpr double ln2_low = 0x1.a39ef35793c76p-33;
    const double s = (m - 1.0) / (m + 1.0);
    const double square = s * s;
    double sum = 0.0;
    for (int odd = 23; odd >= 3; odd -= 2) sum = (sum + 1.0 / odd) * square;
    const auto kd = static_cast<double>(k);
    return kd * ln2_high + (2.0 * s + (2.0 * s * sum + kd * ln2_low));
}

}  // namespace palabre
