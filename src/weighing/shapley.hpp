#pragma once

#include <cstdint>

#include "weighing/contribution.hpp"

namespace palabre {

/// Exact values cost 2^players evaluations of the graph.
inline constexpr std::size_t shapley_exact_max = 16;

struct ShapleyValues {
    /// As Contributions; they add up to the topic's strength minus its base score (where it
    /// settles).
    Contributions values;
    /// 0 where exact. Else no value is further off than this with a probability of 95%.
    double error = 0.0;
    std::int64_t samples = 0;  ///< orders drawn; 0 where exact
    /// False where a cycle did not settle without some of the arguments: the values are then made
    /// of the states that came nearest to rest.
    bool settled = true;
};

/// The share of each argument in what moved the topic: its mean effect when arguments come in any
/// order. Exact for up to shapley_exact_max arguments with a way to the topic; beyond, over orders
/// drawn from `seed`, the same in every run and on every platform. Nothing for all where cycles or
/// sheer size would make that take minutes.
/// Source: L. Shapley: A Value for n-Person Games (1953). Sampling: J. Castro, D. Gomez, J. Tejada,
///         Computers & Operations Research 36 (2009). Bound: W. Hoeffding, J. Am. Stat. Assoc. 58
///         (1963), theorem 2, for effects in [-1,1] and all arguments together.
[[nodiscard]] ShapleyValues shapley_values(const TopicView& view, std::uint64_t seed);

}  // namespace palabre
