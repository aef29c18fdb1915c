#pragma once

#include <span>

#include "weighing/argument_graph.hpp"

namespace palabre {

template <class Forces>
void add_to(Forces& forces, const Incoming& incoming, double strength) {
    const double arriving = incoming.relevance * strength;
    if (incoming.kind == EdgeKind::support) {
        forces.add_support(arriving);
    } else {
        forces.add_attack(arriving);
    }
}

/// What arrives at `argument` where all that speaks to it has these strengths.
template <class Rule>
[[nodiscard]] typename Rule::Forces forces_at(const ArgumentGraph& graph, Argument argument,
                                              std::span<const double> strength) {
    typename Rule::Forces forces;
    for (const Incoming& each : graph.incoming(argument)) add_to(forces, each, strength[each.from]);
    return forces;
}

/// The strength of `argument` where all that speaks to it has these strengths. An argument that
/// nothing speaks to has its base score, without the rounding of an influence of nothing.
template <class Rule>
[[nodiscard]] double strength_at(const ArgumentGraph& graph, Argument argument,
                                 std::span<const double> strength) {
    const double base = graph.base(argument);
    if (graph.incoming(argument).empty()) return base;
    return Rule::influence(base, forces_at<Rule>(graph, argument, strength));
}

}  // namespace palabre
