#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre::hub {

/// What moderators did in a debate: acts that count, by place, a JSON object each
/// (docs/hub-protocol.md). What was hidden before anybody saw it is among them, though it waits in
/// the fold for words that never come. Takes time that grows with the log.
[[nodiscard]] std::vector<std::string> moderation_acts(const LiveDebate& live);
/// What `GET .../moderation` answers: the acts behind the first `after`, at most `most`.
[[nodiscard]] std::string moderation_json(std::string_view debate,
                                          const std::vector<std::string>& acts, std::size_t after,
                                          std::size_t most);

}  // namespace palabre::hub
