#include "weighing/argument_graph.hpp"

#include <catch2/catch_all.hpp>
#include <limits>

#include "weighing/random_graph.hpp"

namespace argument_graph_test {

using namespace palabre;
using support::Random;

TEST_CASE("a graph names the score or edge that is wrong", "[weighing]") {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    const auto where = [](std::vector<double> base, std::vector<ArgumentEdge> edges) {
        const auto graph = ArgumentGraph::create(std::move(base), std::move(edges));
        REQUIRE_FALSE(graph.ok());
        return graph.fault().where;
    };
    CHECK(where({0.5, 1.5}, {}) == "base[1]");
    CHECK(where({-0.1}, {}) == "base[0]");
    CHECK(where({nan}, {}) == "base[0]");
    CHECK(where({0.5}, {{0, 0}, {1, 0}}) == "edges[1]");
    CHECK(where({0.5}, {{0, 1}}) == "edges[0]");
    CHECK(where({0.5}, {{0, 0, EdgeKind::attack, 1.01}}) == "edges[0]");
    CHECK(where({0.5}, {{0, 0, EdgeKind::attack, nan}}) == "edges[0]");
    CHECK(ArgumentGraph::create({}, {}).ok());
}

TEST_CASE("a component is what can speak to each other, and comes after what speaks to it",
          "[weighing][property]") {
    Random random(2);
    for (int round = 0; round < 300; ++round) {
        const std::size_t n = 1 + random.below(12);
        const ArgumentGraph graph = test::random_digraph(random, n, random.below(2 * n));
        // way[a][b]: a way of one edge or more leads from a to b.
        std::vector<std::vector<bool>> way(n, std::vector<bool>(n));
        for (const ArgumentEdge& edge : graph.edges()) way[edge.from][edge.to] = true;
        for (std::size_t k = 0; k < n; ++k) {
            for (std::size_t a = 0; a < n; ++a) {
                for (std::size_t b = 0; b < n; ++b) {
                    if (way[a][k] && way[k][b]) way[a][b] = true;
                }
            }
        }
        std::vector<std::size_t> component(n);
        for (std::size_t c = 0; c < graph.components(); ++c) {
            for (const Argument each : graph.component(c)) component[each] = c;
        }
        bool acyclic = true;
        for (std::size_t a = 0; a < n; ++a) {
            REQUIRE(graph.cyclic(component[a]) == way[a][a]);
            acyclic = acyclic && !way[a][a];
            for (std::size_t b = 0; b < n; ++b) {
                if (a == b) continue;
                REQUIRE((component[a] == component[b]) == (way[a][b] && way[b][a]));
                if (way[a][b]) REQUIRE(component[a] <= component[b]);
            }
            const auto reaches = graph.reaches(static_cast<Argument>(a));
            for (std::size_t b = 0; b < n; ++b) {
                REQUIRE((reaches[b] != 0) == (a == b || way[b][a]));
            }
        }
        REQUIRE(graph.acyclic() == acyclic);
    }
}

TEST_CASE("a chain of a million arguments is laid out without recursion", "[weighing]") {
    constexpr Argument length = 1'000'000;
    std::vector<ArgumentEdge> edges;
    for (Argument i = 1; i < length; ++i) edges.push_back({i, i - 1, EdgeKind::attack, 1.0});
    const ArgumentGraph graph = test::graph_of(std::vector<double>(length, 0.5), edges);
    CHECK(graph.components() == length);
    CHECK(graph.order().back() == 0);
}

}  // namespace argument_graph_test
