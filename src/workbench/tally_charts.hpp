#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "interchange/live_debate.hpp"

namespace palabre::workbench {

/// One bar of a chart.
struct Bar {
    std::string label;
    std::string figure;   ///< exact, as the tally writes it
    double length = 0.0;  ///< to draw: what `figure` comes to
    bool chosen = false;  ///< among those whom the rule puts first
};

/// What one rule makes of a question's ballots.
struct RuleChart {
    Method rule = Method::yes_no;
    bool own = false;  ///< the question's own rule; the others are told beside
    std::vector<Bar> bars;
    /// Where the rule has no figure for an option, bars are as long as its place is good.
    bool by_place = false;
    std::string outcome;  ///< a word of the tally, such as `adopted`; "" where it has none
};

/// The charts of a question by its own rule and by every other that its ballots admit.
/// Edge: empty where the rule is not counted.
[[nodiscard]] std::vector<RuleChart> charts_of(const LiveDebate& debate, QuestionIndex question);

/// A whole number, a decimal or `p/q` as a length; nothing for anything else.
[[nodiscard]] std::optional<double> length_of(const Value& figure);

}  // namespace palabre::workbench
