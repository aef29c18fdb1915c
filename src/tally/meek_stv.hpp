#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "tally/lot.hpp"
#include "tally/ranked_ballots.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

// The single transferable vote after Meek: who is elected keeps only as much of each vote as it
// needs (its keep factor), and the rest goes on as if the elected were not there, until all agree.
// I. Hill, B. Wichmann, D. Woodall: Algorithm 123, single transferable vote by Meek's method.
// Computer Journal 30 (1987), 277-281; in the form of the Proportional Representation Foundation's
// reference rule (prfound.org), whose step names stand in the code. Equal ranks end a ballot.

/// Votes, quota and keep factors are whole multiples of a billionth.
inline constexpr std::int64_t meek_unit = 1'000'000'000;

struct MeekResult {
    /// By iteration, within one by votes, then number; who fills the last seats comes last.
    std::vector<Option> elected;
    std::vector<Option> excluded;  ///< in the order of exclusion
    /// What the last iteration found, in meek_unit; empty where there was none.
    std::vector<Wide> votes;
    std::vector<std::int64_t> keep;  ///< with which it distributed
    Wide quota = 0;
    std::size_t iterations = 0;
    bool used_lot = false;
    std::vector<Option> tied;  ///< between whom the count stopped for want of a lot
};

/// One iteration at a time, so that a page can count in slices. An iteration costs at most all
/// preferences on all ballots; there are no sums to keep.
class MeekCount {
  public:
    /// Range: `seats` at least 1. Edge: `ballots` outlives this and stays as it is meanwhile.
    MeekCount(const RankedBallots& ballots, std::int64_t seats, Lot lot = {});

    /// Counts one iteration. False once there is nothing left to do.
    bool step();
    [[nodiscard]] const MeekResult& result() const { return result_; }

  private:
    enum class State : std::uint8_t { hopeful, elected, defeated };

    void distribute();
    /// B.2.c: whether somebody was elected.
    bool elect();
    [[nodiscard]] Wide surplus() const;
    void update_keep();
    /// B.3. False where the tie needs a lot.
    bool defeat_lowest(Wide surplus);
    /// B.1, and C where it is met.
    bool complete();
    [[nodiscard]] std::vector<Option> hopeful() const;

    const RankedBallots& ballots_;
    std::int64_t seats_;
    Lot lot_;
    MeekResult result_;
    std::vector<State> states_;
    std::vector<std::int64_t> keep_;
    Wide surplus_before_ = -1;  // of the iteration before in this round; below 0 without one
    bool over_ = false;
};

/// The whole count.
[[nodiscard]] MeekResult count_meek_stv(const RankedBallots& ballots, std::int64_t seats,
                                        const Lot& lot = {});

}  // namespace palabre
