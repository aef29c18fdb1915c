#pragma once

#include <cstdint>

namespace palabre {

/// The base score of a claim that nobody judged, and of the thesis.
inline constexpr double base_score_unjudged = 0.5;

/// Base score of a claim at a place, from its readers' impact judgements: the mean of a Beta
/// posterior whose prior is worth four judgements in the middle of the scale.
///
/// Units:   `impact_sum` adds up judgements of 0..4, `judgements` counts them; a score has no unit.
/// Range:   strictly between 0 and 1 for impact_sum <= 4 * judgements, so that no semantics meets
///          a base from which nothing can move it.
/// Exact:   both operands are whole while below 2^50 judgements: one rounding, in the division.
/// Source:  entry-format, section 5: (sum k/4 + 2) / (n + 4).
[[nodiscard]] constexpr double base_score(std::uint64_t impact_sum, std::uint64_t judgements) {
    return static_cast<double>(impact_sum + 8) / static_cast<double>(4 * (judgements + 4));
}

}  // namespace palabre
