#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "deliberation/result.hpp"

namespace palabre {

/// An argument of a graph, by its place in the list of base scores, from 0.
using Argument = std::uint32_t;

enum class EdgeKind : std::uint8_t { support, attack };

/// `from` speaks for or against `to`. `relevance` in [0,1] is how much of its strength arrives.
struct ArgumentEdge {
    Argument from = 0;
    Argument to = 0;
    EdgeKind kind = EdgeKind::support;
    double relevance = 1.0;

    friend bool operator==(const ArgumentEdge&, const ArgumentEdge&) = default;
};

/// What arrives at an argument.
struct Incoming {
    Argument from = 0;
    EdgeKind kind = EdgeKind::support;
    double relevance = 1.0;
};

/// A weighted bipolar argument graph. Trees, shared arguments and cycles are allowed, so are
/// several edges between the same two arguments, each of which counts, and an edge from one to
/// itself.
///
/// The graph is laid out once: its strongly connected components in an order in which all that
/// speaks to a component stands before it. An acyclic graph has components of one.
class ArgumentGraph {
  public:
    /// Errors: "base" or "edge", `where` naming it as "base[3]" or "edges[0]": a base or relevance
    /// outside [0,1], an edge that names no argument, 2^32 arguments or edges.
    static Result<ArgumentGraph> create(std::vector<double> base, std::vector<ArgumentEdge> edges);

    [[nodiscard]] std::size_t size() const { return base_.size(); }
    [[nodiscard]] double base(Argument argument) const { return base_[argument]; }
    [[nodiscard]] const std::vector<double>& bases() const { return base_; }
    [[nodiscard]] const std::vector<ArgumentEdge>& edges() const { return edges_; }

    /// Gives `argument` another base score, in [0,1].
    void set_base(Argument argument, double base) { base_[argument] = base; }

    /// What speaks to `argument`, in the order of the edges.
    [[nodiscard]] std::span<const Incoming> incoming(Argument argument) const {
        return {incoming_.data() + first_incoming_[argument],
                incoming_.data() + first_incoming_[argument + 1]};
    }
    /// Where incoming(argument) begins in a list of all that comes in, grouped by argument.
    [[nodiscard]] std::size_t first_incoming(Argument argument) const {
        return first_incoming_[argument];
    }

    [[nodiscard]] std::size_t components() const { return first_member_.size() - 1; }
    /// The arguments of one component, ascending.
    [[nodiscard]] std::span<const Argument> component(std::size_t which) const {
        return {members_.data() + first_member_[which], members_.data() + first_member_[which + 1]};
    }
    /// All arguments, component after component: where the graph has no cycle, each after all that
    /// speaks to it.
    [[nodiscard]] std::span<const Argument> order() const { return members_; }
    /// Whether the component lies on a cycle: several arguments, or one that speaks to itself.
    [[nodiscard]] bool cyclic(std::size_t component) const { return cyclic_[component] != 0; }
    [[nodiscard]] bool acyclic() const { return acyclic_; }

    /// By argument: whether a way leads from it to `topic`; the topic itself counts.
    [[nodiscard]] std::vector<std::uint8_t> reaches(Argument topic) const;

  private:
    ArgumentGraph() = default;
    void lay_out_incoming();
    void find_components();

    std::vector<double> base_;
    std::vector<ArgumentEdge> edges_;
    std::vector<std::uint32_t> first_incoming_;
    std::vector<Incoming> incoming_;
    std::vector<std::uint32_t> first_member_;
    std::vector<Argument> members_;
    std::vector<std::uint8_t> cyclic_;
    bool acyclic_ = true;
};

}  // namespace palabre
