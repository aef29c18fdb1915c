#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "weighing/argument_graph.hpp"
#include "weighing/semantics.hpp"

namespace palabre {

/// Other base scores under which a topic would have a wanted strength.
struct Counterfactual {
    std::vector<double> base;  ///< by argument of the graph
    double distance = 0.0;     ///< Euclidean, from the present base scores
};

/// The smallest change of base scores that brings the topic's strength to `level`: "what would have
/// to be judged otherwise". Nearest among its neighbours; on graphs with several ways there, not
/// always the nearest of all.
///
/// Shape:   `fixed` is empty or has one entry per argument, not 0 where its base has to stay.
/// Range:   `level` in [0,1].
/// Errors:  nothing where no such change was found: the level is out of reach, or strengths in a
///          cycle do not settle, or so large a graph would take minutes.
/// Method:  the nearest point of a limit surface, by projection on its tangent: R. Rackwitz, B.
///          Fiessler, Computers & Structures 9 (1978), held within [0,1]. Counterfactuals of this
///          kind: X. Yin, N. Potyka, F. Toni, CE-QArg, arXiv:2407.08497.
[[nodiscard]] std::optional<Counterfactual> nearest_counterfactual(
    const ArgumentGraph& graph, Semantics semantics, Argument topic, double level,
    std::span<const std::uint8_t> fixed = {});

}  // namespace palabre
