// Transferable votes against counts that others published.
#include <catch2/catch_all.hpp>
#include <cmath>

#include "literature/profile.hpp"

namespace transferable_test {

using namespace palabre;
using test::ballots_of;
using test::Voters;
using Elected = std::vector<Option>;

namespace {

constexpr Option a = 0, b = 1, c = 2, d = 3, e = 4;

std::vector<Wide> billionths(const std::vector<std::int64_t>& whole) {
    return {whole.begin(), whole.end()};
}

/// Whole votes as the Scottish count keeps them.
std::vector<Wide> papers(const std::vector<std::int64_t>& votes) {
    std::vector<Wide> result;
    for (const std::int64_t each : votes) result.push_back(Wide{each} * scottish_unit);
    return result;
}

// Castor, Pollux and Helen of the test suite of the Droop program, github.com/jklundell/droop,
// which the Proportional Representation Foundation took as the reference for its rules: 513.blt.
const std::vector<Voters> twins{{5, "AB"}, {1, "B"}, {3, "C"}};

// Voting matters, issue 12 (2000), The computational accuracy using the Meek algorithm.
const std::vector<Voters> voting_matters{{333, "AC"}, {333, "AD"}, {333, "AE"}, {333, "BC"},
                                         {333, "BD"}, {333, "BE"}, {667, "C"},  {667, "D"},
                                         {667, "E"},  {1, "ABC"},  {1, "ABD"},  {2, "BAC"}};

}  // namespace

// Droop's dump 513-meek-prf-o6-fixed-p9-d9: all figures of its last iteration.
TEST_CASE("Meek's reference rule parts twins by the billionths it rounds up",
          "[tally][literature]") {
    const MeekResult result = count_meek_stv(ballots_of(3, twins), 2);
    CHECK(result.elected == Elected{a, c});
    CHECK(result.excluded == Elected{b});
    CHECK(result.quota == 3'000'000'001);
    CHECK(result.votes == billionths({3'000'000'005, 2'999'999'995, 3'000'000'000}));
    CHECK(result.keep[a] == 600'000'001);
    CHECK_FALSE(result.used_lot);
}

// Droop's dump 513-scotland-fixed-p5-d5.
TEST_CASE("the Scottish count elects Castor with a surplus and Helen in the end",
          "[tally][literature]") {
    const ScottishResult result = count_scottish_stv(ballots_of(3, twins), 2);
    CHECK(result.quota == 4);
    CHECK(result.elected == Elected{a, c});
    REQUIRE(result.stages.size() >= 3);
    CHECK(result.stages[0].votes == papers({5, 1, 3}));
    CHECK(result.stages[1].votes == papers({4, 2, 3}));
    CHECK(result.stages[2].votes == papers({4, 0, 3}));
    CHECK(result.stages[2].nontransferable == Wide{2} * scottish_unit);
}

// Droop's dump SC-Vm-12-meek-prf-o6-fixed-p9-d9, whose draw took X before Y before Z.
TEST_CASE("Meek's rule needs a lot for three that are equal but for rounding",
          "[tally][literature]") {
    const RankedBallots ballots = ballots_of(5, voting_matters);
    const MeekResult result = count_meek_stv(ballots, 3, Lot({c, d, e, a, b}));
    CHECK(result.used_lot);
    CHECK(result.elected == Elected{a, b, d});
    CHECK(result.excluded == Elected{c});  // e is left over when the last seat is filled
    CHECK(result.quota == 800'580'647'027);
    CHECK(result.keep[a] == 799'464'312);
    CHECK(result.keep[b] == 799'464'312);
    CHECK(result.votes[a] == 800'584'418'564);
    CHECK(result.votes[d] == 800'596'982'770);
    CHECK(result.votes[e] == 800'556'768'208);
    CHECK(count_meek_stv(ballots, 3).tied == Elected{c, d, e});
}

// Droop's dump SC-Vm-12-scotland-fixed-p5-d5: X, then Y fall to the draw, Z fills the last seat.
TEST_CASE("the Scottish count needs a lot for the same three twice", "[tally][literature]") {
    const ScottishResult result =
        count_scottish_stv(ballots_of(5, voting_matters), 3, Lot({c, d, e, a, b}));
    CHECK(result.quota == 1001);
    CHECK(result.used_lot);
    CHECK(result.elected == Elected{a, b, e});
    CHECK(result.stages.back().votes == papers({1001, 1001, 0, 0, 667}));
    CHECK(result.stages.back().nontransferable == Wide{1334} * scottish_unit);
}

// Wikipedia, Single transferable vote, the party: oranges, pears, chocolate, strawberries, sweets;
// 20 guests choose three. The steps by hand from rules 45 to 52 of the Scottish Order.
TEST_CASE("20 guests choose chocolate, oranges and strawberries", "[tally][literature]") {
    const ScottishResult result = count_scottish_stv(
        ballots_of(5, {{4, "A"}, {2, "BA"}, {8, "CD"}, {4, "CE"}, {1, "D"}, {1, "E"}}), 3);
    CHECK(result.quota == 6);
    CHECK(result.elected == Elected{c, a, d});
    // Half of each paper for chocolate goes on.
    CHECK(result.stages[1].votes == papers({4, 2, 6, 5, 3}));
    CHECK(result.stages[2].votes == papers({6, 0, 6, 5, 3}));
}

// Renfrewshire Council, ward 11 (Bishopton, Bridge of Weir and Langbank), 4 May 2017: 5,613 ballot
// papers for Natalie Don (SNP), Elliot Harrison (LD), Ellen Hoefer-Franz (Green), James MacLaren
// (Con) and Colin McCulloch (Lab), 3 seats. The papers, from a public collection of such ballots,
// stand here as far as the count looks at them: 989 of MacLaren's name nobody else whom they could
// go to. The figures were counted by the text of rules 45 to 50, apart from this program.
TEST_CASE("a Scottish ward elects MacLaren, Don and McCulloch in four stages",
          "[tally][literature]") {
    const std::vector<Voters> ward{
        {403, "A"}, {192, "AB"}, {306, "AC"}, {316, "ACB"}, {207, "ACE"}, {359, "AE"},
        {212, "B"}, {49, "C"},   {57, "CB"},  {64, "CE"},   {989, "D"},   {724, "DB"},
        {43, "DC"}, {69, "DCB"}, {23, "DCE"}, {704, "DE"},  {896, "E"}};
    const ScottishResult result = count_scottish_stv(ballots_of(5, ward), 3);
    CHECK(result.valid == 5613);
    CHECK(result.quota == 1404);
    CHECK(result.elected == Elected{d, a, e});
    CHECK_FALSE(result.used_lot);
    REQUIRE(result.stages.size() == 4);
    CHECK(result.stages[0].votes == papers({1783, 212, 170, 2552, 896}));
    // Of MacLaren's papers 1148/2552 goes on, 0.44984 each; 989 of them end.
    const std::vector<Wide> second{178'300'000, 53'768'416, 23'072'840, 140'400'000, 121'268'736};
    CHECK(result.stages[1].votes == second);
    CHECK(result.stages[1].nontransferable == 44'490'008);
    // Of Don's 379/1783, 0.21256 each.
    const std::vector<Wide> third{140'400'000, 57'849'568, 40'694'064, 140'400'000, 128'899'640};
    CHECK(result.stages[2].votes == third);
    CHECK(result.stages[2].nontransferable == 53'056'728);
    // The Green's papers go on for what they came for: 1, 0.44984 or 0.21256.
    const std::vector<Wide> fourth{140'400'000, 73'370'360, 0, 140'400'000, 140'734'264};
    CHECK(result.stages[3].votes == fourth);
    CHECK(result.stages[3].nontransferable == 66'395'376);
}

// I. Hill, B. Wichmann, D. Woodall, Computer Journal 30 (1987), 277-281: who is elected keeps that
// share of each vote which leaves a quota. By hand: of the 7 votes for a one goes on to b, 6 end,
// so 7 k = (10 - 6 (1 - k)) / 3, k = 4/15, and the quota falls to 28/15.
TEST_CASE("Meek's quota falls with the votes that end", "[tally][literature]") {
    const MeekResult result =
        count_meek_stv(ballots_of(4, {{1, "AB"}, {6, "A"}, {1, "B"}, {1, "C"}, {1, "D"}}), 2);
    CHECK(result.tied == Elected{c, d});
    const auto whole = [](Wide units) { return static_cast<double>(units) / 1e9; };
    CHECK(std::abs(whole(result.keep[a]) - 4.0 / 15) < 1e-6);
    CHECK(std::abs(whole(result.quota) - 28.0 / 15) < 1e-6);
    CHECK(std::abs(whole(result.votes[b]) - 26.0 / 15) < 1e-6);
}

}  // namespace transferable_test
