#include "map/highlights.hpp"

#include <cmath>

#include "map/ranking.hpp"

namespace palabre::map {

namespace {

constexpr double strong = 0.5;

}  // namespace

std::vector<Highlighted> highlighted(const ArgumentRows& rows, const Weights& weights,
                                     Highlight which) {
    std::vector<Highlighted> found;
    if (which == Highlight::none) return found;
    std::vector<Ranked> ranked;
    for (Row row = 1; row < rows.size(); ++row) {
        if (rows.side[row] == Side::weightless) continue;
        const double strength = weights.now()[row];
        double weight = 0.0;
        if (which == Highlight::turns) {
            const double turn = weights.turns()[row];
            weight = turn >= 0.0 ? 1.0 - std::fabs(turn - weights.base(row)) : 0.0;
        } else {
            weight = std::fabs(weights.gradient()[row]) * strength;
            if (which == Highlight::unjudged) {
                const std::uint32_t judged = rows.judged[row];
                const bool counts = strength >= strong && judged < judged_enough;
                weight = counts ? weight / (1.0 + judged) : 0.0;
            }
        }
        if (weight > 0.0) ranked.push_back({-weight, row});
    }
    rank(ranked);
    for (const Ranked& each : ranked) {
        if (found.size() == highlighted_max) break;
        found.push_back({each.row, -each.key});
    }
    return found;
}

}  // namespace palabre::map
