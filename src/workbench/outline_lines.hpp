#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre::workbench {

/// A claim in the outline; its words are read when it is drawn.
struct OutlineLine {
    ClaimIndex claim;
    std::uint32_t depth = 1;  ///< 1 right below the thesis
    Stance stance = Stance::pro;
    Status status = Status::shown;
    double strength = 0.0;  ///< as recorded, in [0,1]
    std::uint32_t judged = 0;
};
/// Every claim once, each before those below it, as the element reads them out.
[[nodiscard]] std::vector<OutlineLine> outline_lines(const LiveDebate& debate);

/// The words of a claim on one line, or "" where it is erased. A thesis that stands in the page
/// alone is known by what its debate was opened as.
[[nodiscard]] std::string one_line(const LiveDebate& debate, ClaimIndex claim);

/// What stands right below a claim, for the wall: pros and cons, the strongest first.
struct SidesBelow {
    std::vector<ClaimIndex> pros;
    std::vector<ClaimIndex> cons;
};
[[nodiscard]] SidesBelow sides_below(const LiveDebate& debate, ClaimIndex claim);

}  // namespace palabre::workbench
