#pragma once

#include <utility>
#include <vector>

#include "support/random.hpp"
#include "weighing/weighing.hpp"

namespace palabre::test {

inline constexpr Semantics every_semantics[] = {Semantics::df_quad, Semantics::quadratic_energy,
                                                Semantics::euler_based, Semantics::mlp_based};

/// In [0,1], with 53 random bits.
inline double unit(support::Random& random) {
    return static_cast<double>(random.next() >> 11U) * 0x1p-53;
}

inline EdgeKind some_kind(support::Random& random) {
    return random.chance(50) ? EdgeKind::support : EdgeKind::attack;
}

inline ArgumentGraph graph_of(std::vector<double> base, std::vector<ArgumentEdge> edges) {
    return ArgumentGraph::create(std::move(base), std::move(edges)).value();
}

/// Argument 0 is the root; every other one speaks to one before it.
inline ArgumentGraph random_tree(support::Random& random, std::size_t size) {
    std::vector<double> base;
    std::vector<ArgumentEdge> edges;
    for (std::size_t i = 0; i < size; ++i) {
        base.push_back(unit(random));
        if (i == 0) continue;
        edges.push_back({static_cast<Argument>(i), static_cast<Argument>(random.below(i)),
                         some_kind(random), random.chance(70) ? 1.0 : unit(random)});
    }
    return graph_of(std::move(base), std::move(edges));
}

/// Edges from later arguments to earlier ones, some twice.
inline ArgumentGraph random_acyclic(support::Random& random, std::size_t size,
                                    std::size_t edge_count) {
    std::vector<double> base;
    std::vector<ArgumentEdge> edges;
    for (std::size_t i = 0; i < size; ++i) base.push_back(unit(random));
    for (std::size_t i = 0; i < edge_count; ++i) {
        const std::size_t from = 1 + random.below(size - 1);
        edges.push_back({static_cast<Argument>(from), static_cast<Argument>(random.below(from)),
                         some_kind(random), random.chance(70) ? 1.0 : unit(random)});
    }
    return graph_of(std::move(base), std::move(edges));
}

/// Edges anywhere, from an argument to itself too.
inline ArgumentGraph random_digraph(support::Random& random, std::size_t size,
                                    std::size_t edge_count) {
    std::vector<double> base;
    std::vector<ArgumentEdge> edges;
    for (std::size_t i = 0; i < size; ++i) base.push_back(unit(random));
    for (std::size_t i = 0; i < edge_count; ++i) {
        edges.push_back({static_cast<Argument>(random.below(size)),
                         static_cast<Argument>(random.below(size)), some_kind(random), 1.0});
    }
    return graph_of(std::move(base), std::move(edges));
}

}  // namespace palabre::test
