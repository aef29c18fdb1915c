#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "interchange/choice_count.hpp"
#include "tally/budget.hpp"

namespace palabre {

/// The RuleBook of every rule on ranked ballots, marks, approvals, committees and budgets.
/// Edge: null for more options than a person can order or compare (ranked_options_max), but where
/// each is only marked, and for more than `effort_most`; a ballot with a score outside the scale
/// adds nothing.
[[nodiscard]] std::unique_ptr<ChoiceCount> count_by_the_book(const QuestionText& question);

/// What the tally by a rule takes beside what its ballots take, in nanoseconds of a processor of
/// 2025, about. `seats` of a committee.
[[nodiscard]] std::uint64_t effort_of(Method rule, std::size_t options, std::int64_t seats = 0);

// One maker for each form of ballot; null as above.

/// A number or "blank": plurality, two rounds.
[[nodiscard]] std::unique_ptr<ChoiceCount> count_single_choices(const QuestionText& question);
/// Groups, best first.
[[nodiscard]] std::unique_ptr<ChoiceCount> count_rankings(const QuestionText& question);
/// Option numbers: committees, budgets.
[[nodiscard]] std::unique_ptr<ChoiceCount> count_approved(const QuestionText& question);
/// Pairs of option and number: score, STAR, dots, quadratic.
[[nodiscard]] std::unique_ptr<ChoiceCount> count_marks(const QuestionText& question);
/// A grade or null per option.
[[nodiscard]] std::unique_ptr<ChoiceCount> count_grades(const QuestionText& question);

/// Consent, concern, objection, stand aside. Edge: `question` outlives the count.
[[nodiscard]] std::unique_ptr<ChoiceCount> count_positions(const QuestionText& question);

/// The whole number that the question's rule has under `key`, if it lies in [least, 2^53 - 1].
[[nodiscard]] std::optional<std::int64_t> number_of_rule(const QuestionText& question,
                                                         std::string_view key, std::int64_t least);

/// What each option of a budget costs and what there is, without ballots; nothing where the
/// question's rule does not say it well.
[[nodiscard]] std::optional<BudgetElection> budget_of_rule(const QuestionText& question);

}  // namespace palabre
