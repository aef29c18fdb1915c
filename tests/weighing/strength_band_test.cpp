#include "weighing/strength_band.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>

#include "weighing/base_score.hpp"
#include "weighing/random_graph.hpp"

namespace strength_band_test {

using namespace palabre;
using support::Random;
using test::every_semantics;

namespace {

std::vector<ScoreBand> random_bands(Random& random, const ArgumentGraph& graph) {
    std::vector<ScoreBand> bands;
    for (const double base : graph.bases())
        bands.push_back({base * test::unit(random), base + (1 - base) * test::unit(random)});
    return bands;
}

double topic_with(const ArgumentGraph& graph, Semantics semantics, std::vector<double> base) {
    return compute_strengths(test::graph_of(std::move(base), graph.edges()), semantics).strength[0];
}

}  // namespace

TEST_CASE("a band lies around its base score and narrows as judgements come", "[weighing]") {
    double width = 1.0;
    for (const std::uint64_t n : {0U, 1U, 4U, 16U, 256U, 65536U}) {
        const ScoreBand band = base_score_band(3 * n, n);
        const double base = base_score(3 * n, n);
        CHECK(band.low < base);
        CHECK(band.high > base);
        CHECK(band.high - band.low < width);
        width = band.high - band.low;
    }
    // Nobody judged: Beta(2,2), whose 5% quantile solves 3x^2 - 2x^3 = 1/20.
    CHECK(std::abs(base_score_band(0, 0).low - 0.1353503) < 1e-7);
    CHECK(std::abs(base_score_band(0, 0).high - 0.8646497) < 1e-7);
}

TEST_CASE(
    "on a tree both ends of a band are reached by base scores in their bands, and none passes",
    "[weighing][property]") {
    Random random(5);
    for (int round = 0; round < 120; ++round) {
        const ArgumentGraph graph = test::random_tree(random, 2 + random.below(6));
        const auto base = random_bands(random, graph);
        for (const Semantics semantics : every_semantics) {
            const auto bands = strength_bands(graph, semantics, base);
            REQUIRE(bands.has_value());
            double low = 2;
            double high = -1;
            for (std::size_t corner = 0; corner < (1U << graph.size()); ++corner) {
                std::vector<double> at;
                for (std::size_t i = 0; i < graph.size(); ++i)
                    at.push_back((corner >> i & 1U) != 0 ? base[i].high : base[i].low);
                const double topic = topic_with(graph, semantics, at);
                low = std::min(low, topic);
                high = std::max(high, topic);
            }
            REQUIRE(std::abs((*bands)[0].low - low) < 1e-14);
            REQUIRE(std::abs((*bands)[0].high - high) < 1e-14);
        }
    }
}

TEST_CASE("with shared arguments no base scores within their bands lead out of a band",
          "[weighing][property]") {
    Random random(6);
    for (int round = 0; round < 60; ++round) {
        const ArgumentGraph graph = test::random_acyclic(random, 8, 14);
        const auto base = random_bands(random, graph);
        for (const Semantics semantics : every_semantics) {
            const auto bands = strength_bands(graph, semantics, base);
            REQUIRE(bands.has_value());
            for (int draw = 0; draw < 50; ++draw) {
                std::vector<double> at;
                for (const ScoreBand& band : base)
                    at.push_back(band.low + (band.high - band.low) * test::unit(random));
                const double topic = topic_with(graph, semantics, at);
                REQUIRE(topic >= (*bands)[0].low - 1e-14);
                REQUIRE(topic <= (*bands)[0].high + 1e-14);
            }
        }
    }
}

TEST_CASE("a graph with a cycle has no bands", "[weighing]") {
    const ArgumentGraph graph =
        test::graph_of({0.5, 0.5}, {{0, 1, EdgeKind::attack, 1.0}, {1, 0, EdgeKind::attack, 1.0}});
    const std::vector<ScoreBand> base(2, {0.2, 0.8});
    CHECK_FALSE(strength_bands(graph, Semantics::df_quad, base).has_value());
}

}  // namespace strength_band_test
