#pragma once

#include <span>

#include "interchange/minutes_words.hpp"

namespace palabre::workbench {

/// All that the workbench says, sorted by name.
[[nodiscard]] std::span<const Message> phrases();

}  // namespace palabre::workbench
