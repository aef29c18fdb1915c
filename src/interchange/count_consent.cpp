#include "interchange/count_runs.hpp"
#include "interchange/live_tallies.hpp"
#include "interchange/mandate_json.hpp"
#include "interchange/rule_book.hpp"

namespace palabre {

namespace {

ConsentPosition consent_position(std::string_view word) {
    if (word == "objection") return ConsentPosition::objection;
    if (word == "concern") return ConsentPosition::concern;
    return word == "consent" ? ConsentPosition::consent : ConsentPosition::stand_aside;
}

// A quorum is a share here; whether it is met is all that the decision asks.
ConsentRule consent_rule(const QuestionText& question, std::int64_t answered,
                         std::optional<std::int64_t> eligible) {
    ConsentRule rule;
    rule.max_objections = number_of_rule(question, "max_objections", 0).value_or(0);
    rule.max_stand_aside = number_of_rule(question, "max_stand_aside", 0);
    MotionCounts counts;
    counts.yes = answered;
    counts.present = answered;
    counts.eligible = eligible;
    if (!decide_motion(counts, motion_rule(question)).quorum_met) rule.quorum = answered + 1;
    return rule;
}

class Positions final : public CountByRuns {
  public:
    explicit Positions(const QuestionText& question) : CountByRuns(0), question_(&question) {}
    [[nodiscard]] std::vector<Method> rules() const override { return {Method::consent}; }

  private:
    void take(const Value& choice, std::int64_t weight) override {
        counter_.add(consent_position(choice.find("position")->text), weight);
    }
    [[nodiscard]] std::unique_ptr<CountRun> start(Method) const override {
        const ConsentCounts& counts = counter_.counts();
        const ConsentRule rule = consent_rule(*question_, counts.answered(), eligible());
        return ready(counts, [rule](JsonWriter& out, const ConsentCounts& it) {
            palabre::write(out, it, rule);
        });
    }

    const QuestionText* question_;
    ConsentCounter counter_;
};

}  // namespace

std::unique_ptr<ChoiceCount> count_positions(const QuestionText& question) {
    return std::make_unique<Positions>(question);
}

}  // namespace palabre
