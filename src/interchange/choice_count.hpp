#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "deliberation/outline.hpp"
#include "interchange/json_writer.hpp"
#include "tally/lot.hpp"

namespace palabre {

/// A count that goes on a step at a time, over ballots that stay as they are meanwhile.
class CountRun {
  public:
    CountRun() = default;
    CountRun(const CountRun&) = delete;
    CountRun& operator=(const CountRun&) = delete;
    virtual ~CountRun() = default;

    /// False once it is over.
    virtual bool step() = 0;
    /// The tally as tally-format.md writes it. Edge: it is over.
    virtual void write(JsonWriter& out) const = 0;
};

/// The choices of one question, counted by its own rule and by every other that they admit. What a
/// changed ballot costs does not grow with their number; rules without sums count when read. All is
/// virtual, so that a module without a rule book holds none of it.
class ChoiceCount {
  public:
    ChoiceCount() = default;
    ChoiceCount(const ChoiceCount&) = delete;
    ChoiceCount& operator=(const ChoiceCount&) = delete;
    virtual ~ChoiceCount() = default;

    /// `weight` equal ballots more, or fewer where below 0. Edge: the choice fits the question;
    /// what goes came before.
    virtual void change(const Value& choice, std::int64_t weight) {
        runs_.clear();
        take(choice, weight);
    }
    /// The order that a draw gave the options, for rules that stop at a tie; empty takes it back.
    /// Edge: otherwise every option stands in it once.
    virtual void draw(std::vector<Option> order);
    /// How many may vote, where that is known.
    void know_eligible(std::optional<std::int64_t> eligible) {
        if (eligible_ == eligible) return;
        runs_.clear();
        eligible_ = eligible;
    }
    /// The rules that these ballots admit.
    [[nodiscard]] virtual std::vector<Method> rules() const = 0;
    /// The tally by one of `rules` as tally-format.md writes it, with no other key. Null where it
    /// takes more than `steps`, from which those taken are subtracted: ask again.
    [[nodiscard]] virtual const std::string* tally(Method rule, std::size_t& steps);

  protected:
    virtual void take(const Value& choice, std::int64_t weight) = 0;
    [[nodiscard]] virtual std::unique_ptr<CountRun> start(Method rule) const = 0;
    [[nodiscard]] Lot lot() const { return Lot(drawn_); }
    [[nodiscard]] std::optional<std::int64_t> eligible() const { return eligible_; }

  private:
    struct Running {
        Method rule;
        std::unique_ptr<CountRun> run;  // null once it is over
        std::string tally;
    };
    std::vector<Running> runs_;
    std::vector<Option> drawn_;
    std::optional<std::int64_t> eligible_;
};

/// Makes the count of a question; null where it knows no such rule, or the question does not hold
/// what the rule needs. Handed to a debate, so that the core does without.
using RuleBook = std::unique_ptr<ChoiceCount> (*)(const QuestionText& question);

}  // namespace palabre
