#pragma once

#include <string>

#include "deliberation/result.hpp"
#include "hub/settings.hpp"

namespace palabre::hub {

/// Runs a hub until SIGTERM or SIGINT: opens its store, listens, and drains at the end.
/// Errors: "storage", "key", "settings", "listen".
[[nodiscard]] Result<bool> run_hub(const Settings& settings);

}  // namespace palabre::hub
