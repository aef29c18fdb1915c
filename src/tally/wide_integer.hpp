#pragma once

#include <cstdint>

#include "tally/big_integer.hpp"

namespace palabre {

/// 128 bits: sums of 2^62 ballots times what one ballot can give.
__extension__ typedef __int128 Wide;

[[nodiscard]] inline BigInteger to_big(Wide value) {
    __extension__ typedef unsigned __int128 Bits;
    const Bits bits = value < 0 ? -static_cast<Bits>(value) : static_cast<Bits>(value);
    const BigInteger half(std::int64_t{1} << 32);
    const BigInteger size =
        BigInteger::from_unsigned(static_cast<std::uint64_t>(bits >> 64)) * half * half +
        BigInteger::from_unsigned(static_cast<std::uint64_t>(bits));
    return value < 0 ? -size : size;
}

}  // namespace palabre
