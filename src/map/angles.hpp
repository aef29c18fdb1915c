#pragma once

namespace palabre::map {

// Angles are shares of a turn, clockwise from the top of the stage, whose y grows downwards. By
// series of our own: the library's handle numbers beyond any angle, and a reader would download
// that.

/// How many radians a turn has, for lengths of arcs and for whoever wants angles so.
inline constexpr double radians_of_turn = 6.283185307179586;

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
