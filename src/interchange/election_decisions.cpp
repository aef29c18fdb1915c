#include <optional>
#include <string>

#include "interchange/election_file.hpp"
#include "interchange/election_places.hpp"
#include "interchange/election_rules.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

constexpr NamedValues<MotionBase, 4> bases{{{"expressed", MotionBase::expressed},
                                            {"voters", MotionBase::voters},
                                            {"present", MotionBase::present},
                                            {"eligible", MotionBase::eligible}}};
constexpr NamedValues<MotionBase, 2> quorum_counts{
    {{"present", MotionBase::present}, {"voters", MotionBase::voters}}};
constexpr NamedValues<MotionBase, 1> quorum_bases{{{"eligible", MotionBase::eligible}}};
constexpr NamedValues<MotionChoice, 2> casting_votes{
    {{"yes", MotionChoice::yes}, {"no", MotionChoice::no}}};

Result<Fraction> read_share(const JsonPlace& rule) {
    PALABRE_TRY(place, rule.field("share"));
    PALABRE_TRY(share, read_fraction(place));
    if (share.numerator() < 0) return place.refuse("a share is not below 0");
    return share;
}

Result<bool> read_strict(const JsonPlace& rule) {
    if (!rule.has("strict")) return false;
    PALABRE_TRY(place, rule.field("strict"));
    return place.boolean();
}

Result<MotionBase> read_base(const JsonPlace& rule) {
    if (!rule.has("of")) return MotionBase::expressed;
    PALABRE_TRY(place, rule.field("of"));
    return choose(place, bases);
}

Result<Quorum> read_quorum(const JsonPlace& place) {
    Quorum quorum;
    PALABRE_TRY(share, read_share(place));
    PALABRE_TRY(strict, read_strict(place));
    quorum.share = share;
    quorum.strict = strict;
    if (place.has("count")) {
        PALABRE_TRY(count, place.field("count"));
        PALABRE_TRY(counted, choose(count, quorum_counts));
        quorum.counted = counted;
    }
    if (place.has("of")) {
        PALABRE_TRY(of, place.field("of"));
        PALABRE_TRY(eligible, choose(of, quorum_bases));
        (void)eligible;
    }
    return quorum;
}

Result<Majority> read_majority(const JsonPlace& place) {
    PALABRE_TRY(share, read_share(place));
    PALABRE_TRY(strict, read_strict(place));
    PALABRE_TRY(of, read_base(place));
    return Majority{share, of, strict};
}

Result<MotionRule> read_rule(const JsonPlace& file) {
    MotionRule rule;
    if (!file.has("rule")) return rule;
    PALABRE_TRY(place, file.field("rule"));
    PALABRE_TRY(members, place.members());
    (void)members;
    if (place.has("quorum")) {
        PALABRE_TRY(at, place.field("quorum"));
        PALABRE_TRY(quorum, read_quorum(at));
        rule.quorum = quorum;
    }
    if (place.has("majority")) {
        PALABRE_TRY(at, place.field("majority"));
        PALABRE_TRY(majority, read_majority(at));
        rule.majority = majority;
    }
    if (place.has("casting_vote")) {
        PALABRE_TRY(at, place.field("casting_vote"));
        PALABRE_TRY(casting_vote, choose(at, casting_votes));
        rule.casting_vote = casting_vote;
    }
    return rule;
}

Result<std::optional<std::int64_t>> read_people(const JsonPlace& place, std::string_view key) {
    if (!place.has(key)) return std::optional<std::int64_t>();
    PALABRE_TRY(at, place.field(key));
    PALABRE_TRY(people, at.whole(0, largest_count));
    return std::optional<std::int64_t>(people);
}

Result<MotionCounts> read_motion_counts(const JsonPlace& place) {
    if (!place.has("yes") && !place.has("no")) {
        return place.refuse("there must be \"yes\" and \"no\" here");
    }
    PALABRE_TRY(yes, read_people(place, "yes"));
    PALABRE_TRY(no, read_people(place, "no"));
    PALABRE_TRY(abstain, read_people(place, "abstain"));
    PALABRE_TRY(blank, read_people(place, "blank"));
    PALABRE_TRY(eligible, read_people(place, "eligible"));
    PALABRE_TRY(present, read_people(place, "present"));
    MotionCounts counts{yes.value_or(0),   no.value_or(0), abstain.value_or(0),
                        blank.value_or(0), eligible,       present};
    // The present include the represented, so that nobody else votes. Four counts below 2^53 do not
    // overflow.
    const std::int64_t voters = counts.yes + counts.no + counts.abstain + counts.blank;
    if (present && voters > *present) {
        PALABRE_TRY(at, place.field("present"));
        return at.refuse(std::to_string(voters) + " voters are more than are present");
    }
    return counts;
}

Result<bool> tally_motion(const Election& election, JsonWriter& out) {
    PALABRE_TRY(motion, read_motion(election.file));
    if (motion.by_colleges)
        write(out, decide_by_colleges(motion.colleges, motion.rule));
    else
        write(out, decide_motion(motion.counts, motion.rule));
    return true;
}

constexpr std::array<ElectionRule, 1> decision_known{{
    {"motion", tally_motion},
}};

}  // namespace

Result<MotionFile> read_motion(const JsonPlace& file) {
    MotionFile result;
    PALABRE_TRY(rule, read_rule(file));
    result.rule = rule;
    result.by_colleges = file.has("colleges");
    if (!result.by_colleges) {
        PALABRE_TRY(counts, read_motion_counts(file));
        result.counts = counts;
        return result;
    }
    PALABRE_TRY(place, file.field("colleges"));
    PALABRE_TRY(colleges, place.members());
    if (colleges.empty()) return place.refuse("there must be a college here");
    for (const auto& [name, college] : colleges) {
        PALABRE_TRY(counts, read_motion_counts(college));
        result.colleges.emplace(name, counts);
    }
    return result;
}

std::span<const ElectionRule> decision_rules() {
    return decision_known;
}

}  // namespace palabre
