#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/located_json.hpp"
#include "tally/tally.hpp"

namespace palabre {

// The files that `palabre tally` takes: docs/tally-format.md. Other keys than a rule's own are
// ignored. Errors of all: "json", `where` naming line and path: what is missing, of another type,
// below 0 or beyond 2^53 - 1, an unknown option, an option twice in a ballot.

struct MotionFile {
    MotionRule rule;
    MotionCounts counts;                           ///< where there are no colleges
    std::map<std::string, MotionCounts> colleges;  ///< by name; empty where there are none
    bool by_colleges = false;
};
[[nodiscard]] Result<MotionFile> read_motion(const JsonPlace& file);

struct ApprovalFile {
    std::size_t options = 0;
    std::optional<std::size_t> seats;  ///< of a committee; at most as many as options
    std::vector<ApprovalBallot> ballots;
};
[[nodiscard]] Result<ApprovalFile> read_approval(const JsonPlace& file);

struct SliderFile {
    std::vector<SliderValue> values;
    std::size_t bins = slider_bins_default;
};
[[nodiscard]] Result<SliderFile> read_slider(const JsonPlace& file);

}  // namespace palabre
