#pragma once

#include <cmath>

#include "weighing/df_quad.hpp"
#include "weighing/euler_based.hpp"
#include "weighing/logarithm.hpp"
#include "weighing/mlp_based.hpp"
#include "weighing/quadratic_energy.hpp"

namespace palabre {

// The influence of each semantics turned around: what would have to arrive at an argument, or what
// its base score would have to be, for it to have a wanted strength. Out of range, or not a number,
// where nothing does it.
//
// Range:   `base` and `wanted` in (0,1); `total` is the total of the forces.

template <class Rule>
struct InverseInfluence;

template <>
struct InverseInfluence<DfQuad> {
    [[nodiscard]] static double total(double base, double wanted) {
        return wanted >= base ? (wanted - base) / (1.0 - base) : (wanted - base) / base;
    }
    [[nodiscard]] static double base(double total, double wanted) {
        return total >= 0.0 ? (wanted - total) / (1.0 - total) : wanted / (1.0 + total);
    }
};

template <>
struct InverseInfluence<QuadraticEnergy> {
    [[nodiscard]] static double total(double base, double wanted) {
        // The impact is t^2 / (1 + t^2).
        const double impact = wanted > base ? (wanted - base) / (1.0 - base) : 1.0 - wanted / base;
        const double size = std::sqrt(impact / (1.0 - impact));
        return wanted > base ? size : -size;
    }
    [[nodiscard]] static double base(double total, double wanted) {
        const double impact = total * total / (1.0 + total * total);
        return total > 0.0 ? (wanted - impact) / (1.0 - impact) : wanted / (1.0 - impact);
    }
};

template <>
struct InverseInfluence<EulerBased> {
    [[nodiscard]] static double total(double base, double wanted) {
        const double power = ((1.0 - base * base) / (1.0 - wanted) - 1.0) / base;
        return power > 0.0 ? logarithm(power) : -1e300;
    }
    [[nodiscard]] static double base(double total, double wanted) {
        // The positive root of b^2 + (1 - s) e^t b - s.
        const double half = (1.0 - wanted) * exponential(total) / 2;
        return wanted / (half + std::sqrt(half * half + wanted));
    }
};

template <>
struct InverseInfluence<MlpBased> {
    [[nodiscard]] static double total(double base, double wanted) {
        return logarithm(wanted / (1.0 - wanted)) - logarithm(base / (1.0 - base));
    }
    [[nodiscard]] static double base(double total, double wanted) {
        return MlpBased::influence(wanted, SumForces{-total, 0.0});
    }
};

}  // namespace palabre
