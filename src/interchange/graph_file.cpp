#include "interchange/graph_file.hpp"

#include <limits>
#include <utility>
#include <vector>

#include "interchange/located_json.hpp"

namespace palabre {

namespace {

Result<ArgumentEdge> read_edge(const JsonPlace& place, std::size_t arguments) {
    PALABRE_TRY(parts, place.list());
    if (parts.size() != 3 && parts.size() != 4) {
        return place.refuse("an edge is [from, to, \"support\" or \"attack\"]");
    }
    if (arguments == 0) return place.refuse("there are no arguments");
    const auto last = static_cast<std::int64_t>(arguments) - 1;
    PALABRE_TRY(from, parts[0].whole(0, last));
    PALABRE_TRY(to, parts[1].whole(0, last));
    PALABRE_TRY(kind, parts[2].text());
    if (kind != "support" && kind != "attack") {
        return parts[2].refuse("this must be \"support\" or \"attack\"");
    }
    ArgumentEdge edge{static_cast<Argument>(from), static_cast<Argument>(to),
                      kind == "support" ? EdgeKind::support : EdgeKind::attack, 1.0};
    if (parts.size() == 4) {
        PALABRE_TRY(relevance, parts[3].unit_number());
        edge.relevance = relevance;
    }
    return edge;
}

}  // namespace

Result<ArgumentGraph> read_graph(std::string_view text) {
    PALABRE_TRY(json, LocatedJson::parse(text));
    const JsonPlace file(json, "");
    PALABRE_TRY(base_place, file.field("base"));
    PALABRE_TRY(base_list, base_place.list());
    if (base_list.size() >= std::numeric_limits<Argument>::max()) {
        return base_place.refuse("there are too many arguments");
    }
    std::vector<double> base;
    base.reserve(base_list.size());
    for (const JsonPlace& each : base_list) {
        PALABRE_TRY(score, each.unit_number());
        base.push_back(score);
    }
    PALABRE_TRY(edge_place, file.field("edges"));
    PALABRE_TRY(edge_list, edge_place.list());
    std::vector<ArgumentEdge> edges;
    edges.reserve(edge_list.size());
    for (const JsonPlace& each : edge_list) {
        PALABRE_TRY(edge, read_edge(each, base.size()));
        edges.push_back(edge);
    }
    return ArgumentGraph::create(std::move(base), std::move(edges));
}

}  // namespace palabre
