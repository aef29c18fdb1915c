#pragma once

#include <cmath>
#include <vector>

#include "weighing/weighing.hpp"

namespace palabre::test {

/// One argument's strength, written once more from the papers' formulas, in long double and with
/// the library's exponential and logarithm, to compare with.
inline long double plain_strength(Semantics semantics, long double base,
                                  const std::vector<long double>& supporters,
                                  const std::vector<long double>& attackers) {
    if (semantics == Semantics::df_quad) {
        long double attack = 0;
        long double support = 0;
        for (const long double v : attackers) attack = attack + v - attack * v;
        for (const long double v : supporters) support = support + v - support * v;
        const long double distance = std::fabs(support - attack);
        return attack >= support ? base - base * distance : base + (1 - base) * distance;
    }
    long double energy = 0;
    for (const long double v : supporters) energy += v;
    for (const long double v : attackers) energy -= v;
    if (semantics == Semantics::quadratic_energy) {
        const auto h = [](long double x) { return x > 0 ? x * x / (1 + x * x) : 0.0L; };
        return base - base * h(-energy) + (1 - base) * h(energy);
    }
    if (base == 0 || base == 1) return base;
    if (semantics == Semantics::euler_based) {
        return 1 - (1 - base * base) / (1 + base * std::exp(energy));
    }
    return 1 / (1 + std::exp(-(std::log(base / (1 - base)) + energy)));
}

/// Strengths of an acyclic graph by recursion.
inline long double plain_strength_of(const ArgumentGraph& graph, Semantics semantics,
                                     Argument argument) {
    std::vector<long double> supporters;
    std::vector<long double> attackers;
    for (const ArgumentEdge& edge : graph.edges()) {
        if (edge.to != argument) continue;
        const long double arriving =
            edge.relevance * plain_strength_of(graph, semantics, edge.from);
        (edge.kind == EdgeKind::support ? supporters : attackers).push_back(arriving);
    }
    return plain_strength(semantics, graph.base(argument), supporters, attackers);
}

}  // namespace palabre::test
