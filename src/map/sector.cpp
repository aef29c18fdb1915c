#include "map/sector.hpp"

#include <cmath>

namespace palabre::map {

Box Sector::bounds() const {
    const auto at = [](double angle, double radius) {
        return Box{std::sin(angle) * radius, -std::cos(angle) * radius, 0.0, 0.0};
    };
    Box all = at(start, inner).with(at(start, outer)).with(at(end, inner)).with(at(end, outer));
    // Where the ring touches its own bounds between the two ends.
    constexpr double quarter = whole_turn / 4;
    for (double angle = std::ceil(start / quarter) * quarter; angle < end; angle += quarter)
        all = all.with(at(angle, outer));
    return all;
}

}  // namespace palabre::map
