#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <variant>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/located_json.hpp"
#include "tally/committees.hpp"
#include "tally/marks_and_points.hpp"

namespace palabre {

// Files of marks, grades and points: docs/tally-format.md. Errors of all: "json", `where` naming
// line and path: what is missing or of another type, negative counts, an unknown option, an option
// twice in a ballot, a score or grade out of range, numbers beyond 2^53 - 1.

struct ScoreFile {
    std::size_t options = 0;
    std::int64_t highest = 0;
    std::vector<MarkedBallot> ballots;
};
[[nodiscard]] Result<ScoreFile> read_scores(const JsonPlace& file);

/// The counts of each option's grades, from "tallies" or from "ballots".
[[nodiscard]] Result<std::vector<GradeCounts>> read_grades(const JsonPlace& file);

/// Ballots that hold a fraction are invalid under any rule of points.
struct PointsFile {
    std::size_t options = 0;
    std::int64_t credits = 0;  ///< of quadratic voting
    CumulativeRule rule;       ///< of cumulative voting
    std::vector<MarkedBallot> ballots;
    std::int64_t with_fractions = 0;
};
[[nodiscard]] Result<PointsFile> read_cumulative(const JsonPlace& file);
[[nodiscard]] Result<PointsFile> read_quadratic(const JsonPlace& file);

using Histogram = std::vector<std::int64_t>;
using Rankings = std::vector<std::vector<Option>>;
[[nodiscard]] Result<std::variant<Histogram, Rankings>> read_consensus(const JsonPlace& file);

}  // namespace palabre
