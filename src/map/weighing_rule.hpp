#pragma once

#include "weighing/semantics.hpp"

namespace palabre::map {

/// A semantics of weighing as a row of functions: the sweeps over a debate are then written, and
/// downloaded, once for all four.
struct WeighingRule {
    /// DF-QuAD multiplies what each strength leaves of 1, the others add strengths up.
    bool multiplies = false;
    double (*influence)(double base, double total) = nullptr;
    double (*slope_of_base)(double base, double total) = nullptr;
    double (*slope_of_total)(double base, double total) = nullptr;
    double (*total_for)(double base, double wanted) = nullptr;  ///< see InverseInfluence
    double (*base_for)(double total, double wanted) = nullptr;

    [[nodiscard]] static WeighingRule of(Semantics semantics);
};

/// What speaks to a claim on each side: sums, or products.
struct Arriving {
    double pro = 0.0;
    double con = 0.0;

    [[nodiscard]] static Arriving nothing(const WeighingRule& rule) {
        return rule.multiplies ? Arriving{1.0, 1.0} : Arriving{};
    }
    void add(const WeighingRule& rule, bool is_con, double strength) {
        double& side = is_con ? con : pro;
        side = rule.multiplies ? side * (1.0 - strength) : side + strength;
    }
    [[nodiscard]] Arriving with(const WeighingRule& rule, const Arriving& other) const {
        return rule.multiplies ? Arriving{pro * other.pro, con * other.con}
                               : Arriving{pro + other.pro, con + other.con};
    }
    [[nodiscard]] double total(const WeighingRule& rule) const {
        return rule.multiplies ? (1.0 - pro) - (1.0 - con) : pro - con;
    }
    /// How the total moves with one more strength beside these.
    [[nodiscard]] double slope(const WeighingRule& rule, bool is_con) const {
        const double size = !rule.multiplies ? 1.0 : is_con ? con : pro;
        return is_con ? -size : size;
    }
    /// The strength that one more needs for this total; beyond [0,1] or no number where none does.
    [[nodiscard]] double strength_for(const WeighingRule& rule, bool is_con, double total) const {
        if (!rule.multiplies) return is_con ? pro - con - total : total - (pro - con);
        return is_con ? 1.0 - (total + pro) / con : 1.0 - (con - total) / pro;
    }
};

}  // namespace palabre::map
