#include "tally/motion.hpp"

#include <catch2/catch_all.hpp>
#include <vector>

#include "support/random.hpp"

namespace motion_test {

using namespace palabre;
using support::Random;

namespace {

Fraction share(std::int64_t part, std::int64_t whole) {
    return {part, whole};
}

MotionRule simple_majority() {
    return {};
}

/// Two thirds of those present or represented, where a quarter of the members is: the usual article
/// of French associations on changing their statutes.
MotionRule extraordinary() {
    return {Quorum{share(1, 4), MotionBase::present, false},
            Majority{share(2, 3), MotionBase::present, false}, std::nullopt};
}

}  // namespace

TEST_CASE("one yes more than no adopts by simple majority", "[tally]") {
    CHECK(decide_motion({.yes = 10, .no = 9}, simple_majority()).adopted);
    CHECK_FALSE(decide_motion({.yes = 9, .no = 9}, simple_majority()).adopted);
    CHECK_FALSE(decide_motion({.yes = 9, .no = 10}, simple_majority()).adopted);
}

TEST_CASE("abstentions and blanks weigh nothing among the expressed", "[tally]") {
    const MotionResult result =
        decide_motion({.yes = 14, .no = 9, .abstain = 3, .blank = 40}, simple_majority());
    CHECK(result.expressed == 23);
    CHECK(result.voters == 66);
    CHECK(result.yes_needed == 12);
    CHECK(result.adopted);
}

TEST_CASE("abstentions count against where the base is the voters", "[tally]") {
    MotionRule rule;
    rule.majority = {share(1, 2), MotionBase::voters, true};
    const MotionResult result = decide_motion({.yes = 14, .no = 9, .abstain = 3, .blank = 2}, rule);
    CHECK(result.yes_needed == 15);
    CHECK(result.outcome == MotionOutcome::rejected);
}

TEST_CASE("two thirds of those present is met exactly, not nearly", "[tally]") {
    // 120 members, 30 present or represented: the quarter exactly; two thirds of them are 20.
    const MotionRule rule = extraordinary();
    CHECK(decide_motion({.yes = 20, .no = 10, .eligible = 120, .present = 30}, rule).outcome ==
          MotionOutcome::adopted);
    CHECK(decide_motion({.yes = 19, .no = 5, .eligible = 120, .present = 30}, rule).outcome ==
          MotionOutcome::rejected);
    const MotionResult missed =
        decide_motion({.yes = 29, .no = 0, .eligible = 120, .present = 29}, rule);
    CHECK(missed.outcome == MotionOutcome::no_quorum);
    CHECK(missed.quorum_need == 30);
    CHECK_FALSE(missed.adopted);
}

TEST_CASE("half plus one of the members is more than half, also of an odd number", "[tally]") {
    MotionRule rule;
    rule.quorum = Quorum{share(1, 2), MotionBase::voters, true};
    CHECK(decide_motion({.yes = 5, .eligible = 10}, rule).quorum_need == 6);
    CHECK(decide_motion({.yes = 6, .eligible = 11}, rule).quorum_need == 6);
    CHECK_FALSE(decide_motion({.yes = 5, .eligible = 10}, rule).quorum_met);
    CHECK(decide_motion({.yes = 6, .eligible = 11}, rule).quorum_met);
}

TEST_CASE("a majority of nobody adopts nothing", "[tally]") {
    MotionRule rule;
    rule.majority = {share(1, 2), MotionBase::expressed, false};
    const MotionResult nobody = decide_motion({.abstain = 4}, rule);
    CHECK(nobody.yes_needed == 0);
    CHECK_FALSE(nobody.adopted);
    CHECK_FALSE(nobody.tie);
}

TEST_CASE("a share of an unknown number is never reached", "[tally]") {
    MotionRule rule;
    rule.quorum = Quorum{share(1, 4), MotionBase::voters, false};
    const MotionResult unknown = decide_motion({.yes = 1000}, rule);
    CHECK_FALSE(unknown.quorum_need.has_value());
    CHECK(unknown.outcome == MotionOutcome::no_quorum);

    rule.quorum.reset();
    rule.majority = {share(1, 2), MotionBase::eligible, true};
    const MotionResult no_base = decide_motion({.yes = 1000}, rule);
    CHECK_FALSE(no_base.yes_needed.has_value());
    CHECK(no_base.outcome == MotionOutcome::rejected);

    // The quorum is known, the number of those present is not.
    rule.quorum = Quorum{share(1, 4), MotionBase::present, false};
    CHECK_FALSE(decide_motion({.yes = 1000, .eligible = 1000}, rule).quorum_met);
}

TEST_CASE("the casting vote settles a tie that has not passed, and nothing else", "[tally]") {
    MotionRule rule;
    rule.casting_vote = MotionChoice::yes;
    const MotionResult settled = decide_motion({.yes = 7, .no = 7, .abstain = 1}, rule);
    CHECK(settled.tie);
    CHECK(settled.casting_vote_used);
    CHECK(settled.adopted);

    rule.casting_vote = MotionChoice::no;
    const MotionResult refused = decide_motion({.yes = 7, .no = 7}, rule);
    CHECK(refused.casting_vote_used);
    CHECK_FALSE(refused.adopted);

    SECTION("where half is enough, the tie has passed") {
        rule.majority.strict = false;
        const MotionResult passed = decide_motion({.yes = 7, .no = 7}, rule);
        CHECK_FALSE(passed.casting_vote_used);
        CHECK(passed.adopted);
    }
    SECTION("two thirds cannot be tied") {
        rule.casting_vote = MotionChoice::yes;
        rule.majority = {share(2, 3), MotionBase::expressed, false};
        const MotionResult result = decide_motion({.yes = 7, .no = 7}, rule);
        CHECK(result.tie);
        CHECK_FALSE(result.casting_vote_used);
        CHECK_FALSE(result.adopted);
    }
    SECTION("half of the voters is not half of the expressed") {
        rule.casting_vote = MotionChoice::yes;
        rule.majority = {share(1, 2), MotionBase::voters, true};
        CHECK_FALSE(decide_motion({.yes = 7, .no = 7}, rule).casting_vote_used);
    }
    SECTION("nobody against nobody is no tie") {
        rule.casting_vote = MotionChoice::yes;
        CHECK_FALSE(decide_motion({.abstain = 3}, rule).adopted);
    }
    SECTION("it cannot make up for a missing quorum") {
        rule.casting_vote = MotionChoice::yes;
        rule.quorum = Quorum{share(1, 2), MotionBase::voters, false};
        const MotionResult result = decide_motion({.yes = 1, .no = 1, .eligible = 100}, rule);
        CHECK(result.outcome == MotionOutcome::no_quorum);
        CHECK_FALSE(result.adopted);
    }
}

TEST_CASE("a double majority needs each college", "[tally]") {
    MotionRule rule;
    const auto decide = [&rule](MotionCounts users, MotionCounts staff) {
        return decide_by_colleges({{"staff", staff}, {"users", users}}, rule);
    };
    CHECK(decide({.yes = 60, .no = 40}, {.yes = 3, .no = 2}).outcome == MotionOutcome::adopted);
    CHECK(decide({.yes = 90, .no = 1}, {.yes = 2, .no = 3}).outcome == MotionOutcome::rejected);
    CHECK(decide_by_colleges({}, rule).outcome == MotionOutcome::rejected);

    rule.quorum = Quorum{share(1, 2), MotionBase::voters, false};
    const CollegesResult lacking =
        decide({.yes = 9, .no = 1, .eligible = 10}, {.yes = 1, .eligible = 3});
    CHECK(lacking.outcome == MotionOutcome::no_quorum);
    CHECK(lacking.colleges.at("users").outcome == MotionOutcome::adopted);
    CHECK(lacking.colleges.at("staff").outcome == MotionOutcome::no_quorum);
}

TEST_CASE("the number needed is the least one that is enough", "[tally][property]") {
    Random random(4);
    for (int round = 0; round < support::rounds(5000); ++round) {
        const std::int64_t whole = random.between(1, 12);
        const std::int64_t part = random.between(0, whole);
        const std::int64_t base = random.between(0, 200);
        const bool strict = random.between(0, 1) == 1;
        const auto enough = [&](std::int64_t votes) {
            return strict ? votes * whole > part * base : votes * whole >= part * base;
        };
        MotionRule rule;
        rule.majority = {share(part, whole), MotionBase::eligible, strict};
        const MotionResult result = decide_motion({.eligible = base}, rule);
        REQUIRE(result.yes_needed.has_value());
        std::int64_t least = 0;
        while (!enough(least)) ++least;
        REQUIRE(*result.yes_needed == least);
    }
}

TEST_CASE("the largest counts are compared without rounding", "[tally]") {
    MotionRule rule;
    rule.majority = {share(largest_count - 1, largest_count), MotionBase::present, false};
    const MotionCounts counts{.yes = largest_count - 1, .no = 1, .present = largest_count};
    CHECK(decide_motion(counts, rule).yes_needed == largest_count - 1);
    CHECK(decide_motion(counts, rule).adopted);
    MotionCounts one_less = counts;
    --one_less.yes;
    CHECK_FALSE(decide_motion(one_less, rule).adopted);
}

TEST_CASE("another yes never undoes an adoption", "[tally][property]") {
    Random random(5);
    for (int round = 0; round < support::rounds(5000); ++round) {
        MotionRule rule;
        rule.majority = {share(random.between(1, 4), 4),
                         static_cast<MotionBase>(random.between(0, 3)), random.between(0, 1) == 1};
        MotionCounts counts{random.between(0, 9),
                            random.between(0, 9),
                            random.between(0, 9),
                            random.between(0, 9),
                            40,
                            40};
        if (!decide_motion(counts, rule).adopted) continue;
        ++counts.yes;
        REQUIRE(decide_motion(counts, rule).adopted);
    }
}

TEST_CASE("counting ballot by ballot gives what counting all at once gives", "[tally][property]") {
    Random random(6);
    const MotionRule rule = extraordinary();
    for (int history = 0; history < 50; ++history) {
        MotionCounter counter;
        counter.set_eligible(40);
        std::vector<std::pair<MotionChoice, std::int64_t>> ballots;
        for (int step = 0; step < 100; ++step) {
            if (!ballots.empty() && random.between(0, 2) == 0) {
                const auto at = random.between(0, static_cast<std::int64_t>(ballots.size()) - 1);
                const auto [choice, weight] = ballots[static_cast<std::size_t>(at)];
                ballots.erase(ballots.begin() + at);
                counter.remove(choice, weight);
            } else {
                ballots.emplace_back(static_cast<MotionChoice>(random.between(0, 3)),
                                     random.between(1, 3));
                counter.add(ballots.back().first, ballots.back().second);
            }
            counter.set_present(static_cast<std::int64_t>(ballots.size()));
            MotionCounts counts;
            counts.eligible = 40;
            counts.present = static_cast<std::int64_t>(ballots.size());
            for (const auto& [choice, weight] : ballots) {
                if (choice == MotionChoice::yes) counts.yes += weight;
                if (choice == MotionChoice::no) counts.no += weight;
                if (choice == MotionChoice::abstain) counts.abstain += weight;
                if (choice == MotionChoice::blank) counts.blank += weight;
            }
            REQUIRE(counter.counts() == counts);
            REQUIRE(counter.result(rule) == decide_motion(counts, rule));
        }
    }
}

}  // namespace motion_test
