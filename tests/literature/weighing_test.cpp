// Semantics of arguments against what their papers say. Few papers print strengths; where a value
// is not printed it is worked out by hand from the definition named, with numbers chosen for that.
#include "weighing/weighing.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>

namespace weighing_test {

using namespace palabre;

namespace {

using Voices = std::vector<double>;

/// Strength of an argument that hears these.
double strength(Semantics semantics, double base, const Voices& supporters,
                const Voices& attackers) {
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
    const auto graph = ArgumentGraph::create(bases, edges).value();
    return compute_strengths(graph, semantics).strength[0];
}

bool near(double value, double expected) {
    return std::abs(value - expected) < 1e-14;
}

/// QuAD, which DF-QuAD mends. P. Baroni, M. Romano, F. Toni, M. Aurisicchio, G. Bertanza, Argument
/// and Computation 6 (2015), definitions 4 to 7.
double quad(double base, const Voices& supporters, const Voices& attackers) {
    double attacked = base;
    for (const double each : attackers) attacked -= attacked * each;
    double supported = base;
    for (const double each : supporters) supported += (1 - supported) * each;
    if (supporters.empty()) return attacked;
    if (attackers.empty()) return supported;
    return (attacked + supported) / 2;
}

constexpr Semantics df_quad = Semantics::df_quad;
constexpr Semantics quadratic = Semantics::quadratic_energy;
constexpr Semantics euler = Semantics::euler_based;
constexpr Semantics mlp = Semantics::mlp_based;
const double ln2 = std::log(2.0);

}  // namespace

// A. Rago, F. Toni, M. Aurisicchio, P. Baroni, KR 2016, definition 1: F() = 0, F(v) = v,
// F(v, w) = v + w - v w; definition 2: where both forces are equal the base score stays.
TEST_CASE("DF-QuAD adds forces as chances, and equal ones cancel out", "[weighing][literature]") {
    CHECK(strength(df_quad, 0.5, {}, {0.5}) == 0.25);
    CHECK(strength(df_quad, 0.5, {}, {0.5, 0.5}) == 0.125);  // force 3/4
    CHECK(strength(df_quad, 0.5, {0.5, 0.5}, {}) == 0.875);
    CHECK(strength(df_quad, 0.25, {0.5, 0.5}, {0.75}) == 0.25);  // 3/4 on either side
    CHECK(strength(df_quad, 0.25, {0.5}, {0.75}) == 0.1875);     // 1/4 (1 - 1/4)
    CHECK(strength(df_quad, 0.25, {0.75}, {0.5}) == 0.4375);     // 1/4 + 3/4 1/4
}

// The same paper, section 3: QuAD jumps where one side gets its first argument, however weak; that
// is the discontinuity that DF-QuAD's name speaks of.
TEST_CASE("a supporter of next to no strength moves QuAD, but not DF-QuAD",
          "[weighing][literature]") {
    constexpr double next_to_none = 1e-9;
    CHECK(near(quad(0.5, {}, {0.8}), 0.1));
    CHECK(std::abs(quad(0.5, {next_to_none}, {0.8}) - 0.3) < 1e-8);
    CHECK(near(strength(df_quad, 0.5, {}, {0.8}), 0.1));
    CHECK(std::abs(strength(df_quad, 0.5, {next_to_none}, {0.8}) - 0.1) < 1e-8);
}

// The same paper: with arguments on one side only, DF-QuAD is QuAD.
TEST_CASE("DF-QuAD and QuAD agree where only one side speaks", "[weighing][literature]") {
    for (const Voices& voices : {Voices{0.3}, Voices{0.3, 0.6}, Voices{0.9, 0.2, 0.5}}) {
        CHECK(near(strength(df_quad, 0.4, voices, {}), quad(0.4, voices, {})));
        CHECK(near(strength(df_quad, 0.4, {}, voices), quad(0.4, {}, voices)));
    }
}

// N. Potyka, KR 2018, definition 2: the energy is the sum of supporters less that of attackers, its
// impact e^2 / (1 + e^2).
TEST_CASE("an energy of 1 goes half the way, of 2 four fifths, of 3 nine tenths",
          "[weighing][literature]") {
    CHECK(strength(quadratic, 0.5, {}, {1.0}) == 0.25);
    CHECK(strength(quadratic, 0.5, {1.0}, {}) == 0.75);
    CHECK(near(strength(quadratic, 0.5, {1.0, 1.0}, {}), 0.9));
    CHECK(near(strength(quadratic, 0.25, {}, {1.0, 1.0, 1.0}), 0.025));
    // 1 + 1/2 - 1/2, and 1/2 alone with its impact of 1/5.
    CHECK(strength(quadratic, 0.5, {1.0, 0.5}, {0.5}) == 0.75);
    CHECK(near(strength(quadratic, 0.5, {0.5}, {}), 0.6));
}

// The same paper: strengths along a chain are the limits of its differential equations. By hand
// from the leaf up: 1 halves 1/2 to 1/4, whose impact is 1/17.
TEST_CASE("energy weakens from argument to argument", "[weighing][literature]") {
    const auto chain = ArgumentGraph::create({0.5, 0.5, 1.0}, {{1, 0, EdgeKind::attack, 1.0},
                                                               {2, 1, EdgeKind::attack, 1.0}})
                           .value();
    const std::vector<double> strengths = compute_strengths(chain, quadratic).strength;
    CHECK(strengths[1] == 0.25);
    CHECK(near(strengths[0], 0.5 * (1 - 1.0 / 17)));
}

// L. Amgoud, J. Ben-Naim, ECSQARU 2017, definition 12: 1 - (1 - w^2) / (1 + w e^E). With E = ln 2
// the power is 2, with -ln 2 it is 1/2.
TEST_CASE("Euler's powers of two give simple fractions", "[weighing][literature]") {
    CHECK(near(strength(euler, 0.5, {ln2}, {}), 0.625));  // 1 - (3/4) / 2
    CHECK(near(strength(euler, 0.5, {}, {ln2}), 0.4));    // 1 - (3/4) / (5/4)
    CHECK(near(strength(euler, 0.25, {ln2, ln2}, {}), 1 - (15.0 / 16) / 2));
    CHECK(near(strength(euler, 0.5, {ln2, 0.3}, {0.3}), 0.625));
}

// The same paper: no attack brings an argument below the square of its base score.
TEST_CASE("under Euler what was well judged stays above the square of it",
          "[weighing][literature]") {
    for (const double base : {0.2, 0.5, 0.9}) {
        CHECK(strength(euler, base, {}, Voices(20, 1.0)) >= base * base);
        CHECK(std::abs(strength(euler, base, {}, Voices(40, 1.0)) - base * base) < 1e-14);
    }
}

// N. Potyka, AAAI 2021, definition 3: logistic(ln(w / (1 - w)) + E), that is, odds of w / (1 - w)
// times e^E.
TEST_CASE("a voice of ln 2 doubles or halves the odds under MLP", "[weighing][literature]") {
    CHECK(near(strength(mlp, 0.5, {ln2}, {}), 2.0 / 3));  // 1:1 to 2:1
    CHECK(near(strength(mlp, 0.5, {}, {ln2}), 1.0 / 3));
    CHECK(near(strength(mlp, 0.2, {ln2}, {}), 1.0 / 3));   // 1:4 to 1:2
    CHECK(near(strength(mlp, 0.2, {ln2, ln2}, {}), 0.5));  // 1:4 to 1:1
    CHECK(near(strength(mlp, 0.8, {ln2}, {ln2}), 0.8));
}

// The same paper, its main theorem: a feed-forward network with logistic activation is a graph
// whose base scores are the activations of the biases. A network of 2, 2 and 1 neurons, whose
// weights are whole so that edges can be laid side by side.
TEST_CASE("a neural network's output is the strength of its graph", "[weighing][literature]") {
    const auto logistic = [](double x) { return 1 / (1 + std::exp(-x)); };
    constexpr int hidden[2][2] = {{3, -2}, {-1, 4}};
    constexpr int last[2] = {2, -3};
    constexpr double bias[3] = {-0.5, 0.75, 0.25};
    for (const auto& [x, y] : {std::pair{0.0, 0.0}, {0.0, 1.0}, {1.0, 0.0}, {0.3, 0.9}}) {
        double output = bias[2];
        for (int i = 0; i < 2; ++i) {
            output += last[i] * logistic(bias[i] + hidden[i][0] * x + hidden[i][1] * y);
        }
        // Arguments: output, hidden, hidden, x, y.
        std::vector<ArgumentEdge> edges;
        const auto lay = [&edges](Argument from, Argument to, int weight) {
            const EdgeKind kind = weight > 0 ? EdgeKind::support : EdgeKind::attack;
            for (int i = 0; i < std::abs(weight); ++i) edges.push_back({from, to, kind, 1.0});
        };
        for (Argument i = 0; i < 2; ++i) {
            lay(3, 1 + i, hidden[i][0]);
            lay(4, 1 + i, hidden[i][1]);
            lay(1 + i, 0, last[i]);
        }
        const auto graph =
            ArgumentGraph::create({logistic(bias[2]), logistic(bias[0]), logistic(bias[1]), x, y},
                                  edges)
                .value();
        CHECK(near(compute_strengths(graph, mlp).strength[0], logistic(output)));
    }
}

// T. Mossakowski, F. Neuhaus, arXiv:1807.06685, and N. Potyka, AAMAS 2019, arXiv:1809.07133: plain
// iteration over a pair that attack each other swings for ever; made continuous it settles. With
// bases of 1 DF-QuAD asks for s = 1 - s.
TEST_CASE("two sure arguments that attack each other settle in the middle",
          "[weighing][literature]") {
    const auto pair = ArgumentGraph::create({1.0, 1.0}, {{0, 1, EdgeKind::attack, 1.0},
                                                         {1, 0, EdgeKind::attack, 1.0}})
                          .value();
    const Strengths strengths = compute_strengths(pair, df_quad);
    CHECK(strengths.converged);
    CHECK(std::abs(strengths.strength[0] - 0.5) < 1e-10);
    CHECK(std::abs(strengths.strength[1] - 0.5) < 1e-10);
}

// X. Yin, N. Potyka, F. Toni, ECAI 2023, arXiv:2307.13582: attributions are the partial
// derivatives. By hand for DF-QuAD's 1/2 + 1/2 (s - a) with s = 3/4, a = 1/4 of their own: 1 - 1/2
// for the topic, 1/2 for the supporter, -1/2 for the attacker.
TEST_CASE("attributions are the slopes of the strength", "[weighing][literature]") {
    const auto graph = ArgumentGraph::create({0.5, 0.75, 0.25}, {{1, 0, EdgeKind::support, 1.0},
                                                                 {2, 0, EdgeKind::attack, 1.0}})
                           .value();
    const auto slopes = contributions_by_gradient(TopicView(graph, df_quad, 0));
    REQUIRE(slopes.has_value());
    CHECK(*slopes == std::vector<double>{0.5, 0.5, -0.5});
}

}  // namespace weighing_test
