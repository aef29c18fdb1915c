#pragma once

#include "interchange/json_writer.hpp"
#include "interchange/live_debate.hpp"

namespace palabre {

/// A `count` entry: {"column","counter","figures","id","sheet"?,"source"}, keys sorted.
void write_column(JsonWriter& out, const LiveDebate& debate, EntryIndex entry);

}  // namespace palabre
