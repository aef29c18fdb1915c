#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace palabre::hub {

/// One line of JSON on stderr: `{"time":..,"level":..,"event":..,...}`. What a journal or a person
/// with `jq` reads. No address, key or word of a reader stands in it.
void log_event(std::string_view level, std::string_view event,
               std::initializer_list<std::pair<std::string_view, std::string>> fields = {});

}  // namespace palabre::hub
