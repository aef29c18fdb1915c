#pragma once

#include "weighing/aggregation.hpp"
#include "weighing/exponential.hpp"

// The Euler-based semantics.
// L. Amgoud, J. Ben-Naim: Evaluation of Arguments in Weighted Bipolar Graphs. ECSQARU 2017, pages
// 25-35; International Journal of Approximate Reasoning 99 (2018), 39-55.

namespace palabre {

/// Range: strengths lie in [base^2, 1]; bases of exactly 0 and 1 never move, as in the limit.
struct EulerBased {
    using Forces = SumForces;

    [[nodiscard]] static double influence(double base, const Forces& forces) {
        return 1.0 - (1.0 - base * base) / (1.0 + base * exponential(forces.total()));
    }
    /// The influence's derivative by the base score.
    [[nodiscard]] static double slope_of_base(double base, double total) {
        const double power = exponential(total);
        const double q = 1.0 + base * power;
        // Divided twice: q * q would overflow where the quotient does not.
        return (2.0 * base + (1.0 - base * base) * (power / q)) / q;
    }
    /// Its derivative by the total of the forces.
    [[nodiscard]] static double slope_of_total(double base, double total) {
        const double power = exponential(total);
        const double q = 1.0 + base * power;
        return (1.0 - base * base) * (base * power / q) / q;
    }
};

}  // namespace palabre
