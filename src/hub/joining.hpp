#pragma once

#include "deliberation/result.hpp"
#include "hub/store.hpp"

namespace palabre::hub {

/// Whether what a hub holds may be shared with other hubs. Between them words go whole, so none may
/// wait for a moderator, nor a debate's `open` say that they do.
/// Errors: "joining", `where` naming the debates in the way.
[[nodiscard]] Result<bool> may_join(Store& store);

}  // namespace palabre::hub
