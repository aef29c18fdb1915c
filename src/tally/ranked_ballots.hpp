#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "tally/ranking.hpp"

namespace palabre {

// Ballots that order the options: groups best first, equal options in one group, what is left out
// tied below all that is listed. An empty ballot ties all.

/// More options than this nobody ranks; a pairwise matrix of them has eight megabytes.
inline constexpr std::size_t ranked_options_max = 1000;

/// One option on a ballot; `last` where its group ends with it.
struct RankedPlace {
    std::uint16_t option : 15;
    std::uint16_t last : 1;

    friend bool operator==(RankedPlace a, RankedPlace b) {
        return a.option == b.option && a.last == b.last;
    }
};

/// `count` equal ballots. Within a group the options ascend.
struct RankedBallot {
    std::int64_t count = 0;
    std::span<const RankedPlace> places;
};

/// Groups as places. Edge: no group is empty, no option stands twice.
[[nodiscard]] std::vector<RankedPlace> ranked_places(
    const std::vector<std::vector<Option>>& groups);

/// A list of ballots in one piece of memory. Equal ballots may stand in it several times: no result
/// depends on that, nor on their order.
class RankedBallots {
  public:
    /// Range: at most ranked_options_max.
    explicit RankedBallots(std::size_t options) : options_(options) {}

    /// Range: `count` is at least 0, and all together at most 2^62.
    void add(std::int64_t count, std::span<const RankedPlace> places);
    void add(std::int64_t count, const std::vector<std::vector<Option>>& groups) {
        add(count, ranked_places(groups));
    }
    /// Changes how often ballot `i` was cast.
    void recount(std::size_t i, std::int64_t by) { counts_[i] += by; }

    [[nodiscard]] std::size_t options() const { return options_; }
    [[nodiscard]] std::size_t size() const { return counts_.size(); }
    [[nodiscard]] RankedBallot operator[](std::size_t i) const {
        return {counts_[i], std::span(places_).subspan(starts_[i], starts_[i + 1] - starts_[i])};
    }
    [[nodiscard]] std::int64_t total() const;
    /// The most options that stand in one group; 0 without ballots.
    [[nodiscard]] std::size_t largest_group() const { return largest_group_; }

  private:
    std::size_t options_;
    std::size_t largest_group_ = 0;
    std::vector<std::int64_t> counts_;
    std::vector<std::size_t> starts_{0};
    std::vector<RankedPlace> places_;
};

/// The ballots of a vote that goes on, equal ones once: what rules need that have no sums (runoffs,
/// transferable votes). One ballot in or out costs its length; those rules are counted anew from
/// here when somebody reads them.
class BallotBox {
  public:
    explicit BallotBox(std::size_t options) : ballots_(options) {}

    /// Edge: what is removed was added before with at least that weight.
    void add(std::span<const RankedPlace> places, std::int64_t weight = 1);
    void remove(std::span<const RankedPlace> places, std::int64_t weight = 1);

    /// Distinct ballots; some may have the count 0.
    [[nodiscard]] const RankedBallots& ballots() const { return ballots_; }

  private:
    void grow();
    /// The slot of these places, or the free one where they would go.
    [[nodiscard]] std::size_t slot(std::span<const RankedPlace> places) const;

    RankedBallots ballots_;
    std::vector<std::uint32_t> slots_;  // number of a ballot plus 1, 0 where free
};

}  // namespace palabre
