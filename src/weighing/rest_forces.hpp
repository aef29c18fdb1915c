#pragma once

#include <span>
#include <vector>

#include "weighing/forces_at.hpp"

namespace palabre {

/// For each edge, what arrives at its target from all other edges: with it, the effect of one
/// changed neighbour on an argument costs the same however many speak to it. No division, so that
/// an argument of strength 1 does no harm.
///
/// Shape:   ordered as ArgumentGraph::first_incoming groups the edges.
template <class Rule>
[[nodiscard]] std::vector<typename Rule::Forces> rest_forces(const ArgumentGraph& graph,
                                                             std::span<const double> strength) {
    using Forces = typename Rule::Forces;
    std::vector<Forces> rest(graph.edges().size());
    for (std::size_t i = 0; i < graph.size(); ++i) {
        const auto target = static_cast<Argument>(i);
        const auto incoming = graph.incoming(target);
        const std::size_t first = graph.first_incoming(target);
        Forces before;
        for (std::size_t k = 0; k < incoming.size(); ++k) {
            rest[first + k] = before;
            add_to(before, incoming[k], strength[incoming[k].from]);
        }
        Forces after;
        for (std::size_t k = incoming.size(); k-- > 0;) {
            rest[first + k] = Forces::together(rest[first + k], after);
            add_to(after, incoming[k], strength[incoming[k].from]);
        }
    }
    return rest;
}

}  // namespace palabre
