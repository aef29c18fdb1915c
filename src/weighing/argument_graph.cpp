#include "weighing/argument_graph.hpp"

#include <algorithm>
#include <limits>
#include <string>
#include <utility>

namespace palabre {

namespace {

constexpr std::uint32_t none = std::numeric_limits<std::uint32_t>::max();

/// False for NaN too.
bool in_unit_interval(double value) {
    return value >= 0.0 && value <= 1.0;
}

std::string place(std::string_view list, std::size_t index) {
    return std::string(list) + "[" + std::to_string(index) + "]";
}

}  // namespace

Result<ArgumentGraph> ArgumentGraph::create(std::vector<double> base,
                                            std::vector<ArgumentEdge> edges) {
    if (base.size() >= none || edges.size() >= none) {
        return Fault{"edge", "", "the graph is too large"};
    }
    for (std::size_t i = 0; i < base.size(); ++i) {
        if (in_unit_interval(base[i])) continue;
        return Fault{"base", place("base", i), "a base score lies between 0 and 1"};
    }
    for (std::size_t i = 0; i < edges.size(); ++i) {
        if (edges[i].from >= base.size() || edges[i].to >= base.size()) {
            return Fault{"edge", place("edges", i), "this edge names no argument"};
        }
        if (!in_unit_interval(edges[i].relevance)) {
            return Fault{"edge", place("edges", i), "a relevance lies between 0 and 1"};
        }
    }
    ArgumentGraph graph;
    graph.base_ = std::move(base);
    graph.edges_ = std::move(edges);
    graph.lay_out_incoming();
    graph.find_components();
    return graph;
}

void ArgumentGraph::lay_out_incoming() {
    first_incoming_.assign(size() + 1, 0);
    for (const ArgumentEdge& edge : edges_) ++first_incoming_[edge.to + 1];
    for (std::size_t i = 0; i < size(); ++i) first_incoming_[i + 1] += first_incoming_[i];
    incoming_.resize(edges_.size());
    std::vector<std::uint32_t> next(first_incoming_.begin(), first_incoming_.end() - 1);
    for (const ArgumentEdge& edge : edges_) {
        incoming_[next[edge.to]++] = {edge.from, edge.kind, edge.relevance};
    }
}

// R. Tarjan: Depth-first search and linear graph algorithms. SIAM J. Computing 1 (1972), 146-160.
// Walking from an argument to what speaks to it closes the components in the order we want: all
// that speaks to a component is closed before it. The stack is ours, so depth has no limit.
void ArgumentGraph::find_components() {
    struct Visit {
        Argument argument;
        std::uint32_t next;  // the incoming edge to follow next
    };
    const std::size_t n = size();
    std::vector<std::uint32_t> number(n, none);  // in order of discovery
    std::vector<std::uint32_t> low(n, 0);
    std::vector<std::uint8_t> open(n, 0);
    std::vector<Argument> unfinished;
    std::vector<Visit> path;
    std::uint32_t discovered = 0;
    first_member_.assign(1, 0);
    members_.reserve(n);

    const auto discover = [&](Argument argument) {
        number[argument] = low[argument] = discovered++;
        open[argument] = 1;
        unfinished.push_back(argument);
        path.push_back({argument, first_incoming_[argument]});
    };
    const auto close = [&](Argument root) {
        const std::size_t first = members_.size();
        Argument member = none;
        while (member != root) {
            member = unfinished.back();
            unfinished.pop_back();
            open[member] = 0;
            members_.push_back(member);
        }
        const auto begin = members_.begin() + static_cast<std::ptrdiff_t>(first);
        std::sort(begin, members_.end());
        first_member_.push_back(static_cast<std::uint32_t>(members_.size()));
        const auto own = incoming(root);
        const bool cycle = members_.size() - first > 1 ||
                           std::any_of(own.begin(), own.end(),
                                       [root](const Incoming& each) { return each.from == root; });
        cyclic_.push_back(cycle ? 1 : 0);
        acyclic_ = acyclic_ && !cycle;
    };

    for (std::size_t start = 0; start < n; ++start) {
        if (number[start] != none) continue;
        discover(static_cast<Argument>(start));
        while (!path.empty()) {
            auto& [argument, next] = path.back();
            if (next < first_incoming_[argument + 1]) {
                const Argument from = incoming_[next++].from;
                if (number[from] == none) {
                    discover(from);
                } else if (open[from] != 0) {
                    low[argument] = std::min(low[argument], number[from]);
                }
                continue;
            }
            const Argument done = argument;
            path.pop_back();
            if (!path.empty()) {
                std::uint32_t& above = low[path.back().argument];
                above = std::min(above, low[done]);
            }
            if (low[done] == number[done]) close(done);
        }
    }
}

std::vector<std::uint8_t> ArgumentGraph::reaches(Argument topic) const {
    std::vector<std::uint8_t> found(size(), 0);
    std::vector<Argument> todo{topic};
    found[topic] = 1;
    while (!todo.empty()) {
        const Argument argument = todo.back();
        todo.pop_back();
        for (const Incoming& each : incoming(argument)) {
            if (found[each.from] != 0) continue;
            found[each.from] = 1;
            todo.push_back(each.from);
        }
    }
    return found;
}

}  // namespace palabre
