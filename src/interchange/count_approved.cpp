#include <algorithm>

#include "interchange/budget_json.hpp"
#include "interchange/count_runs.hpp"
#include "interchange/marks_json.hpp"
#include "interchange/rule_book.hpp"
#include "interchange/tally_json.hpp"
#include "tally/ballot_pile.hpp"
#include "tally/committees.hpp"

namespace palabre {

namespace {

class SharesRun final : public CountRun {
  public:
    explicit SharesRun(const BudgetElection& election) : count_(election) {}
    bool step() override { return count_.advance(); }
    void write(JsonWriter& out) const override {
        palabre::write(out, count_.result(), BudgetFigures::of_the_contract);
    }

  private:
    EqualSharesCount count_;
};

class PhragmenRun final : public CountRun {
  public:
    explicit PhragmenRun(const BudgetElection& election) : count_(election) {}
    bool step() override { return count_.buy_next(); }
    void write(JsonWriter& out) const override {
        palabre::write(out, count_.result(), BudgetFigures::of_the_contract);
    }

  private:
    PhragmenCount count_;
};

class Approved final : public CountByRuns {
  public:
    Approved(std::size_t options, std::optional<std::int64_t> seats,
             std::optional<BudgetElection> budget, std::uint64_t effort)
        : CountByRuns(effort),
          options_(options),
          sums_(options),
          seats_(seats),
          budget_(std::move(budget)) {}
    [[nodiscard]] std::vector<Method> rules() const override {
        std::vector<Method> rules{Method::approval};
        if (budget_)
            rules = {Method::approval, Method::budget_greedy, Method::equal_shares,
                     Method::phragmen};
        std::erase_if(rules, [this](Method rule) {
            return effort_of(rule, options_, seats_.value_or(0)) > effort_most;
        });
        return rules;
    }

  private:
    void take(const Value& choice, std::int64_t weight) override {
        std::vector<Option> approved;
        approved.reserve(choice.items.size());
        for (const Value& item : choice.items) approved.push_back(static_cast<Option>(item.number));
        sums_.add(approved, weight);
        pile_.add(approved, weight);
    }
    [[nodiscard]] std::unique_ptr<CountRun> start(Method rule) const override {
        if (rule == Method::approval) return start_approval();
        BudgetElection election = *budget_;
        election.ballots = pile_.ballots();
        if (rule == Method::equal_shares) return std::make_unique<SharesRun>(election);
        if (rule == Method::phragmen) return std::make_unique<PhragmenRun>(election);
        return ready(count_greedily(election), [](JsonWriter& out, const GreedyBudget& result) {
            write(out, result, BudgetFigures::of_the_contract);
        });
    }
    [[nodiscard]] std::unique_ptr<CountRun> start_approval() const {
        const ApprovalResult approvals = sums_.result();
        if (!seats_) {
            return ready(approvals,
                         [](JsonWriter& out, const ApprovalResult& result) { write(out, result); });
        }
        // Where there are more seats than options, all are elected.
        const auto seats =
            static_cast<std::size_t>(std::min(*seats_, static_cast<std::int64_t>(options_)));
        auto committees = elect_committees(options_, {.seats = seats}, pile_.ballots());
        return ready(std::pair(approvals, std::move(committees)),
                     [](JsonWriter& out, const auto& both) {
                         // More tied committees than anybody could list.
                         if (both.second.ok())
                             write(out, both.first, both.second.value());
                         else
                             out.null();
                     });
    }

    std::size_t options_;
    ApprovalCounter sums_;
    BallotPile pile_;
    std::optional<std::int64_t> seats_;
    std::optional<BudgetElection> budget_;
};

/// Committees are found by looking at all ways; what they keep grows with the options.
constexpr std::size_t candidates_max = 1000;

}  // namespace

std::optional<BudgetElection> budget_of_rule(const QuestionText& question) {
    const auto budget = number_of_rule(question, "budget", 0);
    const Value* costs = question.rule.some("cost");
    if (!budget || costs == nullptr || costs->items.size() != question.option_count()) {
        return std::nullopt;
    }
    BudgetElection election;
    election.budget = *budget;
    for (const Value& cost : costs->items) {
        if (!cost.is(Value::Kind::number) || cost.number < 1) return std::nullopt;
        election.cost.push_back(cost.number);
    }
    return election;
}

std::unique_ptr<ChoiceCount> count_approved(const QuestionText& question) {
    const auto seats = number_of_rule(question, "seats", 1);
    auto budget = budget_of_rule(question);
    if (question.method != Method::approval && !budget) return nullptr;
    if (seats && question.option_count() > candidates_max) return nullptr;
    const std::uint64_t effort =
        effort_of(question.method, question.option_count(), seats.value_or(0));
    return std::make_unique<Approved>(question.option_count(), seats, std::move(budget), effort);
}

}  // namespace palabre
