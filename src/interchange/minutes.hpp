#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "interchange/live_debate.hpp"
#include "interchange/paper.hpp"

namespace palabre {

// The minutes (proces-verbal) of a debate's votes: for each question who could vote, who was there
// or represented, what was cast, the rule in the words of statutes, the result in a sentence and a
// table, proxies with the reasons why some were refused, draws, and the digest by which anyone can
// count again.
//
//   minutes_words    the catalogue, French and English
//   minutes_rule     quorum, majority and presets in words
//   minutes_tally    each method's sentence and table
//   minutes_people   meetings, proxies, delegations
//   minutes          the paper

struct MinutesOptions {
    PaperForm form = PaperForm::html;
    std::string lang;  ///< French where it begins with `fr`, else English; "" what the debate says
    /// Wall clock in ms: later closings make figures provisional, and hide those that are to be
    /// shown after them. Nothing: all is taken as closed.
    std::optional<std::int64_t> now;
};

[[nodiscard]] std::string write_minutes(const LiveDebate& debate, const MinutesOptions& options);

}  // namespace palabre
