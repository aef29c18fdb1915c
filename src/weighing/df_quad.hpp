#pragma once

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

}  // namespace palabre
