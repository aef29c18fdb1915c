#pragma once

#include "weighing/aggregation.hpp"
#include "weighing/exponential.hpp"

// The MLP-based semantics: a claim is a neuron with a logistic activation.
// N. Potyka: Interpreting Neural Networks as Quantitative Argumentation Frameworks. AAAI 2021;
// arXiv:2012.05738.

namespace palabre {

/// logistic(ln(base / (1 - base)) + total), multiplied out so that no logarithm is needed. Bases of
/// exactly 0 and 1, where the logarithm is undefined, never move: the limit.
struct MlpBased {
    using Forces = SumForces;

    [[nodiscard]] static double influence(double base, const Forces& forces) {
        const double total = forces.total();
        // The power is at most 1 either way, so nothing overflows.
        if (total > 0.0) return base / (base + (1.0 - base) * exponential(-total));
        const double pushed = base * exponential(total);
        return pushed / ((1.0 - base) + pushed);
    }
    /// The influence's derivative by the base score.
    [[nodiscard]] static double slope_of_base(double base, double total) {
        if (total > 0.0) {
            const double power = exponential(-total);
            const double bottom = base + (1.0 - base) * power;
            return power / bottom / bottom;
        }
        const double power = exponential(total);
        const double bottom = (1.0 - base) + base * power;
        return power / bottom / bottom;
    }
    /// Its derivative by the total of the forces.
    [[nodiscard]] static double slope_of_total(double base, double total) {
        return base * (1.0 - base) * slope_of_base(base, total);
    }
};

}  // namespace palabre
