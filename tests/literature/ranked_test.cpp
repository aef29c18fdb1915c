// Single winners from rankings. What a paper prints is compared as printed; what it does not print
// is said to be by hand.
#include <catch2/catch_all.hpp>

#include "literature/profile.hpp"

namespace ranked_test {

using namespace palabre;
using test::ballots_of;
using test::matrix_of;
using test::sums_of;
using test::Voters;
using Winners = std::vector<Option>;

namespace {

constexpr Option a = 0, b = 1, c = 2, d = 3, e = 4;

std::vector<Exact> points(const std::vector<std::int64_t>& whole) {
    return {whole.begin(), whole.end()};
}

}  // namespace

// The capital of Tennessee: Memphis, Nashville, Chattanooga, Knoxville. The textbook example of
// Wikipedia's articles on voting rules; Copeland, minimax and the hierarchy by hand.
TEST_CASE("Tennessee has three capitals, by rule", "[tally][literature]") {
    const std::vector<Voters> profile{{42, "ABCD"}, {26, "BCDA"}, {15, "CDBA"}, {17, "DCBA"}};
    const RankedBallots ballots = ballots_of(4, profile);
    const RankedSums sums = RankedSums::of(ballots);
    CHECK(sums.pairwise() ==
          matrix_of({{0, 42, 42, 42}, {58, 0, 68, 68}, {58, 32, 0, 83}, {58, 32, 17, 0}}));
    CHECK(count_plurality(sums).ranking == Ranking{{a}, {b}, {d}, {c}});
    const TwoRoundResult second_round = count_two_round(sums);
    CHECK(second_round.finalists == Winners{a, b});
    CHECK(second_round.runoff == Runoff{{42, 58}, 0});
    CHECK(second_round.winner == b);
    // Nobody leaves anything out, so the three conventions differ by a constant only.
    const BordaResult borda = count_borda(sums);
    CHECK(borda.symmetric.scores == points({126, 194, 173, 107}));
    CHECK(borda.zero.scores == points({126, 194, 173, 107}));
    CHECK(borda.modified.scores == points({226, 294, 273, 207}));
    CHECK(find_condorcet(sums.pairwise()).winner == b);
    CHECK(find_condorcet(sums.pairwise()).loser == a);
    const CopelandResult copeland = count_copeland(sums.pairwise());
    CHECK(copeland.wins == std::vector<std::int64_t>{0, 3, 2, 1});
    CHECK(copeland.losses == std::vector<std::int64_t>{3, 0, 1, 2});
    const MinimaxResult minimax = count_minimax(sums.pairwise());
    CHECK(minimax.winning.scores == std::vector<std::int64_t>{58, 0, 68, 83});
    CHECK(minimax.margins.scores == std::vector<std::int64_t>{16, -16, 36, 66});
    CHECK(minimax.opposition.scores == std::vector<std::int64_t>{58, 42, 68, 83});
    const Ranking transitive{{b}, {c}, {d}, {a}};
    CHECK(count_schulze(sums.pairwise()).margins.ranking == transitive);
    CHECK(count_ranked_pairs(sums.pairwise()).winning.ranking == transitive);
    for (const EqualRanks equal : {EqualRanks::split, EqualRanks::exhaust}) {
        const RunoffResult runoff = count_instant_runoff(ballots, equal);
        CHECK(runoff.winner == d);
        CHECK(runoff.elimination_order == Winners{c, b, a});
        CHECK(runoff.decided_in_round == 3);
    }
    // 42 put Memphis first, 68 Nashville at worst second, 58 + 42 Chattanooga at worst third.
    CHECK(count_hierarchy(sums).ranking == Ranking{{a}, {b}, {c}, {d}});
}

// J.-C. de Borda, Memoire sur les elections au scrutin, 1781: 21 voters, the one with most votes is
// the one whom most like least.
TEST_CASE("Borda's own example turns plurality round", "[tally][literature]") {
    const RankedSums sums = sums_of(3, {{1, "ABC"}, {7, "ACB"}, {7, "BCA"}, {6, "CBA"}});
    CHECK(count_plurality(sums).ranking == Ranking{{a}, {b}, {c}});
    // He gives 3, 2, 1: 37, 42 and 47.
    CHECK(count_borda(sums).modified.scores == points({37, 42, 47}));
    CHECK(count_borda(sums).modified.ranking == Ranking{{c}, {b}, {a}});
    CHECK(find_condorcet(sums.pairwise()).loser == a);
}

// M. de Condorcet, Essai sur l'application de l'analyse, 1785: 81 voters against Borda's method.
TEST_CASE("Borda's count passes over whom most prefer to each other one", "[tally][literature]") {
    const RankedSums sums =
        sums_of(3, {{30, "ABC"}, {1, "ACB"}, {10, "CAB"}, {29, "BAC"}, {10, "BCA"}, {1, "CBA"}});
    CHECK(sums.pairwise()(a, b) == 41);
    CHECK(sums.pairwise()(a, c) == 60);
    CHECK(find_condorcet(sums.pairwise()).winner == a);
    CHECK(count_borda(sums).symmetric.scores == points({101, 109, 33}));
}

// M. de Condorcet, 1785, as read by H. P. Young, Condorcet's theory of voting, American Political
// Science Review 82 (1988), 1231-1244: 60 voters in a cycle; the weakest majority (33) is left out.
TEST_CASE("Condorcet's cycle is cut at its weakest majority", "[tally][literature]") {
    const RankedSums sums =
        sums_of(3, {{23, "ABC"}, {17, "BCA"}, {2, "BAC"}, {10, "CAB"}, {8, "CBA"}});
    const PairwiseMatrix& duels = sums.pairwise();
    CHECK(duels == matrix_of({{0, 33, 25}, {27, 0, 42}, {35, 18, 0}}));
    CHECK_FALSE(find_condorcet(duels).winner);
    CHECK(find_condorcet(duels).smith == Winners{a, b, c});
    CHECK(find_condorcet(duels).schwartz == Winners{a, b, c});
    CHECK(count_ranked_pairs(duels).winning.locked ==
          std::vector<std::pair<Option, Option>>{{b, c}, {c, a}});
    CHECK(count_ranked_pairs(duels).winning.ranking == Ranking{{b}, {c}, {a}});
    CHECK(count_schulze(duels).winning.ranking == Ranking{{b}, {c}, {a}});
    CHECK(count_minimax(duels).winning.winners == Winners{b});
    CHECK(count_copeland(duels).winners == Winners{a, b, c});
}

// J. Malkevitch, in: For All Practical Purposes, COMAP 1988: 55 voters, five methods, five winners.
TEST_CASE("five methods elect five candidates", "[tally][literature]") {
    const std::vector<Voters> profile{{18, "ADECB"}, {12, "BEDCA"}, {10, "CBEDA"},
                                      {9, "DCEBA"},  {4, "EBDCA"},  {2, "ECDBA"}};
    const RankedBallots ballots = ballots_of(5, profile);
    const RankedSums sums = RankedSums::of(ballots);
    CHECK(count_plurality(sums).winners == Winners{a});
    CHECK(count_two_round(sums).winner == b);
    CHECK(count_two_round(sums).runoff == Runoff{{18, 37}, 0});
    CHECK(count_instant_runoff(ballots, EqualRanks::exhaust).winner == c);
    CHECK(count_borda(sums).modified.winners == Winners{d});
    CHECK(count_borda(sums).modified.scores[d] == Exact(191));
    CHECK(find_condorcet(sums.pairwise()).winner == e);
}

// M. Schulze, A new monotonic, clone-independent, reversal symmetric, and Condorcet-consistent
// single-winner election method, Social Choice and Welfare 36 (2011), 267-303: 21 voters. The
// matrices agree with a search over all simple paths by another program.
TEST_CASE("Schulze's 21 voters elect d, although c has the stronger direct wins",
          "[tally][literature]") {
    const PairwiseMatrix duels =
        sums_of(4, {{8, "ACDB"}, {2, "BADC"}, {4, "CDBA"}, {4, "DBAC"}, {3, "DCBA"}}).pairwise();
    CHECK(duels == matrix_of({{0, 8, 14, 10}, {13, 0, 6, 2}, {7, 15, 0, 12}, {11, 19, 9, 0}}));
    const SchulzeCount count = count_schulze(duels).winning;
    CHECK(count.paths ==
          matrix_of({{0, 14, 14, 12}, {13, 0, 13, 12}, {13, 15, 0, 12}, {13, 19, 13, 0}}));
    CHECK(count.ranking == Ranking{{d}, {a}, {c}, {b}});
}

// The same paper: 9 voters, whose strongest paths leave two winners.
TEST_CASE("Schulze's nine voters leave b and d unbeaten", "[tally][literature]") {
    const PairwiseMatrix duels =
        sums_of(4, {{3, "ABCD"}, {2, "DABC"}, {2, "DBCA"}, {2, "CBDA"}}).pairwise();
    const SchulzeCount count = count_schulze(duels).winning;
    CHECK(count.paths == matrix_of({{0, 5, 5, 5}, {5, 0, 7, 5}, {5, 5, 0, 5}, {6, 5, 5, 0}}));
    CHECK(count.winners == Winners{b, d});
}

// The same paper, and Wikipedia's example: 45 voters. Paths as printed.
TEST_CASE("Schulze's 45 voters elect e", "[tally][literature]") {
    const SchulzeCount count = count_schulze(sums_of(5, {{5, "ACBED"},
                                                         {5, "ADECB"},
                                                         {8, "BEDAC"},
                                                         {3, "CABED"},
                                                         {7, "CAEBD"},
                                                         {2, "CBADE"},
                                                         {7, "DCEBA"},
                                                         {8, "EBADC"}})
                                                 .pairwise())
                                   .winning;
    CHECK(count.paths == matrix_of({{0, 28, 28, 30, 24},
                                    {25, 0, 28, 33, 24},
                                    {25, 29, 0, 29, 24},
                                    {25, 28, 28, 0, 24},
                                    {25, 28, 28, 31, 0}}));
    CHECK(count.ranking == Ranking{{e}, {a}, {c}, {b}, {d}});
}

// T. N. Tideman, Independence of clones as a criterion for voting rules, Social Choice and Welfare
// 4 (1987), 185-206, definition: majorities are locked in by size, a cycle is never closed. The
// cycle of Schulze's 21 voters, locked by hand: 19 DB, 15 CB, 14 AC, 13 BA closes ACBA, 12 CD, 11
// DA closes ACDA.
TEST_CASE("ranked pairs leave out what closes a cycle, and go on", "[tally][literature]") {
    const PairwiseMatrix duels =
        sums_of(4, {{8, "ACDB"}, {2, "BADC"}, {4, "CDBA"}, {4, "DBAC"}, {3, "DCBA"}}).pairwise();
    const RankedPairsCount count = count_ranked_pairs(duels).winning;
    CHECK(count.locked == std::vector<std::pair<Option, Option>>{{d, b}, {c, b}, {a, c}, {c, d}});
    CHECK(count.ranking == Ranking{{a}, {c}, {d}, {b}});
    CHECK_FALSE(count.tied_strengths);
}

// P. Emerson, The original Borda count and partial voting, Social Choice and Welfare 40 (2013),
// 353-358: who ranks m of n options gives m, m - 1.. points (modified), or n, n - 1.. as if the
// rest were there. By hand from these definitions; the base of ours is one lower where nothing is
// left.
TEST_CASE("partial ballots weigh differently in Borda's three conventions", "[tally][literature]") {
    const BordaResult borda = count_borda(sums_of(4, {{1, "A"}, {1, "BC"}, {1, "DCBA"}}));
    CHECK(borda.modified.scores == points({1 + 1, 2 + 2, 1 + 3, 4}));
    CHECK(borda.zero.scores == points({3, 3 + 1, 2 + 2, 3}));
    const auto half = [](std::int64_t twice) { return Exact(BigInteger(twice), BigInteger(2)); };
    // The rest of a ballot is tied: half a point for each other one of it.
    CHECK(borda.symmetric.scores ==
          std::vector<Exact>{half(6 + 1), half(2 + 6 + 2), half(2 + 4 + 4), half(2 + 1 + 6)});
}

// Burlington, Vermont, mayor, 2009, reduced to Montroll, Kiss, Wright: J. Ornstein, R. Norman,
// Frequency of monotonicity failure under instant runoff voting, Public Choice 161 (2014), 1-9, and
// W. D. Smith, rangevoting.org/Burlington.html.
TEST_CASE("Burlington elected Kiss, whom Montroll would have beaten", "[tally][literature]") {
    constexpr Option montroll = a, kiss = b, wright = c;
    const std::vector<Voters> profile{{1332, "ABC"}, {767, "ACB"}, {455, "A"},
                                      {2043, "BAC"}, {371, "BCA"}, {568, "B"},
                                      {1513, "CAB"}, {495, "CBA"}, {1289, "C"}};
    const RankedBallots ballots = ballots_of(3, profile);
    const RankedSums sums = RankedSums::of(ballots);
    CHECK(sums.pairwise()(montroll, kiss) == 4067);
    CHECK(sums.pairwise()(kiss, montroll) == 3477);
    CHECK(sums.pairwise()(montroll, wright) == 4597);
    CHECK(sums.pairwise()(kiss, wright) == 4314);
    CHECK(find_condorcet(sums.pairwise()).winner == montroll);
    CHECK(count_plurality(sums).scores == std::vector<std::int64_t>{2554, 2982, 3297});
    const RunoffResult runoff = count_instant_runoff(ballots, EqualRanks::exhaust);
    CHECK(runoff.winner == kiss);
    CHECK(runoff.elimination_order.front() == montroll);
    CHECK(runoff.rounds[1].tallies[kiss] == Exact(4314));
}

}  // namespace ranked_test
