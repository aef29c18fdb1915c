#pragma once

#include <string>
#include <string_view>

#include "deliberation/result.hpp"

namespace palabre {

/// Who may read a file that is made.
enum class FileMode { everybody, owner_alone };

/// All bytes of `path`, or of standard input where it is `-`.
/// Errors: "file", with the system's word for it.
Result<std::string> read_file(const std::string& path);

/// Makes `path`, which must not be there, and writes `bytes`. Errors: "file".
Result<bool> create_file(const std::string& path, std::string_view bytes, FileMode mode);

/// Adds `bytes` at the end of `path`, making it where it is not there, and waits until they are on
/// the disk. A last line that lacks its line feed gets it first. Errors: "file".
Result<bool> append_file(const std::string& path, std::string_view bytes);

[[nodiscard]] bool file_exists(const std::string& path);

}  // namespace palabre
