#pragma once

#include <cstdint>

#include "tally/big_integer.hpp"
#include "tally/wide.hpp"

namespace palabre {

[[nodiscard]] inline BigInteger to_big(Wide value) {
    const UnsignedWide bits = magnitude(value);
    const BigInteger half(std::int64_t{1} << 32);
    const BigInteger size =
        BigInteger::from_unsigned(static_cast<std::uint64_t>(bits >> 64)) * half * half +
        BigInteger::from_unsigned(static_cast<std::uint64_t>(bits));
    return value < 0 ? -size : size;
}

}  // namespace palabre
