#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "weighing/argument_graph.hpp"
#include "weighing/semantics.hpp"

namespace palabre {

struct Strengths {
    std::vector<double> strength;  ///< by argument, in [0,1]
    /// False where a cycle did not settle; `strength` is then the state that came nearest to rest.
    bool converged = true;
    std::int64_t iterations = 1;  ///< of the component that took most; 1 without cycles
};

/// A strength that is held from outside, whatever speaks to the argument; `free_strength` is none.
/// Holding at 0 is the same as taking the argument out of the graph: all semantics here ignore what
/// has no strength.
inline constexpr double free_strength = -1.0;

/// Visits of an argument or edge that one cyclic component may take: about half a second.
inline constexpr std::int64_t settling_work = 200'000'000;

/// Strengths of all arguments.
///
/// Shape:   `held` is empty or has one entry per argument; `work` as settling_work, and never less
///          than 512 sweeps over the component.
/// Cycles:  each strongly connected component is iterated by itself, after all that speaks to it:
///          s <- s + d (F(s) - s), from the base scores, all arguments at once. d is 1/2; where
///          that does not settle, again with half of it, down to 1/32. A component takes a bounded
///          amount of work; never NaN.
/// Exact:   the same bits on every platform. Settled cycles lie within 1e-10 of their limit.
/// Source:  N. Potyka: Extending Modular Semantics for Bipolar Weighted Argumentation.
///          AAMAS 2019; arXiv:1809.07133.
[[nodiscard]] Strengths compute_strengths(const ArgumentGraph& graph, Semantics semantics,
                                          std::span<const double> held = {},
                                          std::int64_t work = settling_work);

/// How much work each of very many evaluations of one graph may take, such that all of them
/// together end in some seconds.
///
/// Shape:   `first` are the strengths of the graph as it is; `evaluations` at least 1.
/// Result:  the `work` for compute_strengths; nothing where even so they would take too long.
[[nodiscard]] std::optional<std::int64_t> work_for_each(const ArgumentGraph& graph,
                                                        const Strengths& first,
                                                        std::int64_t evaluations);

/// DF-QuAD over a tree in flat arrays, as the map holds it: the fast way for very many claims.
///
/// Shape:   one entry per claim, claim 0 the root; parent[i] < i, parent[0] is not read; attacks[i]
///          is not 0 where claim i attacks its parent.
/// Exact:   as compute_strengths over the same edges up to the order of multiplication.
[[nodiscard]] std::vector<double> df_quad_tree(std::span<const std::uint32_t> parent,
                                               std::span<const std::uint8_t> attacks,
                                               std::span<const double> base);

}  // namespace palabre
