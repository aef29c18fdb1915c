// The published principles as properties of one argument and what speaks to it, for each semantics;
// where a semantics fails one, that is asserted too.
// L. Amgoud, J. Ben-Naim, Int. J. Approximate Reasoning 99 (2018); P. Baroni, A. Rago, F. Toni,
// AAAI 2018; N. Potyka, KR 2018 (duality, open-mindedness).

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <functional>

#include "weighing/random_graph.hpp"

namespace axioms_test {

using namespace palabre;
using support::Random;
using test::every_semantics;
using test::unit;
using Strengths1 = std::vector<double>;

namespace {

constexpr double rounding = 1e-12;

/// Strength of an argument with these supporters and attackers, which nothing speaks to.
double strength(Semantics semantics, double base, const Strengths1& supporters,
                const Strengths1& attackers) {
    std::vector<double> bases{base};
    std::vector<ArgumentEdge> edges;
    const auto add = [&](const Strengths1& strengths, EdgeKind kind) {
        for (const double each : strengths) {
            edges.push_back({static_cast<Argument>(bases.size()), 0, kind, 1.0});
            bases.push_back(each);
        }
    };
    add(supporters, EdgeKind::support);
    add(attackers, EdgeKind::attack);
    return compute_strengths(test::graph_of(bases, edges), semantics).strength[0];
}

/// Inside (0,1), away from the ends where strictness drowns in rounding.
double inner(Random& random) {
    return 0.05 + 0.9 * unit(random);
}
Strengths1 some(Random& random, std::size_t most) {
    Strengths1 result(random.below(most + 1));
    for (double& each : result) each = inner(random);
    return result;
}
Strengths1 with(Strengths1 strengths, double another) {
    strengths.push_back(another);
    return strengths;
}

/// Whether `holds` is true of each of many random draws.
bool always(const std::function<bool(Random&)>& holds) {
    Random random(3);
    for (int i = 0; i < support::rounds(3000); ++i) {
        if (!holds(random)) return false;
    }
    return true;
}

}  // namespace

TEST_CASE("strengths lie in [0,1], whatever speaks", "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            Strengths1 pros = some(random, 40);
            Strengths1 cons = some(random, 40);
            pros.push_back(random.chance(50) ? 1.0 : 0.0);
            cons.push_back(random.chance(50) ? 1.0 : 0.0);
            const double base =
                random.chance(20) ? static_cast<double>(random.below(2)) : unit(random);
            const double result = strength(semantics, base, pros, cons);
            return result >= 0.0 && result <= 1.0;
        }));
    }
}

TEST_CASE("anonymity: the order in which they speak does not matter", "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            Strengths1 pros = some(random, 6);
            Strengths1 cons = some(random, 6);
            const double base = inner(random);
            const double before = strength(semantics, base, pros, cons);
            random.shuffle(pros);
            random.shuffle(cons);
            return std::abs(strength(semantics, base, pros, cons) - before) < rounding;
        }));
    }
}

TEST_CASE("stability: who hears nobody has their base score, to the bit", "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            const double base = unit(random);
            return strength(semantics, base, {}, {}) == base;
        }));
    }
}

TEST_CASE("neutrality: what has no strength changes nothing", "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            const Strengths1 pros = some(random, 4);
            const Strengths1 cons = some(random, 4);
            const double base = inner(random);
            const double before = strength(semantics, base, pros, cons);
            return std::abs(strength(semantics, base, with(pros, 0.0), cons) - before) < rounding &&
                   std::abs(strength(semantics, base, pros, with(cons, 0.0)) - before) < rounding;
        }));
    }
}

TEST_CASE("monotony: one more attack never raises, one more support never lowers",
          "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            const Strengths1 pros = some(random, 4);
            const Strengths1 cons = some(random, 4);
            const double base = unit(random);
            const double before = strength(semantics, base, pros, cons);
            const double another = unit(random);
            return strength(semantics, base, with(pros, another), cons) >= before - rounding &&
                   strength(semantics, base, pros, with(cons, another)) <= before + rounding;
        }));
    }
}

TEST_CASE("reinforcement: a stronger supporter never lowers, a stronger attacker never raises",
          "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            const Strengths1 pros = some(random, 4);
            const Strengths1 cons = some(random, 4);
            const double base = unit(random);
            const double weak = unit(random);
            const double strong = weak + (1.0 - weak) * unit(random);
            const double higher = base + (1.0 - base) * unit(random);
            return strength(semantics, base, with(pros, strong), cons) >=
                       strength(semantics, base, with(pros, weak), cons) - rounding &&
                   strength(semantics, base, pros, with(cons, strong)) <=
                       strength(semantics, base, pros, with(cons, weak)) + rounding &&
                   strength(semantics, higher, pros, cons) >=
                       strength(semantics, base, pros, cons) - rounding;
        }));
    }
}

TEST_CASE("reinforcement shows wherever bases and voices lie strictly inside (0,1)",
          "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            const Strengths1 pros = some(random, 3);
            const Strengths1 cons = some(random, 3);
            const double base = inner(random);
            const double weak = 0.05 + 0.8 * unit(random);
            return strength(semantics, base, with(pros, weak + 0.1), cons) >
                       strength(semantics, base, with(pros, weak), cons) &&
                   strength(semantics, base, pros, with(cons, weak + 0.1)) <
                       strength(semantics, base, pros, with(cons, weak));
        }));
    }
}

TEST_CASE("directionality: what has no way to an argument does not move it, to the bit",
          "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            const ArgumentGraph graph = test::random_acyclic(random, 12, 18);
            const auto topic = static_cast<Argument>(random.below(12));
            const std::vector<std::uint8_t> reaches = graph.reaches(topic);
            ArgumentGraph other = graph;
            for (Argument i = 0; i < 12; ++i) {
                if (reaches[i] == 0) other.set_base(i, unit(random));
            }
            return compute_strengths(graph, semantics).strength[topic] ==
                   compute_strengths(other, semantics).strength[topic];
        }));
    }
}

TEST_CASE("strictly inside (0,1) one more voice and a better base always show",
          "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            const Strengths1 pros = some(random, 3);
            const Strengths1 cons = some(random, 3);
            const double base = 0.1 + 0.7 * unit(random);
            const double before = strength(semantics, base, pros, cons);
            const double another = inner(random);
            return strength(semantics, base, with(pros, another), cons) > before &&
                   strength(semantics, base, pros, with(cons, another)) < before &&
                   strength(semantics, base + 0.05, pros, cons) > before;
        }));
    }
}

TEST_CASE("strictness ends at the ends of the scale", "[weighing][axiom][fails]") {
    // DF-QuAD: after a supporter of 1 another changes nothing.
    CHECK(strength(Semantics::df_quad, 0.5, {1.0, 0.5}, {}) ==
          strength(Semantics::df_quad, 0.5, {1.0}, {}));
    // Quadratic energy: at base 1 all that leans to support looks alike, at base 0 to attack.
    CHECK(strength(Semantics::quadratic_energy, 1.0, {0.9}, {0.5}) == 1.0);
    CHECK(strength(Semantics::quadratic_energy, 1.0, {0.9}, {0.9, 0.5}) < 1.0);
    CHECK(strength(Semantics::quadratic_energy, 0.0, {0.5}, {0.9}) == 0.0);
    // Euler-based and MLP-based: bases of 0 and 1 never move, which is our stated convention.
    for (const Semantics semantics : {Semantics::euler_based, Semantics::mlp_based}) {
        for (const double base : {0.0, 1.0}) {
            CHECK(strength(semantics, base, {1.0, 1.0}, {}) == base);
            CHECK(strength(semantics, base, {}, {1.0, 1.0}) == base);
        }
    }
}

TEST_CASE("resilience: inside (0,1) nothing but DF-QuAD is pushed to an end", "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        if (semantics == Semantics::df_quad) continue;
        CHECK(always([semantics](Random& random) {
            const double result =
                strength(semantics, inner(random), Strengths1(random.below(5), 1.0),
                         Strengths1(random.below(5), 1.0));
            return result > 0.0 && result < 1.0;
        }));
    }
    CHECK(strength(Semantics::df_quad, 0.3, {1.0}, {}) == 1.0);
    CHECK(strength(Semantics::df_quad, 0.3, {}, {1.0}) == 0.0);
}

TEST_CASE("balance: the same voices on both sides leave the base, a surplus moves it",
          "[weighing][axiom]") {
    for (const Semantics semantics : every_semantics) {
        CHECK(always([semantics](Random& random) {
            const Strengths1 voices = some(random, 5);
            const double base = inner(random);
            const double another = inner(random);
            return std::abs(strength(semantics, base, voices, voices) - base) < rounding &&
                   strength(semantics, base, with(voices, another), voices) > base &&
                   strength(semantics, base, voices, with(voices, another)) < base;
        }));
    }
}

TEST_CASE("Franklin: the same voice on both sides cancels out, but not under DF-QuAD",
          "[weighing][axiom]") {
    const auto franklin = [](Semantics semantics) {
        return always([semantics](Random& random) {
            const Strengths1 pros = some(random, 3);
            const Strengths1 cons = some(random, 3);
            const double base = inner(random);
            const double both = inner(random);
            return std::abs(strength(semantics, base, with(pros, both), with(cons, both)) -
                            strength(semantics, base, pros, cons)) < rounding;
        });
    };
    CHECK(franklin(Semantics::quadratic_energy));
    CHECK(franklin(Semantics::euler_based));
    CHECK(franklin(Semantics::mlp_based));
    CHECK_FALSE(franklin(Semantics::df_quad));
    // 0.5 + 0.5 * 0.8 = 0.9; with 0.5 on both sides (1 - 0.1) - 0.5 is left of the 0.8.
    CHECK(strength(Semantics::df_quad, 0.5, {0.8}, {}) == Catch::Approx(0.9).epsilon(1e-15));
    CHECK(strength(Semantics::df_quad, 0.5, {0.8, 0.5}, {0.5}) ==
          Catch::Approx(0.7).epsilon(1e-15));
}

TEST_CASE("duality: turning base and sides round turns the strength round, but not under Euler",
          "[weighing][axiom]") {
    const auto dual = [](Semantics semantics) {
        return always([semantics](Random& random) {
            const Strengths1 pros = some(random, 4);
            const Strengths1 cons = some(random, 4);
            const double base = inner(random);
            return std::abs(strength(semantics, 1.0 - base, cons, pros) -
                            (1.0 - strength(semantics, base, pros, cons))) < rounding;
        });
    };
    CHECK(dual(Semantics::df_quad));
    CHECK(dual(Semantics::quadratic_energy));
    CHECK(dual(Semantics::mlp_based));
    CHECK_FALSE(dual(Semantics::euler_based));
}

TEST_CASE("open-mindedness: enough voices bring any base to an end, but Euler keeps base squared",
          "[weighing][axiom]") {
    const Strengths1 many(5000, 0.9);
    for (const double base : {0.2, 0.5, 0.8}) {
        for (const Semantics semantics : every_semantics) {
            CHECK(strength(semantics, base, many, {}) > 0.999);
            const double attacked = strength(semantics, base, {}, many);
            if (semantics == Semantics::euler_based) {
                CHECK(attacked == Catch::Approx(base * base).epsilon(1e-12));
            } else {
                CHECK(attacked < 0.001);
            }
        }
    }
}

}  // namespace axioms_test
