#pragma once

#include <string>
#include <string_view>

#include "deliberation/result.hpp"
#include "weighing/argument_graph.hpp"

namespace palabre {

/// Reads `{"base":[0..1],"edges":[[from,to,"support"|"attack"],...]}`; an edge may have a relevance
/// in [0,1] as its fourth item. Other keys are ignored.
/// Errors: "json", "base", "edge"; `where` names line and path.
[[nodiscard]] Result<ArgumentGraph> read_graph(std::string_view text);

}  // namespace palabre
