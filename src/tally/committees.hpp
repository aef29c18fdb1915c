#pragma once

#include <cstddef>
#include <set>
#include <span>
#include <vector>

#include "deliberation/result.hpp"
#include "tally/approval.hpp"

namespace palabre {

// Committees from approval ballots. Ties are not broken: each rule gives every committee that some
// way of breaking them gives, ascending and in lexicographic order. Whom nobody approves comes
// last. M. Lackner, P. Skowron: Multi-Winner Voting with Approval Preferences. Springer 2023.
//
// These have no sums: live, a BallotPile keeps the ballots, and the committees are elected when
// read.

using Committees = std::vector<std::vector<Option>>;

/// More committees, or ways to one, are refused: their number grows exponentially with the tied.
inline constexpr std::size_t committees_max = 200'000;

/// The places to fill, in [0, options], and how many committees to find at most.
struct Seats {
    std::size_t seats = 1;
    std::size_t limit = committees_max;
};

// Range of all these: ballots name options below `options`, and are at most 2^62 in all.
// Errors of all these: "ties" beyond the limit.

/// The most approvals.
[[nodiscard]] Result<Committees> elect_by_approvals(std::size_t options, Seats seats,
                                                    std::span<const ApprovalBallot> ballots);

/// Each ballot shares 1 among those it approves.
/// S. Brams, M. Kilgour: Satisfaction approval voting. Voting Power and Procedures, 2014, 323-346.
[[nodiscard]] Result<Committees> elect_by_satisfaction(std::size_t options, Seats seats,
                                                       std::span<const ApprovalBallot> ballots);

/// One after another: a ballot of which j are elected gives 1 / (j + 1) to each other option.
/// T. N. Thiele: Om Flerfoldsvalg. Oversigt over det Kongelige Danske Videnskabernes Selskabs
/// Forhandlinger 1895, 415-441.
[[nodiscard]] Result<Committees> elect_by_sequential_pav(std::size_t options, Seats seats,
                                                         std::span<const ApprovalBallot> ballots);

/// One after another: who is elected costs 1, which the ballots for it bear so that all have the
/// same load after it; the smallest such load is next.
/// E. Phragmen: Till fragan om en proportionell valmetod. Statsvetenskaplig Tidskrift 2 (1899),
/// 297-305. M. Brill, R. Freeman, S. Janson, M. Lackner: Phragmen's voting methods and justified
/// representation. AAAI 2017, 406-413.
[[nodiscard]] Result<Committees> elect_by_phragmen(std::size_t options, Seats seats,
                                                   std::span<const ApprovalBallot> ballots);

/// The method of equal shares: each ballot, empty ones too, has seats / ballots to spend, an option
/// costs 1, who has less than the others pays all of it; the smallest largest payment is next. When
/// nobody can be paid any more, Phragmen's rule fills up, from loads of minus what is left.
/// D. Peters, P. Skowron: Proportionality and the limits of welfarism. EC 2020, 793-794.
[[nodiscard]] Result<Committees> elect_by_equal_shares(std::size_t options, Seats seats,
                                                       std::span<const ApprovalBallot> ballots);

/// All five. Errors: "ties" where one of them is beyond the limit.
struct CommitteesResult {
    Committees by_approvals;
    Committees by_satisfaction;
    Committees by_sequential_pav;
    Committees by_phragmen;
    Committees by_equal_shares;
};
[[nodiscard]] Result<CommitteesResult> elect_committees(std::size_t options, Seats seats,
                                                        std::span<const ApprovalBallot> ballots);

/// Options that could change places and the ballots would be the same: what one way leads to, the
/// others lead to in their names. So the rules follow one way for all of a class, in which the
/// first ones are elected first. O(approvals log ballots) to find, and few comparisons an option.
class LikeOptions {
  public:
    /// `distinct`: no two of the same options, in the order of their options.
    LikeOptions(std::size_t options, std::span<const ApprovalBallot> distinct);

    /// Ascending; every option is in one. Two that are alike may stand in two classes: more
    /// ways are followed then, to the same committees.
    [[nodiscard]] const std::vector<std::vector<Option>>& classes() const { return classes_; }
    /// Whether it is the first of its class that `committee` (ascending) lacks.
    [[nodiscard]] bool is_next(Option option, const std::vector<Option>& committee) const;

  private:
    std::vector<std::vector<Option>> classes_;
    std::vector<Option> before_;  ///< the one before it in its class; itself for the first
};

/// Committees as they are found, one for all that only differ by options that are alike.
class CommitteeSet {
  public:
    CommitteeSet(std::size_t options, Seats seats, std::span<const ApprovalBallot> distinct)
        : options_(options), seats_(seats), like_(options, distinct) {}

    [[nodiscard]] std::size_t seats() const { return seats_.seats; }
    [[nodiscard]] const LikeOptions& like() const { return like_; }
    /// Whether so many ways, each of so many ballots, are too many to keep.
    [[nodiscard]] bool too_many(std::size_t ways, std::size_t ballots = 0) const;
    [[nodiscard]] Fault fault() const;

    /// Adds a committee, its options ascending. Where places are left, it is filled up with those
    /// whom nobody approves: they are all alike.
    void add(std::vector<Option> committee);
    /// All of them, those by other options that are alike too, in lexicographic order.
    [[nodiscard]] Result<Committees> take() const;

  private:
    std::size_t options_;
    Seats seats_;
    LikeOptions like_;
    std::set<std::vector<Option>> found_;
};

}  // namespace palabre
