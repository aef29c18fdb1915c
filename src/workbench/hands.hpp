#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre::workbench {

// Hands raised in a room, counted table by table. What a table counts is a `count` entry
// (docs/entry.md, section 4): a column beside the ballots, never added to them.

/// Hands at one table are at most so many: sums stay far within 64 bits.
inline constexpr std::int64_t hands_max = 1'000'000;

/// What hands are raised for on a question: `yes`, `no`, `abstain`; the positions of consent; else
/// the options' words. Empty where hands cannot say it (a slider).
[[nodiscard]] std::vector<std::string> hand_choices(const LiveDebate& debate,
                                                    const Question& question);

/// What one table counted; `hands` as hand_choices.
struct TableCount {
    std::string table;
    std::vector<std::int64_t> hands;
    std::string counter;  ///< who counted, as they want to be called
};

/// The `figures` of a table's count: an object by choice, or a list by option.
[[nodiscard]] Value figures_of(const Question& question, const std::vector<std::int64_t>& hands);

struct HandsCounted {
    std::vector<TableCount> tables;   ///< each table's last count, by its name
    std::vector<std::int64_t> total;  ///< as hand_choices
    std::size_t corrected = 0;        ///< counts that a later one of their table replaces
};
/// What `author` wrote down for a question. Edge: counts of another form are passed over.
[[nodiscard]] HandsCounted hands_counted(const LiveDebate& debate, const Question& question,
                                         std::string_view author);

}  // namespace palabre::workbench
