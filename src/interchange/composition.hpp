#pragma once

#include <string>
#include <string_view>

#include "deliberation/result.hpp"
#include "interchange/live_debate.hpp"

namespace palabre {

/// An entry that waits for its signature: sign `palabre entry 1`, a line feed, `head`.
struct Composed {
    std::string head;
    std::string body;
    std::string id;
};

/// A person's intent, in JSON (docs/engine.md, Compose), as an unsigned entry that would count.
/// Errors: the codes of docs/engine.md; `where` names the field. The debate stays as it was.
[[nodiscard]] Result<Composed> compose(LiveDebate& debate, std::string_view intent);

/// A head over `body`; the author's next number and the next clock.
[[nodiscard]] std::string next_head(const LiveDebate& debate, std::string_view author,
                                    std::uint64_t n, std::uint64_t at, std::string_view body);
/// One more than the largest `n` of that author; 1 where there is none.
[[nodiscard]] std::uint64_t next_number(const LiveDebate& debate, std::string_view author);
[[nodiscard]] std::string entry_id(std::string_view head);

}  // namespace palabre
