#pragma once

#include <string_view>

#include "deliberation/result.hpp"
#include "interchange/contributions.hpp"

namespace palabre {

/// The claims and remarks of a table (csv.hpp gives its columns). Rows without text but with a
/// status other than `shown` stand for what was hidden or erased: what answers them answers their
/// parent. The thesis row gives title and thesis. Rows without an id are called
/// `row/` and a hash of what they say.
/// Errors: "csv", `where` saying the line; also those of read_csv.
[[nodiscard]] Result<Import> read_csv_import(std::string_view file);

}  // namespace palabre
