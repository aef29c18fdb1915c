#pragma once

// Rules on ranked ballots. Read this first.
//
// Ballots come as RankedBallots. What RankedSums hold is enough for plurality, two rounds, Borda,
// the pairwise rules and the hierarchy: sum once, or ballot by ballot, then read any of them.
// Instant runoff and the transferable votes have no such sums; a BallotBox keeps equal ballots
// once, and their counts go round by round so that a page can count in slices.
//
//     RankedBallots ballots(3);
//     ballots.add(5, {{0}, {1, 2}});
//     const RankedSums sums = RankedSums::of(ballots);
//     const SchulzeResult schulze = count_schulze(sums.pairwise());
//     const RunoffResult runoff = count_instant_runoff(ballots, EqualRanks::split);

#include "tally/borda.hpp"           // IWYU pragma: export
#include "tally/condorcet.hpp"       // IWYU pragma: export
#include "tally/copeland.hpp"        // IWYU pragma: export
#include "tally/hierarchy.hpp"       // IWYU pragma: export
#include "tally/instant_runoff.hpp"  // IWYU pragma: export
#include "tally/meek_stv.hpp"        // IWYU pragma: export
#include "tally/minimax.hpp"         // IWYU pragma: export
#include "tally/plurality.hpp"       // IWYU pragma: export
#include "tally/ranked_pairs.hpp"    // IWYU pragma: export
#include "tally/schulze.hpp"         // IWYU pragma: export
#include "tally/scottish_stv.hpp"    // IWYU pragma: export
