#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "deliberation/result.hpp"

namespace palabre {

/// What a hub has of a debate that its owner is about to open or declare there.
struct DebateAtHub {
    std::string clerk;               ///< the hub's key
    std::optional<std::string> log;  ///< where the debate is there
};

/// `hub` as a page writes it: http(s) or ws(s).
/// Errors: "network", "size", "hub" where what answers is none.
[[nodiscard]] Result<DebateAtHub> find_at_hub(std::string_view hub, std::string_view debate);

/// Publishes lines there, for a page that names `owner`.
/// Errors: as above; "hub" where the hub does not take one of them, with its reason.
[[nodiscard]] Result<bool> publish_at_hub(std::string_view hub, std::string_view debate,
                                          std::string_view owner, std::string_view lines);

}  // namespace palabre
