#pragma once

// The fold of docs/entry.md in its plainest form, to compare the real one with: sort everything,
// apply everything, look at everything again. It shares no code with src. Read fold_state.hpp for
// what is kept; order.cpp, rights.cpp, taking.cpp and printing.cpp are the steps, in this order.

#include "deliberation/naive/strict_json.hpp"

namespace palabre::naive {

struct ReplayInput {
    std::optional<std::string> owner;     ///< --owner
    std::optional<std::string> debate;    ///< --debate
    std::optional<std::string> declared;  ///< the outline's JSON, sound
    bool check_signatures = true;         ///< else their form alone
};

/// What `palabre replay` prints for this log.
Json replay(std::string_view log, const ReplayInput& input);

}  // namespace palabre::naive
