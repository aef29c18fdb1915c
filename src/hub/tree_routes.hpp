#pragma once

#include <optional>
#include <string_view>

#include "hub/http.hpp"
#include "hub/hub.hpp"

namespace palabre::hub {

/// What `GET /debates/SITE/NAME/...` answers of a debate's Merkle tree: `checkpoint`, `tile/...`,
/// `proof/inclusion`, `proof/consistency` (docs/hub-protocol.md, "Proofs"). Nothing for another
/// `what`. Reads at most some thousand rows, whatever is asked.
[[nodiscard]] std::optional<HttpAnswer> answer_of_tree(Hub& hub, Room& room, std::string_view what,
                                                       std::string_view query);

}  // namespace palabre::hub
