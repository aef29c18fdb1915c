#include "map/weights.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>

#include "map/random_rows.hpp"
#include "weighing/weighing.hpp"

namespace weights_test {

using namespace palabre;
using namespace palabre::map;
using namespace palabre::test;

namespace {

constexpr Semantics every_semantics[] = {Semantics::df_quad, Semantics::quadratic_energy,
                                         Semantics::euler_based, Semantics::mlp_based};

}  // namespace

TEST_CASE("the map weighs a debate as weighing does, under every semantics") {
    support::Random random(11);
    for (int round = 0; round < 60; ++round) {
        const ArgumentRows rows = read_rows(random_shared_rows(random, 40));
        const ArgumentGraph graph = graph_of(rows);
        Weights weights(rows);
        for (const Semantics semantics : every_semantics) {
            weights.weigh_by(semantics);
            const Strengths expected = compute_strengths(graph, semantics);
            for (Row row = 0; row < rows.size(); ++row) {
                CHECK_THAT(weights.now()[row],
                           Catch::Matchers::WithinAbs(expected.strength[row], 1e-12));
                CHECK(weights.spread(row)[static_cast<std::size_t>(semantics)] ==
                      weights.now()[row]);
            }
        }
    }
}

TEST_CASE("what moves the thesis is what weighing says moves it") {
    support::Random random(12);
    for (int round = 0; round < 40; ++round) {
        const ArgumentRows rows = read_rows(random_shared_rows(random, 30));
        const ArgumentGraph graph = graph_of(rows);
        Weights weights(rows);
        for (const Semantics semantics : every_semantics) {
            weights.weigh_by(semantics);
            const auto expected = contributions_by_gradient(TopicView(graph, semantics, 0));
            REQUIRE(expected);
            for (Row row = 0; row < rows.size(); ++row) {
                CHECK_THAT(weights.gradient()[row],
                           Catch::Matchers::WithinAbs((*expected)[row], 1e-9));
            }
        }
    }
}

TEST_CASE("on a tree the thesis turns where weighing finds that it flips") {
    support::Random random(13);
    int found = 0;
    for (int round = 0; round < 40; ++round) {
        const Grown how = round % 2 == 0 ? Grown::evenly : Grown::deeply;
        const ArgumentRows rows = read_rows(random_rows(random, 25, how));
        const ArgumentGraph graph = graph_of(rows);
        Weights weights(rows);
        for (const Semantics semantics : every_semantics) {
            weights.weigh_by(semantics);
            const auto expected = flip_points(TopicView(graph, semantics, 0), 0.5);
            REQUIRE(expected);
            for (Row row = 1; row < rows.size(); ++row) {
                const double turn = weights.turn_of(row);
                const auto& flip = (*expected)[row];
                // Where hardly anything arrives, both may call the same end out of reach or not.
                if (flip && *flip > 1e-6 && *flip < 1 - 1e-6 &&
                    std::fabs(weights.gradient()[row]) > 1e-6) {
                    CHECK_THAT(turn, Catch::Matchers::WithinAbs(*flip, 1e-6));
                    ++found;
                }
                if (!flip) CHECK((std::isnan(turn) || turn < 1e-9 || turn > 1 - 1e-9));
            }
        }
    }
    CHECK(found > 200);
}

TEST_CASE("with the base score at which it turns the thesis stands at one half") {
    support::Random random(14);
    int tried = 0;
    for (int round = 0; round < 40; ++round) {
        const ArgumentRows rows = read_rows(random_shared_rows(random, 20));
        Weights weights(rows);
        for (const Semantics semantics : every_semantics) {
            weights.weigh_by(semantics);
            for (Row row = 1; row < rows.size(); ++row) {
                const double turn = weights.turn_of(row);
                if (std::isnan(turn)) continue;
                weights.suppose(row, turn);
                CHECK_THAT(weights.now()[0], Catch::Matchers::WithinAbs(0.5, 1e-7));
                weights.suppose(row, -1.0);
                ++tried;
            }
        }
    }
    CHECK(tried > 100);
}

TEST_CASE("what is supposed is taken back whole, and never touches what is recorded") {
    support::Random random(15);
    const ArgumentRows rows = read_rows(random_rows(random, 50, Grown::evenly));
    Weights weights(rows);
    const std::vector<double> recorded = weights.recorded();
    weights.suppose(7, 1.0);
    weights.suppose(9, 0.0);
    CHECK(weights.is_supposed(7));
    CHECK(weights.base(9) == 0.0);
    CHECK(weights.now() != recorded);
    CHECK(weights.recorded() == recorded);
    weights.suppose(7, -1.0);
    weights.forget();
    CHECK_FALSE(weights.is_supposed(9));
    CHECK(weights.now() == recorded);
}

TEST_CASE("what a claim below one with several places needs is found by halving") {
    // b stands twice below the thesis, as a pro and as a con: c speaks to both.
    const ArgumentRows rows = read_rows(
        {{0, 0, 0.5, 0, "~"}, {0, 0, 0.25, 4, "b"}, {0, 1, 0.75, 4, "b"}, {1, 0, 0.5, 0, "c"}});
    const Weights weights(rows);
    // b's places have 0.25 + 0.75 c and 0.75 + 0.25 c: the con is ahead for every c below 1.
    CHECK(weights.now()[0] < 0.5);
    CHECK(std::isnan(weights.turns()[3]));
    CHECK_FALSE(weights.turn_of(3) < 1.0 - 1e-6);
}

}  // namespace weights_test
