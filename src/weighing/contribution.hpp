#pragma once

#include <optional>
#include <span>
#include <vector>

#include "weighing/topic_view.hpp"

namespace palabre {

// What moved a topic, in four ways that answer different questions:
//   removal            how much less the topic would have without the argument
//   intrinsic removal  the same for what the argument brings by itself, nobody speaking to it
//   gradient           how the topic moves with the argument's base score
//   Shapley value      the argument's fair share of strength minus base score (shapley.hpp)
// T. Kampik, N. Potyka, X. Yin, K. Cyras, F. Toni: Contribution Functions for Quantitative Bipolar
// Argumentation Graphs. Int. J. of Approximate Reasoning 173 (2024); arXiv:2401.08879.

/// Shape: one entry per argument of the whole graph; 0 for what has no way to the topic; nothing
/// for the topic itself, which cannot be taken away from itself, and for all where cycles are so
/// large that it would take minutes.
using Contributions = std::vector<std::optional<double>>;

[[nodiscard]] Contributions contributions_by_removal(const TopicView& view);
[[nodiscard]] Contributions contributions_by_intrinsic_removal(const TopicView& view);

/// How the topic's strength would change if one argument had another base score.
///
/// Shape:   `bases` is by argument of view.part; the answer too. Each is taken alone.
[[nodiscard]] std::vector<double> changes_by_base(const TopicView& view,
                                                  std::span<const double> bases);

/// The derivative of the topic's strength by each base score, the topic's own included, by one
/// sweep from the topic down. Nothing at all where a cycle does not settle. Edge: where DF-QuAD
/// bends (support equal to attack), the slope on the side of more attack. Source: X. Yin, N.
/// Potyka, F. Toni: Argument Attribution Explanations in Quantitative Bipolar
///         Argumentation Frameworks. ECAI 2023; arXiv:2307.13582.
[[nodiscard]] std::optional<std::vector<double>> contributions_by_gradient(const TopicView& view);

}  // namespace palabre
