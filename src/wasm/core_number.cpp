// Stands in for the writer of json_writer.cpp, whose tables for every double there is would be a
// thirtieth of what a reader downloads. The core's numbers lie in [-1,1].
#include <cmath>

#include "interchange/json_writer.hpp"

namespace palabre {

__extension__ typedef unsigned __int128 UnsignedWide;

/// 17 significant digits, from which reading makes the same bits; fewer below 1e-6, where 22 places
/// behind the point are all there are.
JsonWriter& JsonWriter::number(double value) {
    const double size = std::fabs(value);
    if (!(size < 100)) return null();
    // size is mantissa / 2^shift
    constexpr int mantissa_bits = 53;
    int shift = 0;
    const auto mantissa =
        static_cast<std::uint64_t>(std::ldexp(std::frexp(size, &shift), mantissa_bits));
    shift = mantissa_bits - shift;
    std::size_t places = 16;
    double power = 1e16;
    UnsignedWide ten = 10'000'000'000'000'000U;
    for (; places < 22 && size * power < 1e16; ++places) {
        power *= 10;
        ten *= 10;
    }
    // At most 53 and 74 bits.
    const UnsignedWide rounded =
        shift > 127 ? 0 : (mantissa * ten + (UnsignedWide{1} << (shift - 1))) >> shift;
    std::string text = std::to_string(static_cast<std::uint64_t>(rounded));
    if (text.size() <= places) text.insert(0, places + 1 - text.size(), '0');
    text.insert(text.size() - places, 1, '.');
    while (text.back() == '0') text.pop_back();
    if (text.back() == '.') text.pop_back();
    if (value < 0 && text != "0") text.insert(0, 1, '-');
    return raw(text);
}

}  // namespace palabre
