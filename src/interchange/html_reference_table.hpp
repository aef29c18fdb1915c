#pragma once

#include <string_view>

namespace palabre {

/// Every named character reference of HTML as "name hex...;", sorted by name.
extern const std::string_view html_reference_names;

/// The names that count without a semicolon too, each followed by one, sorted.
extern const std::string_view html_legacy_references;

}  // namespace palabre
