#include "weighing/strengths.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>

#include "tally/exact.hpp"
#include "weighing/plain_semantics.hpp"
#include "weighing/random_graph.hpp"

namespace strengths_test {

using namespace palabre;
using support::Random;
using test::every_semantics;

namespace {

/// A root with supporters and attackers that nothing speaks to.
double root(Semantics semantics, double base, std::vector<double> supporters,
            std::vector<double> attackers) {
    std::vector<double> bases{base};
    std::vector<ArgumentEdge> edges;
    for (const double each : supporters) {
        edges.push_back({static_cast<Argument>(bases.size()), 0, EdgeKind::support, 1.0});
        bases.push_back(each);
    }
    for (const double each : attackers) {
        edges.push_back({static_cast<Argument>(bases.size()), 0, EdgeKind::attack, 1.0});
        bases.push_back(each);
    }
    return compute_strengths(test::graph_of(bases, edges), semantics).strength[0];
}

/// The largest difference between a strength and what its surroundings make of it.
double unrest(const ArgumentGraph& graph, Semantics semantics,
              const std::vector<double>& strength) {
    double worst = 0;
    for (std::size_t i = 0; i < graph.size(); ++i) {
        std::vector<long double> supporters;
        std::vector<long double> attackers;
        for (const Incoming& each : graph.incoming(static_cast<Argument>(i))) {
            (each.kind == EdgeKind::support ? supporters : attackers)
                .push_back(each.relevance * strength[each.from]);
        }
        const auto wanted = static_cast<double>(test::plain_strength(
            semantics, graph.base(static_cast<Argument>(i)), supporters, attackers));
        worst = std::max(worst, std::abs(wanted - strength[i]));
    }
    return worst;
}

/// `layers` rings of `width` arguments, each attacking all of the next ring.
ArgumentGraph layered_ring(std::size_t layers, std::size_t width, double first, double rise) {
    std::vector<double> base;
    std::vector<ArgumentEdge> edges;
    for (std::size_t l = 0; l < layers; ++l) {
        for (std::size_t a = 0; a < width; ++a) {
            base.push_back(first + rise * static_cast<double>(l));
            for (std::size_t b = 0; b < width; ++b) {
                edges.push_back({static_cast<Argument>(l * width + a),
                                 static_cast<Argument>((l + 1) % layers * width + b),
                                 EdgeKind::attack, 1.0});
            }
        }
    }
    return test::graph_of(base, edges);
}

}  // namespace

TEST_CASE("the four semantics judge these roots differently", "[weighing]") {
    // Three decimals, from another program written from the same papers.
    struct Row {
        double base;
        std::vector<double> supporters, attackers;
        double df_quad, quadratic_energy, euler_based, mlp_based;
    };
    const std::vector<Row> rows{
        {0.5, {0.2}, {}, .600, .519, .534, .550},
        {0.8, {}, {0.9}, .080, .442, .728, .619},
        {0.8, {}, std::vector<double>(10, 0.9), .000, .010, .640, .000},
        {0.5, std::vector<double>(100, 0.05), {0.9}, .547, .972, .976, .984},
        {0.5, std::vector<double>(12, 0.6), std::vector<double>(10, 0.6), .500, .795, .718, .769},
    };
    for (const Row& row : rows) {
        const auto check = [&row](Semantics semantics, double expected) {
            INFO(to_text(semantics));
            CHECK(std::abs(root(semantics, row.base, row.supporters, row.attackers) - expected) <=
                  0.00051);
        };
        check(Semantics::df_quad, row.df_quad);
        check(Semantics::quadratic_energy, row.quadratic_energy);
        check(Semantics::euler_based, row.euler_based);
        check(Semantics::mlp_based, row.mlp_based);
    }
}

TEST_CASE("DF-QuAD agrees with exact fractions over a random tree", "[weighing][property]") {
    Random random(4);
    for (int round = 0; round < 200; ++round) {
        // Bases in sixteenths, so that doubles hold them exactly.
        constexpr std::size_t size = 8;
        std::vector<double> base;
        std::vector<Exact> exact(size);
        std::vector<ArgumentEdge> edges;
        for (std::size_t i = 0; i < size; ++i) {
            const std::int64_t sixteenths = random.between(0, 16);
            base.push_back(static_cast<double>(sixteenths) / 16);
            exact[i] = Exact(sixteenths, 16);
            if (i > 0) {
                edges.push_back({static_cast<Argument>(i), static_cast<Argument>(random.below(i)),
                                 test::some_kind(random), 1.0});
            }
        }
        for (std::size_t i = size; i-- > 0;) {
            Exact without_attack(1);
            Exact without_support(1);
            for (const ArgumentEdge& edge : edges) {
                if (edge.to != i) continue;
                Exact& side = edge.kind == EdgeKind::attack ? without_attack : without_support;
                side = side * (Exact(1) - exact[edge.from]);
            }
            const Exact total = without_attack - without_support;
            exact[i] = total.sign() >= 0 ? exact[i] + (Exact(1) - exact[i]) * total
                                         : exact[i] + exact[i] * total;
        }
        const Strengths strengths =
            compute_strengths(test::graph_of(base, edges), Semantics::df_quad);
        for (std::size_t i = 0; i < size; ++i) {
            REQUIRE(std::abs(strengths.strength[i] - exact[i].to_double()) < 1e-14);
        }
    }
}

TEST_CASE("strengths of acyclic graphs are those of the plain formulas", "[weighing][property]") {
    Random random(5);
    for (int round = 0; round < 300; ++round) {
        const ArgumentGraph graph = test::random_acyclic(random, 10, random.below(18));
        for (const Semantics semantics : every_semantics) {
            const Strengths strengths = compute_strengths(graph, semantics);
            REQUIRE(strengths.converged);
            REQUIRE(strengths.iterations == 1);
            for (std::size_t i = 0; i < graph.size(); ++i) {
                const long double plain =
                    test::plain_strength_of(graph, semantics, static_cast<Argument>(i));
                REQUIRE(std::abs(static_cast<double>(strengths.strength[i] - plain)) < 1e-13);
            }
        }
    }
}

TEST_CASE("two edges between the same arguments both count", "[weighing]") {
    const ArgumentGraph graph = test::graph_of(
        {0.5, 0.5}, {{1, 0, EdgeKind::support, 1.0}, {1, 0, EdgeKind::support, 1.0}});
    CHECK(compute_strengths(graph, Semantics::df_quad).strength[0] == 0.875);
}

TEST_CASE("half the relevance is half the strength arriving", "[weighing]") {
    const ArgumentGraph graph = test::graph_of({0.5, 0.5}, {{1, 0, EdgeKind::attack, 0.5}});
    CHECK(compute_strengths(graph, Semantics::df_quad).strength[0] == 0.375);
}

TEST_CASE("taking an argument out is holding it at nothing", "[weighing][property]") {
    Random random(6);
    for (int round = 0; round < 100; ++round) {
        const ArgumentGraph graph = test::random_acyclic(random, 9, 15);
        const auto out = static_cast<Argument>(1 + random.below(8));
        std::vector<ArgumentEdge> others;
        for (const ArgumentEdge& edge : graph.edges()) {
            if (edge.from != out && edge.to != out) others.push_back(edge);
        }
        std::vector<double> held(9, free_strength);
        held[out] = 0.0;
        for (const Semantics semantics : every_semantics) {
            const auto a = compute_strengths(graph, semantics, held).strength;
            const auto b =
                compute_strengths(test::graph_of(graph.bases(), others), semantics).strength;
            for (std::size_t i = 0; i < 9; ++i) {
                if (i != out) REQUIRE(a[i] == Catch::Approx(b[i]).margin(1e-14));
            }
        }
    }
}

TEST_CASE("two that attack each other settle where the equations say", "[weighing]") {
    // s0 = 0.5 (1 - s1), s1 = 0.8 (1 - s0): s0 = 1/6, s1 = 2/3.
    const ArgumentGraph graph =
        test::graph_of({0.5, 0.8}, {{1, 0, EdgeKind::attack, 1.0}, {0, 1, EdgeKind::attack, 1.0}});
    const Strengths strengths = compute_strengths(graph, Semantics::df_quad);
    CHECK(strengths.converged);
    CHECK(strengths.iterations > 1);
    CHECK(std::abs(strengths.strength[0] - 1.0 / 6) < 1e-11);
    CHECK(std::abs(strengths.strength[1] - 2.0 / 3) < 1e-11);
}

TEST_CASE("one that attacks itself halves a full base", "[weighing]") {
    const ArgumentGraph graph = test::graph_of({1.0}, {{0, 0, EdgeKind::attack, 1.0}});
    const Strengths strengths = compute_strengths(graph, Semantics::df_quad);
    CHECK(strengths.converged);
    CHECK(std::abs(strengths.strength[0] - 0.5) < 1e-11);
}

TEST_CASE("a slow circle of support is followed to its end", "[weighing]") {
    // s = w + (1 - w) s: all the way to 1, by a factor of 1 - w / 2 a step.
    const ArgumentGraph graph = test::graph_of(
        {0.001, 0.001}, {{1, 0, EdgeKind::support, 1.0}, {0, 1, EdgeKind::support, 1.0}});
    const Strengths strengths = compute_strengths(graph, Semantics::df_quad);
    CHECK(strengths.converged);
    CHECK(std::abs(strengths.strength[0] - 1.0) < 1e-10);
}

TEST_CASE("random cycles settle at a fixed point", "[weighing][property]") {
    Random random(7);
    int settled = 0;
    for (int round = 0; round < 200; ++round) {
        const std::size_t n = 2 + random.below(30);
        const ArgumentGraph graph = test::random_digraph(random, n, 2 * n);
        for (const Semantics semantics : every_semantics) {
            const Strengths strengths = compute_strengths(graph, semantics);
            for (const double each : strengths.strength) REQUIRE((each >= 0.0 && each <= 1.0));
            if (!strengths.converged) continue;
            ++settled;
            REQUIRE(unrest(graph, semantics, strengths.strength) < 1e-11);
        }
    }
    CHECK(settled > 780);
}

TEST_CASE("what never settles says so, in bounded time and without NaN", "[weighing][long]") {
    // A ring of five layers, each attacking the next: delayed negative feedback, which swings for
    // ever even with the smallest steps.
    for (const Semantics semantics :
         {Semantics::df_quad, Semantics::quadratic_energy, Semantics::mlp_based}) {
        const Strengths strengths = compute_strengths(layered_ring(5, 8, 0.5, 0.03), semantics);
        CHECK_FALSE(strengths.converged);
        for (const double each : strengths.strength) CHECK((each >= 0.0 && each <= 1.0));
    }
    CHECK(compute_strengths(layered_ring(5, 8, 0.5, 0.03), Semantics::euler_based).converged);
}

TEST_CASE("what stands beside a restless cycle is as if it were alone", "[weighing]") {
    const ArgumentGraph ring = layered_ring(5, 8, 0.5, 0.03);
    std::vector<double> base = ring.bases();
    std::vector<ArgumentEdge> edges = ring.edges();
    const auto pair = static_cast<Argument>(base.size());
    base.insert(base.end(), {0.5, 0.8});
    edges.push_back({pair + 1, pair, EdgeKind::attack, 1.0});
    const Strengths strengths = compute_strengths(test::graph_of(base, edges), Semantics::df_quad);
    CHECK_FALSE(strengths.converged);
    CHECK(strengths.strength[pair] == Catch::Approx(0.1).epsilon(1e-14));
}

TEST_CASE("the flat tree gives what the graph gives", "[weighing][property]") {
    Random random(8);
    constexpr std::size_t size = 400;
    std::vector<std::uint32_t> parent(size);
    std::vector<std::uint8_t> attacks(size);
    std::vector<double> base(size);
    std::vector<ArgumentEdge> edges;
    for (std::size_t i = 0; i < size; ++i) {
        base[i] = test::unit(random);
        if (i == 0) continue;
        parent[i] = static_cast<std::uint32_t>(random.below(i));
        attacks[i] = random.chance(50) ? 1 : 0;
        edges.push_back({static_cast<Argument>(i), parent[i],
                         attacks[i] != 0 ? EdgeKind::attack : EdgeKind::support, 1.0});
    }
    const auto flat = df_quad_tree(parent, attacks, base);
    const auto graph = compute_strengths(test::graph_of(base, edges), Semantics::df_quad).strength;
    for (std::size_t i = 0; i < size; ++i) REQUIRE(std::abs(flat[i] - graph[i]) < 1e-13);
    CHECK(df_quad_tree({}, {}, {}).empty());
}

TEST_CASE("no judgement leaves a base score in the middle, and none reaches an end", "[weighing]") {
    CHECK(base_score(0, 0) == base_score_unjudged);
    CHECK(base_score(4, 1) == 0.6);   // (1 + 2) / 5
    CHECK(base_score(0, 4) == 0.25);  // 2 / 8
    CHECK(base_score(40, 10) == 12.0 / 14.0);
    CHECK(base_score(4'000'000, 1'000'000) < 1.0);
    CHECK(base_score(0, 1'000'000) > 0.0);
}

}  // namespace strengths_test
