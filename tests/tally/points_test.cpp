#include "tally/points.hpp"

#include <catch2/catch_all.hpp>
#include <vector>

#include "support/random.hpp"
#include "tally/exact.hpp"

namespace points_test {

using namespace palabre;
using support::Random;

namespace {

using Ballots = std::vector<MarkedBallot>;

}  // namespace

TEST_CASE("a ballot that overspends its credits is invalid as a whole", "[tally]") {
    // 3^2 + 1^2 = 10; 4^2 = 16; 2^2 + 2^2 + 1^2 = 9.
    const Ballots ballots{{2, {{0, 3}, {1, -1}}}, {5, {{0, 4}}}, {1, {{0, -2}, {1, 2}, {2, 1}}}};
    const QuadraticResult result = count_quadratic(3, 10, ballots);
    CHECK(result.votes == std::vector<BigInteger>{4, 0, 1});
    CHECK(result.spent == BigInteger(29));
    CHECK(result.invalid == 5);
    CHECK(result.ranking == Ranking{{0}, {2}, {1}});
    CHECK(result.winners == std::vector<Option>{0});
}

TEST_CASE("votes whose price is beyond any number are refused, not wrapped round", "[tally]") {
    const std::vector<Mark> dear(100, Mark{0, largest_count});
    CHECK(to_big(static_cast<Wide>(quadratic_cost(dear))) ==
          BigInteger(largest_count) * largest_count * 100);
    const Ballots ballots{{1, {{0, largest_count}, {1, -largest_count}}}};
    CHECK(count_quadratic(2, largest_count, ballots).invalid == 1);
}

TEST_CASE("points are shared out within what there is and none below 0", "[tally]") {
    const CumulativeRule rule{5, 3};
    const Ballots ballots{{1, {{0, 3}, {1, 2}}},     {10, {{0, 4}}},
                          {100, {{1, -1}, {2, 1}}},  {1000, {}},
                          {10000, {{0, 3}, {1, 3}}}, {1, {{2, 1}}}};
    const CumulativeResult result = count_cumulative(3, rule, ballots);
    CHECK(result.points == std::vector<BigInteger>{3, 2, 1});
    CHECK(result.invalid == 10110);
    CHECK(result.ranking == Ranking{{0}, {1}, {2}});
    CHECK(count_cumulative(3, {5, std::nullopt}, ballots).points[0] == BigInteger(43));
}

TEST_CASE("without ballots all options tie at nothing", "[tally]") {
    CHECK(count_cumulative(2, {5, {}}, {}).winners == std::vector<Option>{0, 1});
    CHECK(count_quadratic(2, 5, {}).winners == std::vector<Option>{0, 1});
    CHECK(count_quadratic(0, 5, {}).winners.empty());
}

TEST_CASE("points counted ballot by ballot are those counted all at once", "[tally][property]") {
    Random random(61);
    for (int history = 0; history < 50; ++history) {
        const CumulativeRule rule{random.between(0, 8), random.between(1, 5)};
        const std::int64_t credits = random.between(0, 20);
        CumulativeCounter points(4, rule);
        QuadraticCounter votes(4, credits);
        Ballots cast;
        for (int step = 0; step < 60; ++step) {
            if (!cast.empty() && random.chance(35)) {
                const std::size_t at = random.below(cast.size());
                points.remove(cast[at].marks, cast[at].count);
                votes.remove(cast[at].marks, cast[at].count);
                cast.erase(cast.begin() + static_cast<std::ptrdiff_t>(at));
            } else {
                MarkedBallot ballot{random.between(1, 3), {}};
                for (Option option = 0; option < 4; ++option) {
                    if (random.chance(60)) ballot.marks.push_back({option, random.between(-2, 4)});
                }
                points.add(ballot.marks, ballot.count);
                votes.add(ballot.marks, ballot.count);
                cast.push_back(ballot);
            }
            REQUIRE(points.result() == count_cumulative(4, rule, cast));
            REQUIRE(votes.result() == count_quadratic(4, credits, cast));
            // Counted here, ballot by ballot.
            std::int64_t spent = 0;
            std::int64_t unfit = 0;
            std::int64_t dots = 0;
            for (const MarkedBallot& ballot : cast) {
                std::int64_t cost = 0;
                std::int64_t sum = 0;
                bool fits = true;
                for (const Mark& mark : ballot.marks) {
                    cost += mark.value * mark.value;
                    sum += mark.value;
                    fits = fits && mark.value >= 0 && mark.value <= *rule.max_per_option;
                }
                fits = fits && sum <= rule.points;
                if (cost <= credits) spent += cost * ballot.count;
                if (fits) dots += sum * ballot.count;
                if (!fits) unfit += ballot.count;
            }
            REQUIRE(votes.result().spent == BigInteger(spent));
            REQUIRE(points.result().invalid == unfit);
            BigInteger all;
            for (const BigInteger& each : points.result().points) all += each;
            REQUIRE(all == BigInteger(dots));
        }
    }
}

}  // namespace points_test
