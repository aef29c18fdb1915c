#pragma once

#include <optional>
#include <string>

#include "deliberation/naive/bytes.hpp"
#include "deliberation/naive/strict_json.hpp"
#include "support/log_book.hpp"

namespace palabre {

// Logs of people who try something, signed for real and replayed with signatures checked.

using naive::Json;
using support::LogBook;
using support::OrderedJson;
using support::SignedEntry;

/// What `palabre replay` says of a log, and what a page says that its lines come to one by one.
Json answer(const LogBook& log, std::optional<std::string> owner = LogBook::key("owner"));

/// Why an entry is void, or "".
std::string void_reason(const Json& said, const std::string& id);

/// The fields of an `open` that names one clerk.
OrderedJson clerks();
OrderedJson ballot(const std::string& question, const char* choice);

}  // namespace palabre
