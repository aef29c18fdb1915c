#pragma once

#include <functional>
#include <optional>
#include <string_view>

#include "hub/http.hpp"
#include "hub/hub.hpp"

namespace palabre::hub {

/// What `GET /debates/SITE/NAME/hubs` answers, and below `hubs/KEY/` of that hub's list `log` and
/// what answer_of_tree answers (docs/hub-protocol.md, "Other hubs' lists"). Nothing for another
/// `what`.
[[nodiscard]] std::optional<HttpAnswer> answer_of_lists(Hub& hub, Room& room, std::string_view what,
                                                        std::string_view query);

/// This hub's own list as a log.
[[nodiscard]] HttpAnswer own_log(Hub& hub, const Room& room);

/// Reads a list's entries behind `after`, as the store does.
using ReadList =
    std::function<void(Position after, const std::function<bool(const StoredEntry&)>& each)>;
/// The first `to` entries of a list of this debate as a log, NDJSON, in pieces: however long it is
/// and however slowly it is taken, the hub holds one of them.
[[nodiscard]] HttpAnswer log_answer(Store& store, const StoredDebate& debate, Position to,
                                    ReadList read);

}  // namespace palabre::hub
