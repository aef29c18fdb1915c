#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "weighing/argument_graph.hpp"
#include "weighing/semantics.hpp"

namespace palabre {

/// From where to where a score may well lie, 0 <= low <= high <= 1.
struct ScoreBand {
    double low = 0.0;
    double high = 0.0;

    friend bool operator==(const ScoreBand&, const ScoreBand&) = default;
};

/// The 5% and 95% quantiles of the Beta posterior whose mean is base_score(impact_sum, judgements):
/// what so few judgements leave open about a claim's base score.
///
/// Units:   as base_score.
/// Range:   impact_sum at most 4 * judgements.
[[nodiscard]] ScoreBand base_score_band(std::uint64_t impact_sum, std::uint64_t judgements);

/// From where to where each strength may lie when each base score may lie anywhere in its band. On
/// a tree the ends are reached; where an argument is shared they are bounds, since it cannot be
/// high on one way and low on another.
///
/// Shape:   one band per argument, in and out. Nothing where the graph has a cycle.
/// Method:  intervals: every semantics here rises with the base score and with support, and falls
///          with attack.
[[nodiscard]] std::optional<std::vector<ScoreBand>> strength_bands(const ArgumentGraph& graph,
                                                                   Semantics semantics,
                                                                   std::span<const ScoreBand> base);

}  // namespace palabre
