#pragma once

#include <optional>
#include <vector>

#include "weighing/topic_view.hpp"

namespace palabre {

/// For each argument of a tree the base score at which the topic's strength would be `level`, all
/// else equal: "would flip at ..". A topic's strength rises or falls with each base score all
/// along, so there is one such score, or none, or a stretch of them; then the one nearest to the
/// present.
///
/// Shape:   one entry per argument of the whole graph; nothing where no base score does it, so also
///          for what has no way to the topic. Nothing at all where view is no tree.
/// Range:   `level` in [0,1].
[[nodiscard]] std::optional<std::vector<std::optional<double>>> flip_points(const TopicView& view,
                                                                            double level);

}  // namespace palabre
