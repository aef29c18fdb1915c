#pragma once

#include <string>
#include <string_view>

namespace palabre {

/// `text` with its character references (`&eacute;`, `&#233;`, `&#xE9;`) put in, as a browser does:
/// unknown names stay as written, numbers that are no character become U+FFFD, those of
/// Windows-1252 become what was meant.
/// `in_attribute`: a name without semicolon before `=`, a letter or a digit is no reference there.
/// Source: WHATWG HTML Standard, 13.2.5.72 to 13.2.5.80.
[[nodiscard]] std::string decode_references(std::string_view text, bool in_attribute);

}  // namespace palabre
