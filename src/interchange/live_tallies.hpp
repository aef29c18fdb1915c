#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "deliberation/debate.hpp"

namespace palabre {

/// The sums of a question's counted choices, one kept for each question and changed by one ballot
/// at a time; what the rule makes of them is computed when read.
struct ChoiceSums {
    std::uint64_t ballots = 0;
    std::array<std::uint64_t, 4> words{};      ///< of yes-no: yes, no, abstain, blank
    std::vector<std::uint64_t> approvals;      ///< of approval: by option
    std::vector<std::uint64_t> slider;         ///< of slider: by value + 100

    void add(const QuestionText& question, const Value& choice);
    void remove(const QuestionText& question, const Value& choice);

  private:
    void change(const QuestionText& question, const Value& choice, bool more);
};

/// The tallies of a debate's questions, kept up to date ballot by ballot.
class LiveTallies {
  public:
    explicit LiveTallies(const Debate& debate) : debate_(&debate) {}
    void follow(const Changes& changes);
    [[nodiscard]] const ChoiceSums& sums(QuestionIndex question) const {
        return sums_[question.value];
    }

  private:
    void build();
    const Debate* debate_;
    std::vector<ChoiceSums> sums_;
};

/// What the question's rule makes of its sums, as tally-format.md writes it; "null" where the rule
/// is not counted yet.
[[nodiscard]] std::string tally_json(const QuestionText& question, const ChoiceSums& sums);

}  // namespace palabre
