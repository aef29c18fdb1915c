#include <algorithm>

#include "interchange/count_runs.hpp"
#include "interchange/marks_json.hpp"
#include "interchange/rule_book.hpp"
#include "tally/marks_and_points.hpp"
#include "tally/ranked_ballots.hpp"

namespace palabre {

namespace {

std::vector<Mark> marks_of(const Value& choice) {
    std::vector<Mark> marks;
    marks.reserve(choice.items.size());
    for (const Value& pair : choice.items) {
        marks.push_back({static_cast<Option>(pair.items[0].number), pair.items[1].number});
    }
    return marks;
}

template <class Counter>
std::unique_ptr<CountRun> counted(const Counter& counter) {
    return ready(counter.result(), [](JsonWriter& out, const auto& result) { write(out, result); });
}

class Scores final : public CountByRuns {
  public:
    Scores(std::size_t options, std::pair<std::int64_t, std::int64_t> scale, std::uint64_t effort)
        : CountByRuns(effort), scale_(scale), sums_(options), star_(options, scale.second) {}
    [[nodiscard]] std::vector<Method> rules() const override {
        return {Method::score, Method::star};
    }

  private:
    void take(const Value& choice, std::int64_t weight) override {
        const auto marks = marks_of(choice);
        const bool on_scale = std::all_of(marks.begin(), marks.end(), [this](const Mark& mark) {
            return mark.value >= scale_.first && mark.value <= scale_.second;
        });
        if (!on_scale) return;
        sums_.add(marks, weight);
        star_.add(marks, weight);
    }
    [[nodiscard]] std::unique_ptr<CountRun> start(Method rule) const override {
        return rule == Method::star ? counted(star_) : counted(sums_);
    }

    std::pair<std::int64_t, std::int64_t> scale_;  // both ends
    ScoreCounter sums_;
    StarCounter star_;
};

/// Points by the one rule of its question.
template <class Counter, Method rule>
class Points final : public CountByRuns {
  public:
    Points(std::size_t options, Counter counter)
        : CountByRuns(effort_of(rule, options)), counter_(std::move(counter)) {}
    [[nodiscard]] std::vector<Method> rules() const override { return {rule}; }

  private:
    void take(const Value& choice, std::int64_t weight) override {
        counter_.add(marks_of(choice), weight);
    }
    [[nodiscard]] std::unique_ptr<CountRun> start(Method) const override {
        return counted(counter_);
    }

    Counter counter_;
};

class Grades final : public CountByRuns {
  public:
    Grades(std::size_t options, std::size_t grades, std::uint64_t effort)
        : CountByRuns(effort), counter_(options, grades) {}
    [[nodiscard]] std::vector<Method> rules() const override { return {Method::majority_judgment}; }

  private:
    void take(const Value& choice, std::int64_t weight) override {
        std::vector<std::optional<std::size_t>> grades(choice.items.size());
        for (std::size_t i = 0; i < grades.size(); ++i) {
            if (choice.items[i].is_null()) continue;
            grades[i] = static_cast<std::size_t>(choice.items[i].number);
        }
        counter_.add(grades, weight);
    }
    [[nodiscard]] std::unique_ptr<CountRun> start(Method) const override {
        return counted(counter_);
    }

    GradesCounter counter_;
};

std::unique_ptr<ChoiceCount> count_scores(const QuestionText& question) {
    const Value* scale = question.rule.some("scale");
    if (scale == nullptr || scale->items.size() != 2 ||
        question.option_count() > ranked_options_max) {
        return nullptr;
    }
    const Value& lowest = scale->items[0];
    const Value& highest = scale->items[1];
    if (!lowest.is(Value::Kind::number) || !highest.is(Value::Kind::number) ||
        highest.number < lowest.number) {
        return nullptr;
    }
    const std::size_t options = question.option_count();
    const std::uint64_t effort = effort_of(Method::star, options);
    const std::pair scale_ends(lowest.number, highest.number);
    return std::make_unique<LateCount>(options, effort, [options, effort, scale_ends] {
        return std::make_unique<Scores>(options, scale_ends, effort);
    });
}

constexpr std::int64_t grades_max = 1000;

}  // namespace

std::unique_ptr<ChoiceCount> count_marks(const QuestionText& question) {
    const std::size_t options = question.option_count();
    if (question.method == Method::quadratic) {
        const auto credits = number_of_rule(question, "credits", 0);
        if (!credits) return nullptr;
        return std::make_unique<Points<QuadraticCounter, Method::quadratic>>(
            options, QuadraticCounter(options, *credits));
    }
    if (question.method != Method::cumulative) return count_scores(question);
    const auto points = number_of_rule(question, "points", 0);
    const auto most = number_of_rule(question, "max_per_option", 0);
    if (!points || (question.rule.some("max_per_option") != nullptr && !most)) return nullptr;
    return std::make_unique<Points<CumulativeCounter, Method::cumulative>>(
        options, CumulativeCounter(options, {*points, most}));
}

std::unique_ptr<ChoiceCount> count_grades(const QuestionText& question) {
    const auto grades = number_of_rule(question, "grades", 1);
    if (!grades || *grades > grades_max || question.option_count() > ranked_options_max) {
        return nullptr;
    }
    const std::size_t options = question.option_count();
    const auto of_each = static_cast<std::size_t>(*grades);
    const std::uint64_t effort = effort_of(Method::majority_judgment, std::max(options, of_each));
    return std::make_unique<LateCount>(std::max(options, of_each), effort, [=] {
        return std::make_unique<Grades>(options, of_each, effort);
    });
}

}  // namespace palabre
