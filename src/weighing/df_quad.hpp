#pragma once

#include "weighing/aggregation.hpp"

// DF-QuAD: discontinuity-free quantitative argumentation debates.
// A. Rago, F. Toni, M. Aurisicchio, P. Baroni: Discontinuity-Free Decision Support with
// Quantitative Argumentation Debates. KR 2016, pages 63-73, definitions 1 to 3.

namespace palabre {

/// What one more attacker, or supporter, of `strength` makes of the force of its side: the
/// probabilistic sum a + s - a s, written so that the complement 1 - force is a product.
/// A side starts with complement 1 (nobody stands there) and its force is 1 - complement.
[[nodiscard]] constexpr double df_quad_complement(double complement, double strength) {
    return complement * (1.0 - strength);
}

/// Strength of a claim with base score `base`, whose supporters have the joint force `support` and
/// whose attackers have `attack`.
///
/// Range:   all in [0,1], in and out; `base` where the two forces are equal.
/// Exact:   only + - *, so every platform gives the same bits.
[[nodiscard]] constexpr double df_quad_influence(double base, double support, double attack) {
    return support >= attack ? base + (1.0 - base) * (support - attack)
                             : base - base * (attack - support);
}

/// DF-QuAD as aggregation and influence.
struct DfQuad {
    using Forces = ProductForces;

    [[nodiscard]] static double influence(double base, const Forces& forces) {
        return df_quad_influence(base, 1.0 - forces.without_support, 1.0 - forces.without_attack);
    }
    /// The influence's derivative by the base score.
    [[nodiscard]] static double slope_of_base(double, double total) {
        return 1.0 - (total < 0.0 ? -total : total);
    }
    /// Its derivative by the total of the forces; at 0, where the sides of the bend differ, below
    /// it.
    [[nodiscard]] static double slope_of_total(double base, double total) {
        return total > 0.0 ? 1.0 - base : base;
    }
};

}  // namespace palabre
