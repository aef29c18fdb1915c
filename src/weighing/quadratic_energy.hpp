#pragma once

#include "weighing/aggregation.hpp"

// The quadratic energy model.
// N. Potyka: Continuous Dynamical Systems for Weighted Bipolar Argumentation. KR 2018, pages
// 148-157.

namespace palabre {

/// Range: strengths stay strictly inside (0,1) while bases do; only + - * / are used.
struct QuadraticEnergy {
    using Forces = SumForces;

    [[nodiscard]] static double influence(double base, const Forces& forces) {
        const double total = forces.total();
        const double impact = impact_of(total);
        return total > 0.0 ? base + impact * (1.0 - base) : base - impact * base;
    }
    /// The influence's derivative by the base score.
    [[nodiscard]] static double slope_of_base(double, double total) {
        return 1.0 - impact_of(total);
    }
    /// Its derivative by the total of the forces.
    [[nodiscard]] static double slope_of_total(double base, double total) {
        const double bottom = 1.0 + total * total;
        const double size = total < 0.0 ? -total : total;
        return (total > 0.0 ? 1.0 - base : base) * 2.0 * size / (bottom * bottom);
    }

  private:
    static double impact_of(double total) { return total * total / (1.0 + total * total); }
};

}  // namespace palabre
