#pragma once

#include <span>
#include <vector>

#include "map/argument_rows.hpp"
#include "map/weighing_rule.hpp"

namespace palabre::map {

/// What the sweeps over a debate need to know; each is linear in the rows.
struct Weighed {
    const ArgumentRows& rows;
    std::span<const std::uint8_t> answered;  ///< by first row: whether anything speaks to the claim
    std::span<const std::uint8_t> shared;  ///< by first row: whether its strength goes several ways
    std::span<const double> base;          ///< by row
};

/// Strengths, from those that nobody answers up to the thesis. As compute_strengths of weighing
/// over the same arguments up to the order of multiplication.
void weigh_rows(const Weighed& weighed, const WeighingRule& rule, std::vector<double>& strength);

/// The derivative of the thesis' strength by each row's base score, from the thesis down.
/// Source: X. Yin, N. Potyka, F. Toni, ECAI 2023; where DF-QuAD bends, on the side of more attack.
[[nodiscard]] std::vector<double> gradient_of_thesis(const Weighed& weighed,
                                                     const WeighingRule& rule,
                                                     std::span<const double> strength);

/// The base score of each row at which the thesis has the strength `level`, all else equal: what is
/// needed of the thesis says what is needed of each claim that speaks to it, and so on down. Not a
/// number where no base score does it, or where what the row speaks to goes several ways.
[[nodiscard]] std::vector<double> turns_of_thesis(const Weighed& weighed, const WeighingRule& rule,
                                                  std::span<const double> strength, double level);

}  // namespace palabre::map
