#pragma once

#include <string>
#include <vector>

#include "interchange/live_debate.hpp"
#include "interchange/live_mandates.hpp"
#include "interchange/minutes_words.hpp"
#include "interchange/paper.hpp"

namespace palabre {

/// One question being minuted.
struct MinutedQuestion {
    const LiveDebate& live;
    QuestionIndex index;
    const Words& words;
    Paper& paper;
    std::uint64_t& effort_left;  ///< for its tally and those of the questions after it

    [[nodiscard]] const Question& question() const {
        return live.debate().questions()[index.value];
    }
    [[nodiscard]] const QuestionText& text() const { return *question().text; }
    [[nodiscard]] const LiveMandate* mandate() const { return live.tallies().mandate(index); }
    /// A person by the name they gave, and by their key, which nobody else has.
    [[nodiscard]] std::string person(KeyId person) const;
    /// The options' words, an option that is a claim by its text.
    [[nodiscard]] std::vector<std::string> options() const;
};

/// The rule in words: one sentence for each part.
[[nodiscard]] std::vector<std::string> rule_sentences(const MinutedQuestion& of);

/// `at least two thirds`, from a quorum or majority of a rule.
[[nodiscard]] std::string share_words(const Words& words, const Value& part);

/// The result: sentences, then a table.
void write_result(const MinutedQuestion& of);

/// A decision by yes and no, or by consent, from its tally.
void write_motion(const MinutedQuestion& of, const Value& tally);
void write_consent(const MinutedQuestion& of, const Value& tally);

/// Where a table has no figure.
inline constexpr const char* no_figure = "\xE2\x80\x93";

/// A figure of a tally: a number, a fraction to two places, yes or no.
[[nodiscard]] std::string figure_words(const Words& words, const Value& value);

/// Presence, proxies and delegations, where the question lets them count; and its draw.
void write_mandates(const MinutedQuestion& of);

}  // namespace palabre
