#include "tally/motion.hpp"

#include <algorithm>

namespace palabre {

namespace {

std::optional<std::int64_t> people(const MotionCounts& counts, MotionBase base) {
    switch (base) {
        case MotionBase::expressed:
            return counts.yes + counts.no;
        case MotionBase::voters:
            return counts.yes + counts.no + counts.abstain + counts.blank;
        case MotionBase::present:
            return counts.present;
        case MotionBase::eligible:
            return counts.eligible;
    }
    return std::nullopt;
}

/// The least whole number that is enough of `base`.
std::optional<Wide> least(const Fraction& share, std::optional<std::int64_t> base, bool strict) {
    if (!base) return std::nullopt;
    // At most 63 bits each.
    const auto [whole, rest] =
        divide(magnitude(share.numerator() * *base), magnitude(share.denominator()));
    return static_cast<Wide>(whole) + (strict || rest != 0 ? 1 : 0);
}

bool reaches(std::optional<std::int64_t> number, const std::optional<Wide>& need) {
    return number && need && *number >= *need;
}

}  // namespace

MotionResult decide_motion(const MotionCounts& counts, const MotionRule& rule) {
    MotionResult result;
    result.expressed = *people(counts, MotionBase::expressed);
    result.voters = *people(counts, MotionBase::voters);
    if (rule.quorum) {
        const Quorum& quorum = *rule.quorum;
        result.quorum_need = least(quorum.share, counts.eligible, quorum.strict);
        result.quorum_met = reaches(people(counts, quorum.counted), result.quorum_need);
    }
    const Majority& majority = rule.majority;
    const auto base = people(counts, majority.of);
    result.yes_needed = least(majority.share, base, majority.strict);
    const bool enough = base && *base > 0 && reaches(counts.yes, result.yes_needed);

    result.tie = counts.yes == counts.no && counts.yes > 0;
    result.casting_vote_used = result.tie && !enough && rule.lets_chair_decide();
    const bool passed = result.casting_vote_used ? rule.casting_vote == MotionChoice::yes : enough;
    result.adopted = result.quorum_met && passed;
    result.outcome = !result.quorum_met ? MotionOutcome::no_quorum
                     : result.adopted   ? MotionOutcome::adopted
                                        : MotionOutcome::rejected;
    return result;
}

CollegesResult decide_by_colleges(const std::map<std::string, MotionCounts>& colleges,
                                  const MotionRule& rule) {
    CollegesResult result;
    for (const auto& [name, counts] : colleges) {
        result.colleges.emplace(name, decide_motion(counts, rule));
    }
    const auto every = [&result](auto holds) {
        return std::all_of(result.colleges.begin(), result.colleges.end(),
                           [&holds](const auto& college) { return holds(college.second); });
    };
    const bool quorum_met = every([](const MotionResult& each) { return each.quorum_met; });
    result.adopted =
        !result.colleges.empty() && every([](const MotionResult& each) { return each.adopted; });
    result.outcome = !quorum_met      ? MotionOutcome::no_quorum
                     : result.adopted ? MotionOutcome::adopted
                                      : MotionOutcome::rejected;
    return result;
}

std::int64_t& MotionCounter::of(MotionChoice choice) {
    switch (choice) {
        case MotionChoice::yes:
            return counts_.yes;
        case MotionChoice::no:
            return counts_.no;
        case MotionChoice::abstain:
            return counts_.abstain;
        case MotionChoice::blank:
            break;
    }
    return counts_.blank;
}

}  // namespace palabre
