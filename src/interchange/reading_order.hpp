#pragma once

#include <cstdint>
#include <vector>

#include "deliberation/debate.hpp"

namespace palabre {

/// A claim as a person comes to it who reads from top to bottom.
struct ReadClaim {
    ClaimIndex claim;
    PlacementIndex place;     ///< its first
    std::uint32_t depth = 1;  ///< 1 right below the thesis
};

/// Every claim once, at its first place, each before those below it; siblings as declared, then
/// those brought back by a quote, then by place.
[[nodiscard]] std::vector<ReadClaim> reading_order(const Debate& debate);

/// Remarks by place.
[[nodiscard]] std::vector<const Remark*> remarks_in_order(const Debate& debate);

/// Questions that are not pending: the declared ones as declared, then by place.
[[nodiscard]] std::vector<QuestionIndex> questions_in_order(const Debate& debate);

/// The `count` entries of a question by place.
[[nodiscard]] std::vector<EntryIndex> columns_in_order(const Debate& debate,
                                                       const Question& question);

}  // namespace palabre
