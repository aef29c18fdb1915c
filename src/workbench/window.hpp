#pragma once

#include <string>

#include "workbench/view.hpp"

namespace palabre::workbench {

struct WindowOptions {
    std::string title;
    std::string font;  ///< a TrueType file; "" for one of the system's
    bool dark = false;
};

/// Shows the workbench in a window until it is closed. Draws when something happens, and while
/// something moves by itself.
/// Errors: "display" where no window can be opened; "font" where the file cannot be read as one.
Result<bool> run_window(View& view, const WindowOptions& options);

}  // namespace palabre::workbench
