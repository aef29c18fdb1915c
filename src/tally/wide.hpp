#pragma once

#include <string>
#include <utility>

namespace palabre {

/// 128 bits: sums of 2^62 ballots times what one ballot can give.
__extension__ typedef __int128 Wide;
__extension__ typedef unsigned __int128 UnsignedWide;

/// Edge: not of -2^127, whose size 128 bits do not hold.
[[nodiscard]] inline UnsignedWide magnitude(Wide value) {
    return static_cast<UnsignedWide>(value < 0 ? -value : value);
}

/// Quotient and remainder. Edge: `divisor` is not 0. Bit by bit: less code than
/// the compiler's own division, which every reader would download.
[[nodiscard]] std::pair<UnsignedWide, UnsignedWide> divide(UnsignedWide dividend,
                                                           UnsignedWide divisor);

/// Decimal digits, with "-" in front of what is below 0.
[[nodiscard]] std::string to_text(Wide value);

}  // namespace palabre
