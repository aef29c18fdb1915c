#include "tally/wide.hpp"

#include <algorithm>

namespace palabre {

std::pair<UnsignedWide, UnsignedWide> divide(UnsignedWide dividend, UnsignedWide divisor) {
    constexpr unsigned top = 127;
    UnsignedWide rest = 0;
    // What has been taken up of the dividend leaves room for the quotient.
    for (unsigned bit = 0; bit <= top; ++bit) {
        const bool carried = (rest >> top) != 0;
        rest = rest << 1U | dividend >> top;
        dividend <<= 1U;
        if (!carried && rest < divisor) continue;
        rest -= divisor;
        dividend |= 1U;
    }
    return {dividend, rest};
}

std::string to_text(Wide value) {
    UnsignedWide left = magnitude(value);
    std::string text;
    do {
        const auto [tenth, digit] = divide(left, 10);
        text.push_back(static_cast<char>('0' + static_cast<int>(digit)));
        left = tenth;
    } while (left != 0);
    if (value < 0) text.push_back('-');
    std::reverse(text.begin(), text.end());
    return text;
}

}  // namespace palabre
