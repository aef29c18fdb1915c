#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palabre::naive {

using Json = nlohmann::json;

inline constexpr std::int64_t largest_number = 9007199254740991;  ///< 2^53 - 1

/// Whether `bytes` are well-formed UTF-8 (no surrogates, nothing overlong).
bool is_utf8(std::string_view bytes);

/// JSON by the rules of docs/entry.md, "Bodies", or nothing. `text` is well-formed UTF-8.
/// `order`, where given, receives the keys of the outermost object as they come.
std::optional<Json> parse_strict(std::string_view text, std::vector<std::string>* order = nullptr);

/// The same for what is part of a log, where no line feed or carriage return may stand.
std::optional<Json> parse_in_log(std::string_view text, std::vector<std::string>* order = nullptr);

/// RFC 8785 for values whose numbers are whole.
std::string canonical(const Json& value);

/// How many code points `text`, well-formed UTF-8, has.
std::size_t code_points(std::string_view text);

}  // namespace palabre::naive
