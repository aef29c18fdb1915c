#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre::workbench {

/// A vote that somebody gave to another.
struct LentVote {
    std::string from;
    std::string to;         ///< "" where nobody is named
    std::string_view fate;  ///< `kept`, or a word for why it does not count (mandate_json.hpp)
};

/// Who casts more than one vote.
struct Carrier {
    std::string who;
    std::int64_t votes = 0;
};

/// Who delegated to whom on a question.
struct LentVotes {
    std::string_view kind;          ///< `liquid`, `meeting`, `weights`; "" where none are lent
    std::vector<LentVote> lent;     ///< in the order of keys, or of receipt
    std::vector<Carrier> carriers;  ///< most votes first
    std::int64_t lost = 0;          ///< lent, and cast by nobody
};
[[nodiscard]] LentVotes lent_votes(const LiveDebate& debate, QuestionIndex question);

}  // namespace palabre::workbench
