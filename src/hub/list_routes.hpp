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

/// A list as a log, NDJSON, unless it is too long for one answer.
using ReadList = std::function<void(const std::function<bool(const StoredEntry&)>& each)>;
[[nodiscard]] HttpAnswer log_answer(const StoredDebate& debate, const ReadList& read);

}  // namespace palabre::hub
