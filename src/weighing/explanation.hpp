#pragma once

#include <optional>
#include <vector>

#include "weighing/live_strengths.hpp"

namespace palabre {

/// What moves one claim (or the thesis), among what stands below it.
struct Explanation {
    struct Move {
        PlacementIndex placement;
        double removal = 0.0;   ///< the topic's strength with the claim minus without it
        double gradient = 0.0;  ///< change of the topic's strength per unit of the base there
    };
    struct Judgement {
        PlacementIndex placement;
        int value = 0;        ///< 0..4: one more judgement with this value
        double change = 0.0;  ///< of the topic's strength
    };
    std::vector<Move> moves;             ///< those that move it at all, the strongest removal first
    std::optional<Judgement> judgement;  ///< the one that would change it most
    bool saturated = false;              ///< both sides are so full that no more can be told apart
};

/// Explains the strength of `topic` by what stands within a bounded number of claims below it.
/// The gradient is exact, by one sweep from the topic down; removals follow each way up.
/// Cost: the claims below, at most `explained_max` placements, times their depth.
/// Source: T. Kampik et al., Contribution functions for quantitative bipolar argumentation graphs,
/// 2024, arXiv:2401.08879 (removal, gradient); X. Yin, N. Potyka, F. Toni, ECAI 2023 (the sweep).
[[nodiscard]] Explanation explain(const Debate& debate, const LiveStrengths& strengths,
                                  ClaimIndex topic);

/// Placements that one explanation looks at: a click has to be answered within a moment.
inline constexpr std::size_t explained_max = 20'000;

}  // namespace palabre
