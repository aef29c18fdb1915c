#pragma once

#include "deliberation/debate.hpp"
#include "interchange/json_writer.hpp"

namespace palabre {

/// The stances of persons on the thesis or a kept claim, summed (docs/entry.md, section 6).
struct Stances {
    std::int64_t persons = 0;  ///< whose last stance is not null
    std::int64_t sum = 0;      ///< of those, -100..100 each
    std::int64_t twice = 0;    ///< of those, who have two that are not null
    std::int64_t first_sum = 0;
    std::int64_t last_sum = 0;
};
[[nodiscard]] Stances stances_on(const Debate& debate, ClaimIndex kept);

/// {"n","mean","first_mean","last_mean"}, exact; keys sorted.
void write_stances(JsonWriter& out, const Stances& stances);

}  // namespace palabre
