#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/lot.hpp"
#include "tally/ranked_ballots.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

// The single transferable vote as Scottish councils are elected: the Scottish Local Government
// Elections Order 2007 (SSI 2007/42), schedule 1, rules 45 to 52. Weighted inclusive Gregory: all
// papers of an elected candidate move on, each at its value times surplus over votes, cut to five
// decimals. One candidate's papers move a stage.

/// Votes are whole multiples of a hundred-thousandth.
inline constexpr std::int64_t scottish_unit = 100'000;

enum class ScottishAction : std::uint8_t { first_preferences, surplus, exclude };

/// A stage, with the figures after it.
struct ScottishStage {
    ScottishAction action = ScottishAction::first_preferences;
    std::optional<Option> option;  ///< whose papers moved
    std::vector<Wide> votes;       ///< in scottish_unit
    /// In scottish_unit: all that is credited to nobody, papers without a next preference and what
    /// was cut off. With the votes it makes `valid`, as on a result sheet.
    Wide nontransferable = 0;
};

struct ScottishResult {
    std::int64_t valid = 0;  ///< papers with a first preference
    std::int64_t quota = 0;
    /// By stage, within one by votes, then number; who fills the last seats comes last.
    std::vector<Option> elected;
    std::vector<ScottishStage> stages;
    bool used_lot = false;
    std::vector<Option> tied;  ///< between whom the count stopped for want of a lot
};

/// One stage at a time, so that a page can count in slices. There are no sums to keep: one ballot
/// can change the whole path.
class ScottishCount {
  public:
    /// Range: `seats` at least 1. Edge: `ballots` outlives this and stays as it is meanwhile.
    ScottishCount(const RankedBallots& ballots, std::int64_t seats, Lot lot = {});

    /// Counts one stage. False once there is nothing left to do.
    bool step();
    [[nodiscard]] const ScottishResult& result() const { return result_; }

  private:
    enum class State : std::uint8_t { continuing, pending, elected, excluded };
    struct Paper {
        std::uint32_t ballot = 0;
        std::uint32_t next = 0;  // the preference after the one it counts for
        std::int64_t value = 0;  // when received
    };

    void first_preferences();
    /// Rule 48: an elected candidate's surplus. False where the tie needs a lot.
    bool transfer_surplus();
    /// Rule 50. False where the tie needs a lot.
    bool exclude();
    /// One of these, by earlier stages and by lot; nothing where there is no lot.
    template <class Better>
    std::optional<Option> pick(std::vector<Option> among, Better better);
    /// Hands a candidate's papers on, each at value * numerator / denominator.
    void hand_on(Option from, Wide numerator, Wide denominator);
    void record(ScottishAction action, std::optional<Option> option);
    /// Rules 47 and 52. False where all seats are filled.
    bool fill_seats();
    [[nodiscard]] std::vector<Option> in_state(State state) const;

    const RankedBallots& ballots_;
    std::int64_t seats_;
    Lot lot_;
    ScottishResult result_;
    Wide quota_ = 0;
    std::vector<State> states_;
    std::vector<Wide> votes_;
    std::vector<std::vector<Paper>> piles_;
    std::vector<std::vector<Wide>> history_;
    bool over_ = false;
};

/// The whole count.
[[nodiscard]] ScottishResult count_scottish_stv(const RankedBallots& ballots, std::int64_t seats,
                                                const Lot& lot = {});

}  // namespace palabre
