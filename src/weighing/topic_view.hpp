#pragma once

#include <vector>

#include "weighing/argument_graph.hpp"
#include "weighing/strengths.hpp"

namespace palabre {

/// A graph seen from one argument: only what has a way to the topic moves it, so all explanations
/// are computed over those arguments alone.
struct TopicView {
    /// Edge: `topic` is an argument of `graph`.
    TopicView(const ArgumentGraph& graph, Semantics semantics, Argument topic);

    std::vector<Argument> original;  ///< by argument of `part`: its number in the whole graph
    ArgumentGraph part;              ///< the topic and what has a way to it
    std::size_t whole_size = 0;      ///< arguments of the whole graph
    Argument topic = 0;              ///< in `part`
    Semantics semantics = Semantics::df_quad;
    Strengths strengths;  ///< of `part`

    /// Whether every argument but the topic speaks to exactly one, and the topic to none.
    [[nodiscard]] bool is_tree() const;
};

}  // namespace palabre
