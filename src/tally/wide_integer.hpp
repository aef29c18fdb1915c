#pragma once

#include <cstdint>

#include "tally/big_integer.hpp"

namespace palabre {

/// 128 bits: sums of 2^62 ballots times what one ballot can give.
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

[[nodiscard]] inline BigInteger to_big(Wide value) {
    const auto bits =
        value < 0 ? -static_cast<UnsignedWide>(value) : static_cast<UnsignedWide>(value);
    const BigInteger half(std::int64_t{1} << 32);
    const BigInteger size =
        BigInteger::from_unsigned(static_cast<std::uint64_t>(bits >> 64)) * half * half +
        BigInteger::from_unsigned(static_cast<std::uint64_t>(bits));
    return value < 0 ? -size : size;
}

}  // namespace palabre
