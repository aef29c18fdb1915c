#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>

#include "tally/fraction.hpp"

namespace palabre {

// A decision by yes and no, with quorum and majority. What French statutes make of these pieces
// (loi du 1er juillet 1901) is a choice of numbers: fractions are compared whole, never rounded.

enum class MotionChoice : std::uint8_t { yes, no, abstain, blank };

/// Of whom a share is taken.
enum class MotionBase : std::uint8_t {
    expressed,  ///< yes + no
    voters,     ///< all four choices
    present,    ///< present or represented
    eligible
};

/// Enough of the eligible must take part.
struct Quorum {
    Fraction share{1, 2};
    MotionBase counted = MotionBase::present;  ///< who takes part: `present` or `voters`
    bool strict = false;                       ///< more than the share, not just as many
};

/// Enough yes votes.
struct Majority {
    Fraction share{1, 2};
    MotionBase of = MotionBase::expressed;
    bool strict = false;
};

struct MotionRule {
    std::optional<Quorum> quorum;
    /// More than half of the expressed, where nothing else is said.
    Majority majority{Fraction(1, 2), MotionBase::expressed, true};
    std::optional<MotionChoice> casting_vote;  ///< how the chair decides a tie: `yes` or `no`

    /// Whether the chair's vote can decide: only where a tie is half of the expressed.
    [[nodiscard]] bool lets_chair_decide() const {
        return casting_vote && majority.of == MotionBase::expressed &&
               majority.share == Fraction(1, 2);
    }
};

/// Votes and people; none negative. `present` includes the represented; unknown ones are nothing.
struct MotionCounts {
    std::int64_t yes = 0;
    std::int64_t no = 0;
    std::int64_t abstain = 0;
    std::int64_t blank = 0;
    std::optional<std::int64_t> eligible = std::nullopt;
    std::optional<std::int64_t> present = std::nullopt;

    friend bool operator==(const MotionCounts&, const MotionCounts&) = default;
};

enum class MotionOutcome : std::uint8_t { adopted, rejected, no_quorum };

/// All that a secretary reads out, in the order of the count.
struct MotionResult {
    std::int64_t expressed = 0;
    std::int64_t voters = 0;
    std::optional<Wide> quorum_need;  ///< least number that is enough; nothing without quorum
    bool quorum_met = true;
    std::optional<Wide> yes_needed;  ///< least number that is enough; nothing without a base
    bool tie = false;                ///< as many yes as no, and some
    bool casting_vote_used = false;
    bool adopted = false;
    MotionOutcome outcome = MotionOutcome::rejected;

    friend bool operator==(const MotionResult&, const MotionResult&) = default;
};

/// Decides. Exact: fractions and counts are compared as whole numbers.
/// Range: shares at least 0, of parts within 64 bits.
/// Edge: a majority of nobody adopts nothing; a share of an unknown number is never reached; the
/// casting vote settles only a tie that has not passed, under a majority of half of the expressed.
[[nodiscard]] MotionResult decide_motion(const MotionCounts& counts, const MotionRule& rule);

/// Several colleges that have to agree, each by the same rule.
struct CollegesResult {
    std::map<std::string, MotionResult> colleges;
    bool adopted = false;
    MotionOutcome outcome = MotionOutcome::rejected;
};

/// Adopted where each college adopts; no quorum where one lacks it; no college adopts nothing.
[[nodiscard]] CollegesResult decide_by_colleges(const std::map<std::string, MotionCounts>& colleges,
                                                const MotionRule& rule);

/// The same decision while ballots come, change and go: O(1) each.
class MotionCounter {
  public:
    /// Edge: what is removed was added before with the same weight (at least 1).
    void add(MotionChoice choice, std::int64_t weight = 1) { of(choice) += weight; }
    void remove(MotionChoice choice, std::int64_t weight = 1) { of(choice) -= weight; }
    void set_eligible(std::optional<std::int64_t> people) { counts_.eligible = people; }
    void set_present(std::optional<std::int64_t> people) { counts_.present = people; }

    [[nodiscard]] const MotionCounts& counts() const { return counts_; }
    [[nodiscard]] MotionResult result(const MotionRule& rule) const {
        return decide_motion(counts_, rule);
    }

  private:
    std::int64_t& of(MotionChoice choice);
    MotionCounts counts_;
};

}  // namespace palabre
