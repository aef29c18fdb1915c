#include "weighing/counterfactual.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>

#include "weighing/flip_point.hpp"
#include "weighing/random_graph.hpp"

namespace counterfactual_test {

using namespace palabre;
using support::Random;
using test::every_semantics;

namespace {

double topic_with(const ArgumentGraph& graph, Semantics semantics, std::vector<double> base) {
    return compute_strengths(test::graph_of(std::move(base), graph.edges()), semantics).strength[0];
}

}  // namespace

TEST_CASE("the nearest base score of a lone claim is the level itself", "[weighing]") {
    const ArgumentGraph graph = test::graph_of({0.2}, {});
    const auto found = nearest_counterfactual(graph, Semantics::df_quad, 0, 0.75);
    REQUIRE(found.has_value());
    CHECK(std::abs(found->base[0] - 0.75) < 1e-12);
    CHECK(std::abs(found->distance - 0.55) < 1e-12);
}

TEST_CASE("two equal supporters share the change that lifts a fixed thesis", "[weighing]") {
    // 1/2 + 1/2 (1 - (1-x)^2) = 7/8 where (1-x)^2 = 1/4: both supporters rise to 1/2.
    const ArgumentGraph graph = test::graph_of(
        {0.5, 0.25, 0.25}, {{1, 0, EdgeKind::support, 1.0}, {2, 0, EdgeKind::support, 1.0}});
    const std::vector<std::uint8_t> fixed{1, 0, 0};
    const auto found = nearest_counterfactual(graph, Semantics::df_quad, 0, 0.875, fixed);
    REQUIRE(found.has_value());
    // The surface is round toward the start: raising one alone to 2/3 is 0.4167 away, both 0.3536.
    CHECK(std::abs(found->base[1] - 0.5) < 1e-6);
    CHECK(std::abs(found->base[2] - 0.5) < 1e-6);
    CHECK(found->base[0] == 0.5);
    CHECK(std::abs(found->distance - std::sqrt(2.0) / 4) < 1e-6);
}

TEST_CASE(
    "what is found reaches the level, leaves what is fixed, and is no further than any one flip",
    "[weighing][property]") {
    Random random(8);
    int compared = 0;
    for (int round = 0; round < 60; ++round) {
        const ArgumentGraph graph = test::random_tree(random, 2 + random.below(8));
        const double level = test::unit(random);
        std::vector<std::uint8_t> fixed(graph.size());
        fixed[0] = 1;
        for (const Semantics semantics : every_semantics) {
            const auto found = nearest_counterfactual(graph, semantics, 0, level, fixed);
            const TopicView view(graph, semantics, 0);
            const auto flips = flip_points(view, level);
            double nearest_flip = 2;
            for (std::size_t i = 1; i < graph.size(); ++i) {
                if ((*flips)[i])
                    nearest_flip =
                        std::min(nearest_flip,
                                 std::abs(*(*flips)[i] - graph.base(static_cast<Argument>(i))));
            }
            if (nearest_flip < 2) REQUIRE(found.has_value());
            if (!found) continue;
            REQUIRE(std::abs(topic_with(graph, semantics, found->base) - level) < 1e-9);
            REQUIRE(found->base[0] == graph.base(0));
            double square = 0;
            for (std::size_t i = 0; i < graph.size(); ++i)
                square += std::pow(found->base[i] - graph.base(static_cast<Argument>(i)), 2);
            REQUIRE(std::abs(std::sqrt(square) - found->distance) < 1e-12);
            REQUIRE(found->distance <= nearest_flip + 1e-9);
            ++compared;
        }
    }
    CHECK(compared > 60);
}

TEST_CASE("a level that no judgement reaches has no counterfactual", "[weighing]") {
    const ArgumentGraph graph = test::graph_of({0.5, 0.5}, {{1, 0, EdgeKind::support, 0.5}});
    const std::vector<std::uint8_t> fixed{1, 0};
    CHECK_FALSE(nearest_counterfactual(graph, Semantics::df_quad, 0, 0.2, fixed).has_value());
    CHECK_FALSE(nearest_counterfactual(graph, Semantics::df_quad, 0, 0.8, fixed).has_value());
    CHECK(nearest_counterfactual(graph, Semantics::df_quad, 0, 0.7, fixed).has_value());
}

}  // namespace counterfactual_test
