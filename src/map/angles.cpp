#include "map/angles.hpp"

#include <cmath>

namespace palabre::map {

namespace {

/// Of an angle up to tan(pi/16): two halvings bring every angle up to an eighth of a turn there.
double small_arc(double tangent) {
    const double square = tangent * tangent;
    double sum = 0.0;
    for (int odd = 13; odd > 1; odd -= 2) sum = (1.0 / odd - sum) * square;
    return tangent * (1.0 - sum);
}

}  // namespace

OnCircle on_circle(double turns) {
    const double quarters = std::floor(turns * 4 + 0.5);
    const double rest = (turns - quarters / 4) * radians_of_turn;
    const double square = rest * rest;
    // Taylor's series within an eighth of a turn: the first term left out is below 2e-9. Products,
    // since a sunburst has thousands of these and a quotient takes as long as all the rest.
    const double sine =
        rest *
        (1 - square * (1.0 / 6) *
                 (1 - square * (1.0 / 20) * (1 - square * (1.0 / 42) * (1 - square * (1.0 / 72)))));
    const double cosine =
        1 - square * (1.0 / 2) *
                (1 - square * (1.0 / 12) *
                         (1 - square * (1.0 / 30) *
                                  (1 - square * (1.0 / 56) * (1 - square * (1.0 / 90)))));
    switch (static_cast<int>(quarters) & 3) {
        case 0:
            return {sine, -cosine};
        case 1:
            return {cosine, sine};
        case 2:
            return {-sine, cosine};
        default:
            return {-cosine, -sine};
    }
}

double angle_of(double x, double y) {
    const double across = std::fabs(x);
    const double down = std::fabs(y);
    const double larger = across > down ? across : down;
    if (!(larger > 0.0)) return 0.0;
    double tangent = (across < down ? across : down) / larger;
    for (int i = 0; i < 2; ++i) tangent = tangent / (1 + std::sqrt(1 + tangent * tangent));
    double angle = 4 * small_arc(tangent) / radians_of_turn;  // from the nearer axis
    if (across > down) angle = 0.25 - angle;                  // from the upright one
    if (y > 0.0) angle = 0.5 - angle;
    if (x < 0.0) angle = 1.0 - angle;
    return angle < 1.0 ? angle : 0.0;
}

}  // namespace palabre::map
