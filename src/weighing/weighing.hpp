#pragma once

// Weighing arguments. Read this first.
//
// Every claim has a base score in [0,1] (base_score.hpp: what its readers think of it alone) and a
// strength in [0,1] (what its pros and cons leave of it). A semantics says how: DF-QuAD unless
// another is asked for; each stands in a file of its own with its paper on top.
//
//     std::vector<double> base{0.5, 0.8, 0.6};
//     std::vector<ArgumentEdge> edges{{1, 0, EdgeKind::support}, {2, 0, EdgeKind::attack}};
//     const auto graph = ArgumentGraph::create(base, edges).value();
//     const Strengths strengths = compute_strengths(graph, Semantics::df_quad);
//     // strengths.strength[0] is 0.5 + 0.5 * (0.8 - 0.6) = 0.6
//     const TopicView view(graph, Semantics::df_quad, 0);
//     const auto gradient = contributions_by_gradient(view);  // of argument 0, by base
//
// A debate's own strengths are kept live, along the ways that changed (live_strengths.hpp).
// Everything here gives the same bits on every platform.

#include "weighing/argument_graph.hpp"  // IWYU pragma: export
#include "weighing/base_score.hpp"      // IWYU pragma: export
#include "weighing/contribution.hpp"    // IWYU pragma: export
#include "weighing/counterfactual.hpp"  // IWYU pragma: export
#include "weighing/flip_point.hpp"      // IWYU pragma: export
#include "weighing/semantics.hpp"       // IWYU pragma: export
#include "weighing/shapley.hpp"         // IWYU pragma: export
#include "weighing/strength_band.hpp"   // IWYU pragma: export
#include "weighing/strengths.hpp"       // IWYU pragma: export
