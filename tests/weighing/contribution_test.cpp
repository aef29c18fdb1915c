#include "weighing/contribution.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <cmath>
#include <numeric>

#include "weighing/flip_point.hpp"
#include "weighing/random_graph.hpp"
#include "weighing/shapley.hpp"

namespace contribution_test {

using namespace palabre;
using support::Random;
using test::every_semantics;

namespace {

double strength_of(const ArgumentGraph& graph, Semantics semantics, Argument topic) {
    return compute_strengths(graph, semantics).strength[topic];
}

/// The graph without the edges that `drop` names.
template <class Drop>
ArgumentGraph without(const ArgumentGraph& graph, Drop drop) {
    std::vector<ArgumentEdge> edges;
    for (const ArgumentEdge& edge : graph.edges()) {
        if (!drop(edge)) edges.push_back(edge);
    }
    return test::graph_of(graph.bases(), edges);
}

ArgumentGraph without_argument(const ArgumentGraph& graph, std::size_t out) {
    return without(graph, [out](const ArgumentEdge& e) { return e.from == out || e.to == out; });
}

ArgumentGraph with_base(const ArgumentGraph& graph, std::size_t argument, double base) {
    std::vector<double> bases = graph.bases();
    bases[argument] = base;
    return test::graph_of(bases, graph.edges());
}

}  // namespace

TEST_CASE("removal and intrinsic removal are those of the graphs rebuilt", "[weighing][property]") {
    Random random(11);
    for (int round = 0; round < 60; ++round) {
        const bool cycles = round % 3 == 0;
        const ArgumentGraph graph =
            cycles ? test::random_digraph(random, 8, 10) : test::random_acyclic(random, 10, 16);
        const auto topic = static_cast<Argument>(random.below(3));
        for (const Semantics semantics : every_semantics) {
            const TopicView view(graph, semantics, topic);
            if (!view.strengths.converged) continue;
            const auto removal = contributions_by_removal(view);
            const auto intrinsic = contributions_by_intrinsic_removal(view);
            const double margin = cycles ? 1e-10 : 1e-13;
            for (std::size_t i = 0; i < graph.size(); ++i) {
                if (i == topic) {
                    REQUIRE_FALSE(removal[i].has_value());
                    REQUIRE_FALSE(intrinsic[i].has_value());
                    continue;
                }
                const double out = strength_of(without_argument(graph, i), semantics, topic);
                const double bare =
                    strength_of(without(graph, [i](const ArgumentEdge& e) { return e.to == i; }),
                                semantics, topic);
                REQUIRE(std::abs(*removal[i] - (strength_of(graph, semantics, topic) - out)) <
                        margin);
                REQUIRE(std::abs(*intrinsic[i] - (bare - out)) < margin);
            }
        }
    }
}

TEST_CASE("of two sufficient attackers neither is missed when it goes", "[weighing][literature]") {
    // Kampik et al., arXiv:2401.08879: removal gives both 0 though the topic lost all it had.
    const ArgumentGraph graph = test::graph_of(
        {0.5, 1.0, 1.0}, {{1, 0, EdgeKind::attack, 1.0}, {2, 0, EdgeKind::attack, 1.0}});
    const TopicView view(graph, Semantics::df_quad, 0);
    CHECK(view.strengths.strength[view.topic] == 0.0);
    const auto removal = contributions_by_removal(view);
    CHECK(*removal[1] == 0.0);
    CHECK(*removal[2] == 0.0);
    // The Shapley values share the loss.
    const auto shapley = shapley_values(view, 1);
    CHECK(*shapley.values[1] == -0.25);
    CHECK(*shapley.values[2] == -0.25);
}

TEST_CASE("the gradient is what a small change of each base does", "[weighing][property]") {
    Random random(12);
    constexpr double step = 1e-6;
    int compared = 0;
    for (int round = 0; round < 60; ++round) {
        const bool cycles = round % 3 == 0;
        const ArgumentGraph graph =
            cycles ? test::random_digraph(random, 8, 10) : test::random_acyclic(random, 10, 16);
        const auto topic = static_cast<Argument>(random.below(3));
        for (const Semantics semantics : every_semantics) {
            const TopicView view(graph, semantics, topic);
            const auto gradient = contributions_by_gradient(view);
            if (!gradient) continue;
            for (std::size_t i = 0; i < graph.size(); ++i) {
                const double base = graph.base(static_cast<Argument>(i));
                if (base < 0.01 || base > 0.99) continue;
                const double up = strength_of(with_base(graph, i, base + step), semantics, topic);
                const double here = strength_of(graph, semantics, topic);
                const double down = strength_of(with_base(graph, i, base - step), semantics, topic);
                // A bend between the two has no one slope.
                if (std::abs(up - 2 * here + down) > 1e-10) continue;
                REQUIRE(std::abs((up - down) / (2 * step) - (*gradient)[i]) < 2e-5);
                ++compared;
            }
        }
    }
    CHECK(compared > 1500);
}

TEST_CASE("at bases of exactly 0 and 1 the gradient is finite", "[weighing]") {
    for (const Semantics semantics : every_semantics) {
        for (const double base : {0.0, 1.0}) {
            for (const EdgeKind kind : {EdgeKind::support, EdgeKind::attack}) {
                std::vector<double> bases(2000, 1.0);
                bases[0] = base;
                std::vector<ArgumentEdge> edges;
                for (Argument i = 1; i < 2000; ++i) edges.push_back({i, 0, kind, 1.0});
                const TopicView view(test::graph_of(bases, edges), semantics, 0);
                const auto gradient = contributions_by_gradient(view);
                REQUIRE(gradient.has_value());
                for (const double each : *gradient) REQUIRE(std::isfinite(each));
            }
        }
    }
}

TEST_CASE("Shapley values are the mean over all orders of arrival", "[weighing][property]") {
    Random random(13);
    for (int round = 0; round < 12; ++round) {
        constexpr std::size_t size = 6;
        const ArgumentGraph graph = test::random_acyclic(random, size, 10);
        for (const Semantics semantics : every_semantics) {
            const TopicView view(graph, semantics, 0);
            const ShapleyValues shapley = shapley_values(view, 1);
            CHECK(shapley.error == 0.0);
            std::vector<std::size_t> order(size - 1);
            std::iota(order.begin(), order.end(), 1);
            std::vector<double> mean(size);
            double orders = 0;
            do {
                std::vector<bool> here(size);
                here[0] = true;
                double before = graph.base(0);
                for (const std::size_t each : order) {
                    here[each] = true;
                    const double after =
                        strength_of(without(graph,
                                            [&here](const ArgumentEdge& e) {
                                                return !here[e.from] || !here[e.to];
                                            }),
                                    semantics, 0);
                    mean[each] += after - before;
                    before = after;
                }
                orders += 1;
            } while (std::next_permutation(order.begin(), order.end()));
            double sum = 0;
            for (std::size_t i = 1; i < size; ++i) {
                REQUIRE(std::abs(*shapley.values[i] - mean[i] / orders) < 1e-13);
                sum += *shapley.values[i];
            }
            REQUIRE(std::abs(sum - (strength_of(graph, semantics, 0) - graph.base(0))) < 1e-13);
        }
    }
}

TEST_CASE("sampled Shapley values lie within their bound and repeat with their seed",
          "[weighing]") {
    // Twenty equal supporters share the rise evenly: each has a twentieth.
    constexpr std::size_t others = 20;
    std::vector<double> bases(others + 1, 0.1);
    std::vector<ArgumentEdge> edges;
    for (Argument i = 1; i <= others; ++i) edges.push_back({i, 0, EdgeKind::support, 1.0});
    const ArgumentGraph graph = test::graph_of(bases, edges);
    const TopicView view(graph, Semantics::df_quad, 0);
    const ShapleyValues shapley = shapley_values(view, 5);
    CHECK(shapley.samples > 0);
    CHECK(shapley.error > 0.0);
    const double share = (view.strengths.strength[view.topic] - 0.1) / others;
    double sum = 0;
    for (std::size_t i = 1; i <= others; ++i) {
        CHECK(std::abs(*shapley.values[i] - share) <= shapley.error);
        sum += *shapley.values[i];
    }
    CHECK(sum == Catch::Approx(share * others).epsilon(1e-12));
    CHECK(shapley.values == shapley_values(view, 5).values);
    CHECK(shapley.values != shapley_values(view, 6).values);
}

TEST_CASE("at its flip point an argument brings the topic to the level", "[weighing][property]") {
    Random random(14);
    int flips = 0;
    for (int round = 0; round < 200; ++round) {
        const ArgumentGraph graph = test::random_tree(random, 12);
        const double level = test::unit(random);
        for (const Semantics semantics : every_semantics) {
            const TopicView view(graph, semantics, 0);
            const auto points = flip_points(view, level);
            REQUIRE(points.has_value());
            for (std::size_t i = 0; i < graph.size(); ++i) {
                const double low = strength_of(with_base(graph, i, 0.0), semantics, 0);
                const double high = strength_of(with_base(graph, i, 1.0), semantics, 0);
                const bool between = std::min(low, high) <= level && level <= std::max(low, high);
                REQUIRE((*points)[i].has_value() == between);
                if (!between) continue;
                ++flips;
                REQUIRE(std::abs(strength_of(with_base(graph, i, *(*points)[i]), semantics, 0) -
                                 level) < 1e-13);
            }
        }
    }
    CHECK(flips > 500);
}

TEST_CASE("a level reached all along leaves the base where it is", "[weighing]") {
    // The topic is at 1 whatever the second supporter's base.
    const ArgumentGraph graph = test::graph_of(
        {0.5, 1.0, 0.3}, {{1, 0, EdgeKind::support, 1.0}, {2, 0, EdgeKind::support, 1.0}});
    const auto points = flip_points(TopicView(graph, Semantics::df_quad, 0), 1.0);
    REQUIRE(points.has_value());
    CHECK((*points)[2] == 0.3);
    CHECK((*points)[0] == 0.5);
}

TEST_CASE("only trees have flip points", "[weighing]") {
    const std::vector<double> bases(4, 0.5);
    const auto has = [&bases](std::vector<ArgumentEdge> edges) {
        return flip_points(
                   TopicView(test::graph_of(bases, std::move(edges)), Semantics::df_quad, 0), 0.5)
            .has_value();
    };
    CHECK(has({}));
    CHECK(has({{1, 0}, {2, 1}, {3, 1}}));
    CHECK_FALSE(has({{1, 0}, {2, 0}, {3, 1}, {3, 2}}));
    CHECK_FALSE(has({{1, 0}, {0, 1}}));
    CHECK_FALSE(has({{0, 0}}));
    // What has no way to the topic may be entangled as it likes.
    CHECK(has({{1, 0}, {2, 3}, {3, 2}, {0, 2}}));
}

TEST_CASE("what moves a topic in a cycle that never settles is told in bounded work, and marked",
          "[weighing][long]") {
    // Seven layers of two, each attacking the next: with high bases they go round for ever.
    constexpr std::size_t layers = 7;
    constexpr std::size_t size = 2 * layers;
    std::vector<double> bases;
    std::vector<ArgumentEdge> edges;
    for (std::size_t i = 0; i < size; ++i) {
        bases.push_back(0.9 - 0.001 * static_cast<double>(i));
        const std::size_t next = (i / 2 + 1) % layers;
        for (const std::size_t to : {2 * next, 2 * next + 1}) {
            edges.push_back(
                {static_cast<Argument>(i), static_cast<Argument>(to), EdgeKind::attack, 1.0});
        }
    }
    const ArgumentGraph graph = test::graph_of(bases, edges);
    const TopicView view(graph, Semantics::df_quad, 0);
    REQUIRE_FALSE(view.strengths.converged);

    // Half a second for each of the 8,192 coalitions would be an hour.
    constexpr std::int64_t coalitions = std::int64_t{1} << (size - 1);
    const auto each = work_for_each(view.part, view.strengths, coalitions);
    REQUIRE(each.has_value());
    CHECK(*each * coalitions <= 2 * settling_work);
    CHECK_FALSE(work_for_each(view.part, view.strengths, 1'000'000'000).has_value());

    const ShapleyValues shapley = shapley_values(view, 1);
    CHECK_FALSE(shapley.settled);
    const Contributions removal = contributions_by_removal(view);
    for (std::size_t i = 1; i < size; ++i) {
        REQUIRE(shapley.values[i].has_value());
        CHECK(std::abs(*shapley.values[i]) <= 1.0);
        REQUIRE(removal[i].has_value());
        CHECK(std::abs(*removal[i]) <= 1.0);
    }
    CHECK_FALSE(contributions_by_gradient(view).has_value());
    // Two attackers that hold each other settle, with and without either.
    const ArgumentGraph pair =
        test::graph_of({0.6, 0.7}, {{0, 1, EdgeKind::attack, 1.0}, {1, 0, EdgeKind::attack, 1.0}});
    CHECK(shapley_values(TopicView(pair, Semantics::df_quad, 0), 1).settled);
}

}  // namespace contribution_test
