#pragma once

// Counting ballots. Read this first.
//
// A rule is a pure function from ballots, or the sums of ballots, to a result that carries every
// figure on the way: a secretary can recount it by hand. Where sums suffice there is a counter too,
// which takes one ballot in or out at a time and gives the same result when read.
//
// Three habits. Equal ballots come once with their number. Exact numbers are Exact, never a
// rounded share. Ties are results: options that are equal stand in one group of a Ranking.
//
//     MotionCounter votes;
//     votes.add(MotionChoice::yes);
//     const MotionResult result = votes.result(MotionRule{});
//     // result.yes_needed is 1, result.outcome is MotionOutcome::adopted

#include "tally/approval.hpp"       // IWYU pragma: export
#include "tally/consent.hpp"        // IWYU pragma: export
#include "tally/draw.hpp"           // IWYU pragma: export
#include "tally/exact.hpp"          // IWYU pragma: export
#include "tally/fraction.hpp"       // IWYU pragma: export
#include "tally/liquid.hpp"         // IWYU pragma: export
#include "tally/liquid_forest.hpp"  // IWYU pragma: export
#include "tally/motion.hpp"         // IWYU pragma: export
#include "tally/proxies.hpp"        // IWYU pragma: export
#include "tally/ranking.hpp"        // IWYU pragma: export
#include "tally/slider.hpp"         // IWYU pragma: export
#include "tally/voter.hpp"          // IWYU pragma: export
