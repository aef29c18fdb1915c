#pragma once

#include <cstdint>
#include <vector>

#include "tally/ranking.hpp"

namespace palabre {

/// What a ballot gives one option: a score, points, votes that cost credits.
struct Mark {
    Option option = 0;
    std::int64_t value = 0;  ///< within 2^53 - 1 on either side of 0
};

/// `count` equal ballots; together they are at most 2^62. The options of `marks` ascend, without
/// repeats.
struct MarkedBallot {
    std::int64_t count = 1;
    std::vector<Mark> marks;
};

}  // namespace palabre
