#pragma once

namespace palabre::map {

// Angles are shares of a turn, clockwise from the top of the stage, whose y grows downwards. By
// series of our own: the library's handle numbers beyond any angle, and a reader would download
// that.

/// Where a unit circle about the origin is at an angle.
struct OnCircle {
    double x = 0.0;
    double y = -1.0;
};

/// Range:   turns in [-1000,1000]. Exact: within 1e-8.
[[nodiscard]] OnCircle on_circle(double turns);

/// The angle in [0,1) at which a point lies; of the origin 0. Exact: within 1e-9 of a turn.
[[nodiscard]] double angle_of(double x, double y);

}  // namespace palabre::map
