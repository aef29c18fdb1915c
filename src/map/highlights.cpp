#include "map/highlights.hpp"

#include <algorithm>
#include <cmath>

namespace palabre::map {

namespace {

constexpr double strong = 0.5;

}  // namespace

std::vector<Highlighted> highlighted(const ArgumentRows& rows, const Weights& weights,
                                     Highlight which) {
    std::vector<Highlighted> found;
    if (which == Highlight::none) return found;
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
        if (weight > 0.0) found.push_back({row, weight});
    }
    const auto end = found.begin() + static_cast<std::ptrdiff_t>(
                                         std::min(found.size(), highlighted_max));
    std::partial_sort(found.begin(), end, found.end(),
                      [](const Highlighted& a, const Highlighted& b) {
                          return a.weight != b.weight ? a.weight > b.weight : a.row < b.row;
                      });
    found.erase(end, found.end());
    return found;
}

}  // namespace palabre::map
