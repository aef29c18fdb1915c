#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "deliberation/outline.hpp"
#include "interchange/json_writer.hpp"
#include "tally/ranking.hpp"

namespace palabre {

/// More work than this, `ChoiceCount::effort`, is done for no tally, nor for all that are written
/// of a debate together: the few kilobytes of a question would keep everybody busy for minutes.
inline constexpr std::uint64_t effort_most = 1'000'000'000;

/// The choices of one question, counted by its own rule and by every other that they admit. What a
/// changed ballot costs does not grow with their number; rules without sums count when read. All is
/// virtual, so that a module without a rule book holds none of it.
class ChoiceCount {
  public:
    ChoiceCount() = default;
    ChoiceCount(const ChoiceCount&) = delete;
    ChoiceCount& operator=(const ChoiceCount&) = delete;
    virtual ~ChoiceCount() = default;

    /// `weight` equal ballots more, or fewer where below 0. Edge: the choice fits the question and
    /// outlives the count; what goes came before.
    virtual void change(const Value& choice, std::int64_t weight) = 0;
    /// The order that a draw gave the options, for rules that stop at a tie; empty takes it back.
    /// Edge: otherwise every option stands in it once.
    virtual void draw(const std::vector<Option>& order) = 0;
    /// How many may vote, where that is known.
    virtual void know_eligible(std::optional<std::int64_t> eligible) = 0;
    /// The rules that these ballots admit.
    [[nodiscard]] virtual std::vector<Method> rules() const = 0;
    /// What the tally by the question's own rule takes beside what its ballots take, as
    /// `effort_of` in rule_book.hpp says it.
    [[nodiscard]] virtual std::uint64_t effort() const = 0;
    /// The tally by `own`, the question's rule, to its end; null where its effort is more than
    /// there is left, from which it is subtracted.
    virtual void write_own(JsonWriter& out, Method own, std::uint64_t& effort_left);
    /// The tally by one of `rules` as tally-format.md writes it, with no other key. Null where it
    /// takes more than `steps`, from which those taken are subtracted: ask again. A step of a
    /// committee or of most ranked rules is the whole of it, which `effort_most` bounds.
    [[nodiscard]] virtual const std::string* tally(Method rule, std::size_t& steps) = 0;
};

/// Makes the count of a question; null where it knows no such rule, or the question does not hold
/// what the rule needs. Handed to a debate, so that the core does without.
using RuleBook = std::unique_ptr<ChoiceCount> (*)(const QuestionText& question);

}  // namespace palabre
