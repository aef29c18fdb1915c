#include "map/sector.hpp"

#include <cmath>

#include "map/angles.hpp"

namespace palabre::map {

Box Sector::bounds() const {
    const auto at = [](double angle, double radius) {
        const OnCircle point = on_circle(angle);
        return Box{point.x * radius, point.y * radius, 0.0, 0.0};
    };
    Box all = at(start, inner).with(at(start, outer)).with(at(end, inner)).with(at(end, outer));
    // Where the ring touches its own bounds between the two ends.
    constexpr double quarter = 0.25;
    for (double angle = std::ceil(start / quarter) * quarter; angle < end; angle += quarter)
        all = all.with(at(angle, outer));
    return all;
}

}  // namespace palabre::map
