#include "weighing/topic_view.hpp"

#include <algorithm>
#include <utility>

namespace palabre {

namespace {

ArgumentGraph part_that_reaches(const ArgumentGraph& graph, Argument topic,
                                std::vector<Argument>& original) {
    const std::vector<std::uint8_t> reaches = graph.reaches(topic);
    std::vector<Argument> number(graph.size());
    std::vector<double> base;
    for (std::size_t i = 0; i < graph.size(); ++i) {
        if (reaches[i] == 0) continue;
        number[i] = static_cast<Argument>(base.size());
        original.push_back(static_cast<Argument>(i));
        base.push_back(graph.base(static_cast<Argument>(i)));
    }
    std::vector<ArgumentEdge> edges;
    for (const ArgumentEdge& edge : graph.edges()) {
        if (reaches[edge.to] == 0) continue;  // what speaks to something that reaches, reaches
        edges.push_back({number[edge.from], number[edge.to], edge.kind, edge.relevance});
    }
    return ArgumentGraph::create(std::move(base), std::move(edges)).value();
}

}  // namespace

TopicView::TopicView(const ArgumentGraph& graph, Semantics which, Argument about)
    : part(part_that_reaches(graph, about, original)),
      whole_size(graph.size()),
      topic(static_cast<Argument>(std::lower_bound(original.begin(), original.end(), about) -
                                  original.begin())),
      semantics(which),
      strengths(compute_strengths(part, which)) {}

bool TopicView::is_tree() const {
    std::vector<std::uint32_t> outgoing(part.size());
    for (const ArgumentEdge& edge : part.edges()) ++outgoing[edge.from];
    for (std::size_t i = 0; i < part.size(); ++i) {
        if (outgoing[i] != (i == topic ? 0U : 1U)) return false;
    }
    return true;
}

}  // namespace palabre
