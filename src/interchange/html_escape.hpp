#pragma once

#include <string>
#include <string_view>

namespace palabre {

/// Adds `text` as it can stand between tags and in a quoted attribute: `& < > " '` become
/// references; so does a carriage return, which a browser would read as a line feed. U+0000, which
/// HTML cannot hold, becomes U+FFFD.
void append_html(std::string& out, std::string_view text);

}  // namespace palabre
