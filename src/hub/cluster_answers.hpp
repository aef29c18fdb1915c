#pragma once

#include <string>
#include <string_view>

#include "hub/set_digests.hpp"
#include "hub/store.hpp"

namespace palabre::hub {

/// What a hub answers when another compares its debates with it (cluster_comparing.hpp asks), or
/// asks what is kept of its own lists (cluster_own_lists.hpp):
///
/// | asked | answered |
/// |---|---|
/// | `sets {after}` | debates behind `after`: a line `{debate,owner,digest,size}` each; `more` |
/// | `buckets {debate}` | `digests`, one for each first character of an id |
/// | `ids {debate,after,buckets}` | a line `POSITION ID +` each, `-` without body; `to`, `more` |
/// | `lines {debate,positions}` | the first of these entries, as many as one message takes |
/// | `copies {of,after}` | a line `{debate,name,size,root,sig}` for each list of that hub; `more` |
///
/// Each takes a bounded time, one debate's digest apart. `{"type":"error"}` for anything else.
[[nodiscard]] std::string answer_to_hub(std::string_view question, Store& store,
                                        SetDigests& digests);

}  // namespace palabre::hub
