#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/exact.hpp"
#include "tally/lot.hpp"
#include "tally/ranked_ballots.hpp"

namespace palabre {

// Instant runoff (the alternative vote): a ballot counts for the highest option still in, and the
// option with fewest votes leaves, round after round. What ballots with equal ranks are worth:
// T. Delemazure, D. Peters: Generalizing instant runoff voting to allow for indifferences. EC 2024.

/// What a ballot is worth whose highest group has several options still in.
enum class EqualRanks : std::uint8_t {
    split,    ///< an equal share for each
    exhaust,  ///< nothing while they are several
};

struct RunoffRound {
    std::vector<std::optional<Exact>> tallies;  ///< votes by option; nothing for who has left
    Exact exhausted;                            ///< all ballots less those that count
};

struct RunoffResult {
    std::optional<Option> winner;
    /// The first round, from 1, in which somebody has more than half of its votes or is alone.
    std::optional<std::size_t> decided_in_round;
    std::vector<Option> elimination_order;
    std::vector<RunoffRound> rounds;
    bool used_lot = false;
    std::vector<Option> tied;  ///< between whom the count stopped for want of a lot
};

/// One round at a time, so that a page can count in slices. A round costs the ballots of who left
/// before it; all of them O(places on all ballots) once. Sums would not do: a ballot can change the
/// whole path.
class InstantRunoff {
  public:
    /// Edge: `ballots` outlives this and stays as it is meanwhile.
    InstantRunoff(const RankedBallots& ballots, EqualRanks equal_ranks, Lot lot = {});

    /// Counts a round and lets the last option of it leave. False once there is nothing left to do.
    bool step();
    [[nodiscard]] const RunoffResult& result() const { return result_; }

  private:
    struct Paper {
        std::uint32_t group = 0;  // where its highest group with somebody in begins
        std::uint32_t in = 0;     // how many of it are in
    };

    void place(std::uint32_t ballot, std::size_t from);
    /// Gives (or takes back) what a ballot is worth to those of its group that are in.
    void credit(std::uint32_t ballot, std::int64_t sign);
    void leave(Option option);
    void count_round();
    void choose_leaver();

    const RankedBallots& ballots_;
    Lot lot_;
    RunoffResult result_;
    std::int64_t total_;
    std::size_t shares_;             // a vote is split among at most so many
    BigInteger unit_;                // a whole vote: divisible by 1..shares_
    std::vector<BigInteger> parts_;  // of a vote split among n, at n - 1
    std::vector<bool> gone_;
    std::size_t left_;
    bool over_ = false;
    std::vector<Paper> papers_;
    std::vector<std::vector<std::uint32_t>> piles_;  // ballots in whose group the option stands
    std::vector<std::int64_t> votes_;                // whole votes split among n, at n - 1
    std::vector<std::vector<BigInteger>> history_;   // of each round, in units
};

/// The whole count.
[[nodiscard]] RunoffResult count_instant_runoff(const RankedBallots& ballots,
                                                EqualRanks equal_ranks, const Lot& lot = {});

}  // namespace palabre
