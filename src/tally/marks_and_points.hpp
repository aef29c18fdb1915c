#pragma once

// The rules on ballots that mark options one by one, beside approval (tally/approval.hpp):
//   score, star          a score on a scale each
//   majority judgment    a grade in words each
//   cumulative           points shared out
//   quadratic            votes whose price grows
// and how much the marks agree. Each has a counter that takes one ballot in or out.

#include "tally/consensus.hpp"          // IWYU pragma: export
#include "tally/majority_judgment.hpp"  // IWYU pragma: export
#include "tally/points.hpp"             // IWYU pragma: export
#include "tally/score.hpp"              // IWYU pragma: export
#include "tally/star.hpp"               // IWYU pragma: export
