#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"

namespace palabre::hub {

/// The key of a moderator who asks for what awaits reading, from the request's body
/// `{"note":TEXT,"sig":SIG}`; TEXT is `palabre reading 1`, a line feed,
/// `{"debate":ID,"clerk":KEY,"key":KEY,"time":MS}`, signed by `key`: for this debate, this hub's
/// clerk and about `now` (ms since 1970). What the key may is not looked at.
/// Errors: "reading", and "clock" where its time is not now.
[[nodiscard]] Result<std::string> reading_key(std::string_view body, std::string_view debate,
                                              std::string_view clerk, std::int64_t now);

}  // namespace palabre::hub
