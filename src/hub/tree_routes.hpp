#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "hub/http.hpp"
#include "hub/hub.hpp"

namespace palabre::hub {

/// A list that is asked for. Views and references live as long as the request.
struct AskedList {
    std::string_view debate;
    std::string_view epoch;  ///< "": of another hub, whose epoch is not known
    std::int64_t row = 0;    ///< names it in `trees`
    Position head = 0;
    TreeTables& trees;
    std::function<Result<std::string>()> checkpoint;  ///< the note of `head`. Errors: "storage"
};
/// This hub's own list of a debate.
[[nodiscard]] AskedList own_list(Hub& hub, Room& room);

/// What `GET /debates/SITE/NAME/...` answers of a list's Merkle tree: `checkpoint`, `tile/...`,
/// `proof/inclusion`, `proof/consistency` (docs/hub-protocol.md, "Proofs"). Nothing for another
/// `what`. Reads at most some thousand rows, whatever is asked.
[[nodiscard]] std::optional<HttpAnswer> answer_of_tree(const AskedList& list, std::string_view what,
                                                       std::string_view query);

}  // namespace palabre::hub
