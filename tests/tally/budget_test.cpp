#include "tally/budget.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <string>
#include <vector>

#include "support/random.hpp"
#include "tally/ballot_pile.hpp"
#include "tally/equal_shares.hpp"
#include "tally/phragmen.hpp"
#include "tally/plain_budget.hpp"

namespace budget_test {

using namespace palabre;
using support::Random;

namespace {

using Order = std::vector<Project>;

Exact part(std::int64_t numerator, std::int64_t denominator) {
    return {BigInteger(numerator), BigInteger(denominator)};
}

struct Shape {
    std::int64_t projects = 6;
    std::int64_t ballots = 8;
    std::int64_t count = 3;
    std::int64_t cost = 12;
    std::int64_t budget = 40;
};

/// Small numbers, so that there are many ties.
BudgetElection random_election(Random& random, const Shape& shape) {
    BudgetElection election;
    const auto projects = static_cast<std::size_t>(random.between(0, shape.projects));
    for (std::size_t i = 0; i < projects; ++i) {
        election.cost.push_back(random.between(1, shape.cost));
    }
    election.budget = random.between(0, shape.budget);
    const std::int64_t ballots = random.between(0, shape.ballots);
    const auto liking = static_cast<unsigned>(random.between(10, 90));
    for (std::int64_t i = 0; i < ballots; ++i) {
        ApprovalBallot ballot{random.between(0, shape.count), {}};
        for (Project project = 0; project < projects; ++project) {
            if (random.chance(liking)) ballot.approved.push_back(project);
        }
        election.ballots.push_back(ballot);
    }
    return election;
}

void check_against_plain(const BudgetElection& election) {
    const EqualShares fast = count_equal_shares(election);
    const EqualShares plain = test::plain_equal_shares(election);
    REQUIRE(fast.approvals == plain.approvals);
    REQUIRE(fast.price_per_supporter == plain.price_per_supporter);
    REQUIRE(fast.mes_cost.order == plain.mes_cost.order);
    REQUIRE(fast.mes_cost.max_payments == plain.mes_cost.max_payments);
    REQUIRE(fast.mes_cardinality == plain.mes_cardinality);
    REQUIRE(fast.mes_cost_utilitarian == plain.mes_cost_utilitarian);
    REQUIRE(fast.add1.order == plain.add1.order);
    REQUIRE(fast.add1 == plain.add1);
    REQUIRE(fast.add1e == plain.add1e);
    REQUIRE(fast.add1e_integral == plain.add1e_integral);
    REQUIRE(fast.add1u == plain.add1u);
    REQUIRE(count_phragmen(election) == test::plain_phragmen(election));
}

}  // namespace

TEST_CASE("greedy takes by approvals, or by approvals for the money", "[tally]") {
    // 10 approve the dear one, 9 the middle one, 8 the cheap one, nobody the free-riding one.
    const BudgetElection election{{60, 50, 40, 1}, 100, {{10, {0}}, {9, {1}}, {8, {2}}}};
    const GreedyBudget result = count_greedily(election);
    CHECK(result.approvals == std::vector<std::int64_t>{10, 9, 8, 0});
    CHECK(result.greedy_votes == Order{0, 2});           // 50 no longer fits
    CHECK(result.greedy_votes_per_cost == Order{2, 1});  // 8/40, 9/50, 10/60
    CHECK(result.price_per_supporter[1] == part(50, 9));
    CHECK_FALSE(result.price_per_supporter[3].has_value());
}

TEST_CASE("of equal projects the cheaper, then the first listed comes first", "[tally]") {
    const BudgetElection election{{5, 4, 4, 4}, 12, {{3, {0, 1, 2, 3}}}};
    CHECK(count_greedily(election).greedy_votes == Order{1, 2, 3});
    CHECK(count_equal_shares(election).mes_cost.order == Order{1, 2, 3});
}

TEST_CASE("who has less pays all of it, the others share the rest", "[tally]") {
    // Both have two approvals: the cheaper one is first, at 8 each. With 13 each, 5 and 13 are left
    // for the other, which is not enough.
    BudgetElection election{{20, 16}, 39, {{1, {0, 1}}, {1, {0}}, {1, {1}}}};
    CHECK(count_equal_shares(election).mes_cost.order == Order{1});
    election.budget = 45;  // 15 each: 8 each, then 7 and 13
    const EqualShares result = count_equal_shares(election);
    CHECK(result.mes_cost.order == Order{1, 0});
    CHECK(result.mes_cost.max_payments == std::vector<Exact>{8, 13});
}

TEST_CASE("empty ballots have their share and spend nothing", "[tally]") {
    const BudgetElection election{{10}, 20, {{1, {0}}, {1, {}}}};
    CHECK(count_equal_shares(election).mes_cost.order == Order{0});
    const BudgetElection diluted{{10}, 20, {{1, {0}}, {2, {}}}};
    const EqualShares result = count_equal_shares(diluted);
    CHECK(result.mes_cost.order.empty());
    CHECK(result.mes_cost_utilitarian == Order{0});
    // 20/3 and 4 steps of 1 make 32/3.
    CHECK(result.add1 == SharesCompletion{{0}, part(32, 3), 4});
    // From 6 it takes 4 steps too.
    CHECK(result.add1e_integral == SharesCompletion{{0}, Exact(10), 4});
}

TEST_CASE("without ballots, projects or money nothing is bought", "[tally]") {
    const BudgetElection nobody{{1, 2}, 10, {}};
    const EqualShares result = count_equal_shares(nobody);
    CHECK(result.add1 == SharesCompletion{});
    CHECK(result.mes_cost_utilitarian.empty());
    CHECK(count_phragmen(nobody).order.empty());
    check_against_plain({{}, 10, {{3, {}}}});
    check_against_plain({{3, 4}, 0, {{1, {0}}, {1, {0, 1}}}});
    check_against_plain({{30, 40}, 10, {{1, {0}}, {1, {0, 1}}}});
    check_against_plain({{30, 4}, 10, {{2, {}}}});
}

TEST_CASE("a budget of billions for three voters is counted as soon as a small one", "[tally]") {
    constexpr std::int64_t big = 3'000'000'000'000;
    const BudgetElection election{{big, big - 1, big / 3}, big, {{1, {0}}, {1, {1}}, {1, {2}}}};
    const EqualShares result = count_equal_shares(election);
    CHECK(result.mes_cost.order == Order{2});
    // Nothing else changes until a voter alone pays for big - 1, which overspends.
    CHECK(result.add1 == SharesCompletion{{2}, Exact(big - 2), big - 2 - big / 3});
    CHECK(count_equal_shares({{largest_count}, 0, {{1, {0}}}}).add1.steps == largest_count - 1);
}

TEST_CASE("large costs that differ in their last digits are counted as soon", "[tally]") {
    constexpr std::int64_t big = 1'000'000'000'000'000;
    const BudgetElection election{{big + 1, big, big + 3, 7},
                                  2 * big + 9,
                                  {{3, {0, 1}}, {3, {1, 2}}, {3, {0, 2, 3}}, {1, {0, 1, 2}}}};
    const EqualShares result = count_equal_shares(election);
    // Project 2 overspends. Once 1 and 0 are bought by sevenths, its voters have seven endowments
    // less 4/7 of the two: from 306,122,448,979,592 and 5/14 on they can pay it.
    CHECK(result.add1 ==
          SharesCompletion{{1, 0, 3}, part(3'061'224'489'795'919, 10), 106'122'448'979'591});
}

TEST_CASE("costs close to each other agree with every endowment tried", "[tally][property]") {
    Random random(26);
    for (int round = 0; round < support::rounds(25); ++round) {
        BudgetElection election =
            random_election(random, {.projects = 5, .ballots = 5, .count = 2, .cost = 4});
        std::int64_t sum = 0;
        for (std::int64_t& cost : election.cost) sum += cost += 900;
        election.budget = random.between(0, sum);
        check_against_plain(election);
    }
}

TEST_CASE("counts and costs up to 2^53 keep every digit", "[tally]") {
    const std::int64_t most = largest_count;
    const BudgetElection election{{most, most - 1}, most, {{most, {0}}, {most - 1, {1}}}};
    const EqualShares result = count_equal_shares(election);
    CHECK(result.mes_cost.order.empty());
    // About 1/2 for each; with 1 more for each both are bought, which overspends.
    CHECK(result.add1 == SharesCompletion{{}, part(most, 2 * most - 1), 0});
    const PhragmenBudget loads = count_phragmen(election);
    // Both loads are exactly 1; the other would overspend once one is bought, and so it ends.
    CHECK(loads.order == Order{0});
    CHECK(loads.loads == std::vector<Exact>{1});
}

TEST_CASE("budgets agree with a count of every voter's purse", "[tally][property]") {
    Random random(21);
    for (int round = 0; round < support::rounds(3000); ++round)
        check_against_plain(random_election(random, {}));
}

TEST_CASE("budgets with dear projects and few voters agree too", "[tally][property]") {
    Random random(22);
    for (int round = 0; round < support::rounds(150); ++round) {
        check_against_plain(random_election(
            random, {.projects = 5, .ballots = 4, .count = 2, .cost = 200, .budget = 600}));
    }
}

TEST_CASE("budgets with many groups of unlike voters agree too", "[tally][property]") {
    Random random(23);
    for (int round = 0; round < support::rounds(40); ++round) {
        check_against_plain(random_election(
            random, {.projects = 14, .ballots = 30, .count = 2, .cost = 40, .budget = 250}));
    }
}

TEST_CASE("the order of projects that nobody could tell apart but by place is their order",
          "[tally]") {
    const BudgetElection election{{2, 2, 2, 2}, 4, {{1, {0, 3}}, {1, {1, 2}}}};
    CHECK(count_equal_shares(election).mes_cost.order == Order{0, 1});
    CHECK(count_phragmen(election).order == Order{0, 1});
}

TEST_CASE("a count in slices ends where the whole count does", "[tally]") {
    Random random(24);
    for (int round = 0; round < support::rounds(50); ++round) {
        const BudgetElection election = random_election(random, {});
        EqualSharesCount shares(election);
        int slices = 0;
        while (shares.advance()) ++slices;
        REQUIRE(shares.result() == count_equal_shares(election));
        REQUIRE_FALSE(shares.advance());
        PhragmenCount phragmen(election);
        while (phragmen.buy_next()) {
        }
        REQUIRE(phragmen.result() == count_phragmen(election));
    }
}

TEST_CASE("a pile of ballots holds what was added and not removed", "[tally][property]") {
    Random random(25);
    for (int history = 0; history < support::rounds(30); ++history) {
        BallotPile pile;
        BudgetElection election{{3, 4, 5, 6}, 12, {}};
        for (int step = 0; step < 30; ++step) {
            if (!election.ballots.empty() && random.chance(40)) {
                const std::size_t at = random.below(election.ballots.size());
                pile.remove(election.ballots[at].approved, election.ballots[at].count);
                election.ballots.erase(election.ballots.begin() + static_cast<std::ptrdiff_t>(at));
            } else {
                ApprovalBallot ballot{random.between(1, 3), {}};
                for (Project project = 0; project < 4; ++project) {
                    if (random.chance(50)) ballot.approved.push_back(project);
                }
                pile.add(ballot.approved, ballot.count);
                election.ballots.push_back(ballot);
            }
            const BudgetElection live{election.cost, election.budget, pile.ballots()};
            REQUIRE(count_equal_shares(live) == count_equal_shares(election));
            REQUIRE(count_phragmen(live) == count_phragmen(election));
        }
    }
}

}  // namespace budget_test
