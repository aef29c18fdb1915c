#pragma once

#include "map/box.hpp"

namespace palabre::map {

/// A piece of a ring about the origin; angles in turns, clockwise from the top.
struct Sector {
    double inner = 0.0;
    double outer = 0.0;
    double start = 0.0;
    double end = 0.0;

    [[nodiscard]] Box bounds() const;
};

}  // namespace palabre::map
