// Grades, scores and measures of agreement.
#include <catch2/catch_all.hpp>
#include <cmath>

#include "tally/consensus.hpp"
#include "tally/majority_judgment.hpp"
#include "tally/points.hpp"
#include "tally/score.hpp"
#include "tally/star.hpp"

namespace marks_test {

using namespace palabre;

namespace {

Exact part(std::int64_t numerator, std::int64_t denominator) {
    return {BigInteger(numerator), BigInteger(denominator)};
}

}  // namespace

// M. Balinski, R. Laraki, Election by majority judgment: experimental evidence, cahier 2007-28 of
// the Ecole polytechnique; In Situ and Laboratory Experiments on Electoral Law Reform, Springer
// 2011, chapter 2: 1,733 ballots in Orsay, April 2007, in per cent, from "to reject" to
// "excellent". The table rounds, and so do the gauges.
TEST_CASE("Orsay judges Bayrou first and Le Pen last", "[tally][literature]") {
    enum : Option {
        besancenot,
        buffet,
        schivardi,
        bayrou,
        bove,
        voynet,
        villiers,
        royal,
        nihous,
        le_pen,
        laguiller,
        sarkozy
    };
    // Tenths of a per cent.
    const std::vector<GradeCounts> grades{
        {311, 226, 160, 163, 99, 41}, {304, 264, 206, 125, 76, 25},   {604, 249, 95, 39, 10, 5},
        {74, 84, 148, 251, 307, 136}, {395, 257, 160, 114, 60, 15},   {205, 261, 237, 175, 93, 29},
        {555, 158, 113, 87, 64, 24},  {126, 122, 168, 191, 227, 167}, {550, 267, 110, 53, 18, 3},
        {744, 54, 65, 62, 46, 30},    {401, 259, 166, 102, 53, 21},   {282, 71, 115, 143, 198, 191},
    };
    const JudgmentResult result = judge(grades);
    const Ranking published{{bayrou}, {royal},     {sarkozy}, {voynet},   {besancenot}, {buffet},
                            {bove},   {laguiller}, {nihous},  {villiers}, {schivardi},  {le_pen}};
    CHECK(result.ranking_gauge == published);
    CHECK(result.ranking_removal == published);
    const auto check = [&result](Option option, std::size_t median, bool plus, double p, double q) {
        CHECK(result.median[option] == median);
        CHECK(result.gauge[option]->plus == plus);
        CHECK(std::abs(100 * result.gauge[option]->p.to_double() - p) < 0.15);
        CHECK(std::abs(100 * result.gauge[option]->q.to_double() - q) < 0.15);
    };
    constexpr std::size_t poor = 1, acceptable = 2, good = 3;
    check(bayrou, good, true, 44.3, 30.6);
    check(royal, good, false, 39.4, 41.5);
    check(sarkozy, good, false, 38.9, 46.9);
    check(voynet, acceptable, false, 29.8, 46.6);
    check(besancenot, poor, true, 46.3, 31.2);
}

// Wikipedia, Score voting: the capital of Tennessee on a scale from 0 to 10. The final between the
// two highest, as STAR has it, is the duel of the ranked ballots: 68 to 32.
TEST_CASE("Tennessee scores Nashville highest, and STAR keeps it", "[tally][literature]") {
    const std::vector<MarkedBallot> ballots{{42, {{0, 10}, {1, 4}, {2, 2}, {3, 0}}},
                                            {26, {{0, 0}, {1, 10}, {2, 4}, {3, 2}}},
                                            {15, {{0, 0}, {1, 6}, {2, 10}, {3, 6}}},
                                            {17, {{0, 0}, {1, 5}, {2, 7}, {3, 10}}}};
    const ScoreResult scores = count_scores(4, ballots);
    CHECK(scores.sum == std::vector<BigInteger>{420, 603, 457, 312});
    CHECK(scores.ranking_by_sum == Ranking{{1}, {2}, {0}, {3}});
    const StarResult star = count_star(4, 10, ballots);
    CHECK(star.finalists == std::vector<Option>{1, 2});
    CHECK(star.runoff == StarRunoff{{68, 32}, 0});
    CHECK(star.winner == Option{1});
    CHECK(star.resolved_by.empty());
}

// C. van der Eijk, Measuring agreement in ordered rating scales, Quality & Quantity 35 (2001),
// 325-341: the example of 1,000 answers on seven points, 0.6113333 in the R package agrmt; 917/1500
// by another program, layer by layer.
TEST_CASE("van der Eijk's seven points agree to 0.611", "[tally][literature]") {
    const std::vector<std::int64_t> answers{30, 40, 210, 130, 530, 50, 10};
    CHECK(measure_consensus(answers).of_grades->van_der_eijk_a == part(917, 1500));
}

// W. Tastle, M. Wierman, Int. J. Approximate Reasoning 45 (2007), 531-545, definition 1. By hand:
// of three on three grades two are half the scale from the mean, so 1 + 2/3 log2(1/2).
TEST_CASE("three who give three grades agree by a third", "[tally][literature]") {
    const std::vector<std::int64_t> one_each{1, 1, 1};
    CHECK(std::abs(measure_consensus(one_each).of_grades->tastle_wierman - 1.0 / 3) < 1e-12);
}

// S. Siegel, Nonparametric Statistics for the Behavioral Sciences, McGraw-Hill 1956, pages 229-231:
// three executives rank six applicants; sums of ranks 8, 14, 11, 11, 11, 8 and W = .16.
TEST_CASE("three executives hardly agree on six applicants", "[tally][literature]") {
    // The ranks that each gives to applicants a to f are 1 6 3 2 5 4, 1 5 6 4 2 3, 6 3 2 5 4 1.
    const std::vector<std::vector<Option>> rankings{
        {0, 3, 2, 5, 4, 1}, {0, 4, 5, 3, 1, 2}, {5, 2, 1, 4, 3, 0}};
    const RankingConsensus result = measure_concordance(rankings);
    CHECK(result.rank_sums == std::vector<BigInteger>{8, 14, 11, 11, 11, 8});
    // s = 25.5 over 3^2 (6^3 - 6) / 12 = 157.5.
    CHECK(result.w == part(17, 105));
}

// S. Lalley, E. G. Weyl, AEA Papers and Proceedings 108 (2018), 33-37: v votes cost v squared, so a
// minority that cares more prevails. By hand.
TEST_CASE("two who care much outvote three who care little", "[tally][literature]") {
    const std::vector<MarkedBallot> ballots{{2, {{0, 6}, {1, 8}}}, {3, {{1, -5}, {0, 1}}}};
    const QuadraticResult result = count_quadratic(2, 100, ballots);
    CHECK(result.votes == std::vector<BigInteger>{15, 1});
    CHECK(result.spent == BigInteger(2 * 100 + 3 * 26));
    CHECK(result.invalid == 0);
}

}  // namespace marks_test
