#pragma once

#include <limits>
#include <span>
#include <vector>

#include "map/argument_rows.hpp"
#include "weighing/inverse_influence.hpp"

// The passes of Weights, for a semantics as weighing/semantics.hpp has them. All are linear.
//
// Shape: `answered` and `shared` are by the first row of a claim, `base` and `strength` by row.

namespace palabre::map {

/// Strengths, from those that nobody answers up to the thesis. As compute_strengths of weighing over
/// the same arguments up to the order of multiplication.
template <class Rule>
void weigh_rows(const ArgumentRows& rows, std::span<const std::uint8_t> answered,
                std::span<const double> base, std::vector<double>& strength) {
    std::vector<typename Rule::Forces> forces(rows.size());
    strength.resize(rows.size());
    for (const Row row : rows.order) {
        const Row claim = rows.first[row];
        strength[row] = answered[claim] != 0 ? Rule::influence(base[row], forces[claim]) : base[row];
        if (rows.side[row] == Side::pro) forces[rows.parent[row]].add_support(strength[row]);
        if (rows.side[row] == Side::con) forces[rows.parent[row]].add_attack(strength[row]);
    }
}

/// What arrives at each claim, by its first row; and at the claim that a row speaks to from all but
/// that row, without a division.
template <class Rule>
struct Arriving {
    using Forces = typename Rule::Forces;
    std::vector<Forces> all;
    std::vector<Forces> rest;

    Arriving(const ArgumentRows& rows, std::span<const double> strength)
        : all(rows.size()), rest(rows.size()) {
        std::vector<Forces> after(rows.size());
        for (const Row row : rows.order) gather(rows, row, strength, all);
        for (std::size_t i = rows.order.size(); i-- > 0;) {
            const Row row = rows.order[i];
            const Forces before = rest[row];
            rest[row] = Forces::together(before, after[rows.parent[row]]);
            add(rows, row, strength, after[rows.parent[row]]);
        }
    }

  private:
    static void add(const ArgumentRows& rows, Row row, std::span<const double> strength,
                    Forces& forces) {
        if (rows.side[row] == Side::pro) forces.add_support(strength[row]);
        if (rows.side[row] == Side::con) forces.add_attack(strength[row]);
    }
    void gather(const ArgumentRows& rows, Row row, std::span<const double> strength,
                std::vector<Forces>& forces) {
        rest[row] = forces[rows.parent[row]];
        add(rows, row, strength, forces[rows.parent[row]]);
    }
};

/// The derivative of the thesis' strength by each row's base score, from the thesis down.
/// Source: X. Yin, N. Potyka, F. Toni, ECAI 2023; where DF-QuAD bends, on the side of more attack.
template <class Rule>
std::vector<double> gradient_of_thesis(const ArgumentRows& rows,
                                       std::span<const std::uint8_t> answered,
                                       std::span<const double> base,
                                       std::span<const double> strength) {
    const Arriving<Rule> arriving(rows, strength);
    std::vector<double> gradient(rows.size(), 0.0);
    std::vector<double> by_total(rows.size(), 0.0);  // of the thesis, by what arrives at a claim
    for (std::size_t i = rows.order.size(); i-- > 0;) {
        const Row row = rows.order[i];
        const Row claim = rows.first[row];
        const Row above = rows.parent[row];
        double by_strength = row == 0 ? 1.0 : 0.0;
        if (rows.side[row] == Side::pro)
            by_strength = by_total[above] * arriving.rest[row].slope_of_support();
        if (rows.side[row] == Side::con)
            by_strength = by_total[above] * arriving.rest[row].slope_of_attack();
        gradient[row] = by_strength;
        if (answered[claim] == 0) continue;
        const double total = arriving.all[claim].total();
        gradient[row] = by_strength * Rule::slope_of_base(base[row], total);
        by_total[claim] += by_strength * Rule::slope_of_total(base[row], total);
    }
    return gradient;
}

/// The strength that the side of `mine` needs so that `total` arrives, where `rest` does already.
[[nodiscard]] inline double strength_for(const ProductForces& rest, double total, bool attacks) {
    return attacks ? 1.0 - (total + rest.without_support) / rest.without_attack
                   : 1.0 - (rest.without_attack - total) / rest.without_support;
}
[[nodiscard]] inline double strength_for(const SumForces& rest, double total, bool attacks) {
    return attacks ? rest.total() - total : total - rest.total();
}

/// The base score of each row at which the thesis has the strength `level`, all else equal: what is
/// needed of the thesis says what is needed of each claim that speaks to it, and so on down. Not a
/// number where no base score does it, or where what the row speaks to goes several ways.
template <class Rule>
std::vector<double> turns_of_thesis(const ArgumentRows& rows,
                                    std::span<const std::uint8_t> answered,
                                    std::span<const std::uint8_t> shared,
                                    std::span<const double> base, std::span<const double> strength,
                                    double level) {
    using Inverse = InverseInfluence<Rule>;
    const double never = std::numeric_limits<double>::quiet_NaN();
    const Arriving<Rule> arriving(rows, strength);
    // A NaN fails every comparison, and so does all that is made of it.
    const auto in_reach = [never](double value) { return value >= 0.0 && value <= 1.0 ? value : never; };
    std::vector<double> turns(rows.size(), never);
    std::vector<double> total_needed(rows.size(), never);
    for (std::size_t i = rows.order.size(); i-- > 0;) {
        const Row row = rows.order[i];
        const Row claim = rows.first[row];
        if (shared[rows.parent[row]] != 0 || rows.side[row] == Side::weightless) continue;
        const double needed =
            row == 0 ? level
                     : in_reach(strength_for(arriving.rest[row], total_needed[rows.parent[row]],
                                             rows.side[row] == Side::con));
        turns[row] = needed;
        if (answered[claim] == 0 || !(needed > 0.0 && needed < 1.0)) continue;
        turns[row] = in_reach(Inverse::base(arriving.all[claim].total(), needed));
        if (shared[claim] == 0) total_needed[claim] = Inverse::total(base[row], needed);
    }
    return turns;
}

}  // namespace palabre::map
