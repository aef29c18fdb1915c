#pragma once

#include <memory>
#include <string>
#include <variant>
#include <vector>

#include "deliberation/debate.hpp"
#include "interchange/choice_count.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/mandate_book.hpp"
#include "tally/tally.hpp"

namespace palabre {

/// The sums of one question's counted choices, of the rules that every build has; the others are
/// counted by the book that the debate was handed, if any.
using ChoiceSums = std::variant<std::monostate, MotionCounter, ApprovalCounter, SliderCounter>;

/// The tallies of a debate's questions: one ballot changes a few sums, and what the rule makes of
/// them is computed when read.
class LiveTallies {
  public:
    explicit LiveTallies(const Debate& debate, RuleBook book = nullptr,
                         const MandateBook* mandates = nullptr)
        : debate_(&debate), book_(book), mandate_book_(mandates) {}
    /// Follows what Debate::take_changes gave.
    void follow(const Changes& changes);

    [[nodiscard]] const ChoiceSums& sums(QuestionIndex question) const {
        return tallies_[question.value]->sums;
    }
    /// The votes that others cast on it; null where each ballot is one vote.
    [[nodiscard]] const LiveMandate* mandate(QuestionIndex question) const {
        const Mandates* mandates = tallies_[question.value]->mandates.get();
        return mandates == nullptr ? nullptr : &mandates->in_full();
    }
    /// The count by every rule that its ballots admit; null where the sums do, or no book knows it.
    [[nodiscard]] ChoiceCount* count(QuestionIndex question) const;
    /// The tally as tally-format.md writes it, keys sorted; null where the rule is not counted, and
    /// where its effort is more than there is left, from which it is subtracted. Who writes several
    /// begins with `effort_most`, in the order in which they were asked.
    void write_tally(JsonWriter& out, QuestionIndex question, std::uint64_t& effort_left) const;
    void write_tally(JsonWriter& out, QuestionIndex question) const {
        std::uint64_t effort_left = effort_most;
        write_tally(out, question, effort_left);
    }

  private:
    struct Tally {
        ChoiceSums sums;
        std::unique_ptr<ChoiceCount> count;  // null where sums do, or no book knows it
        std::unique_ptr<Mandates> mandates;  // null where each ballot is one vote
        QuestionIndex next_lending;          // in the list of those with mandates
    };

    void build();
    void add_question();
    void clear_counts(QuestionIndex question);
    void recount(QuestionIndex question);
    void change(QuestionIndex question, const Value& choice, std::int64_t weight);

    const Debate* debate_;
    RuleBook book_;
    const MandateBook* mandate_book_;
    std::vector<std::unique_ptr<Tally>> tallies_;
    QuestionIndex first_lending_;
};

/// The quorum, majority and casting vote in a question's `rule`.
[[nodiscard]] MotionRule motion_rule(const QuestionText& question);
/// The votes of all members where they alone are eligible, else the number of eligible persons
/// that a question knows of, or nothing.
[[nodiscard]] std::optional<std::int64_t> eligible_number(const Debate& debate,
                                                          const QuestionText& question);

}  // namespace palabre
