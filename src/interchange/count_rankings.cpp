#include <vector>

#include "interchange/count_runs.hpp"
#include "interchange/ranked_json.hpp"
#include "interchange/rule_book.hpp"
#include "tally/ranked.hpp"

namespace palabre {

namespace {

/// Both ways of counting equal ranks, one after the other.
class RunoffRun final : public CountRun {
  public:
    RunoffRun(const RankedBallots& ballots, const Lot& lot)
        : exhaust_(ballots, EqualRanks::exhaust, lot), split_(ballots, EqualRanks::split, lot) {}
    bool step() override { return exhaust_.step() || split_.step(); }
    void write(JsonWriter& out) const override {
        write_runoffs(out, exhaust_.result(), split_.result());
    }

  private:
    InstantRunoff exhaust_;
    InstantRunoff split_;
};

template <class Count>
class SeatsRun final : public CountRun {
  public:
    SeatsRun(const RankedBallots& ballots, std::int64_t seats, Lot lot)
        : count_(ballots, seats, std::move(lot)) {}
    bool step() override { return count_.step(); }
    void write(JsonWriter& out) const override { palabre::write(out, count_.result()); }

  private:
    Count count_;
};

template <class Result>
std::unique_ptr<CountRun> ranked_run(Result result) {
    return ready(std::move(result), [](JsonWriter& out, const Result& it) { write(out, it); });
}

std::unique_ptr<CountRun> count_sums(const RankedSums& sums, Method rule, const Lot& lot) {
    switch (rule) {
        case Method::plurality:
            return ranked_run(count_plurality(sums));
        case Method::two_round:
            return ranked_run(count_two_round(sums, lot));
        case Method::borda:
            return ranked_run(count_borda(sums));
        case Method::condorcet:
            return ranked_run(find_condorcet(sums.pairwise()));
        case Method::copeland:
            return ranked_run(count_copeland(sums.pairwise()));
        case Method::minimax:
            return ranked_run(count_minimax(sums.pairwise()));
        case Method::schulze:
            return ranked_run(count_schulze(sums.pairwise()));
        case Method::ranked_pairs:
            return ranked_run(count_ranked_pairs(sums.pairwise()));
        default:
            return ranked_run(count_hierarchy(sums));
    }
}

class SingleChoices final : public CountByRuns {
  public:
    SingleChoices(std::size_t options, std::uint64_t effort)
        : CountByRuns(effort), sums_(options) {}
    [[nodiscard]] std::vector<Method> rules() const override {
        return {Method::plurality, Method::two_round};
    }

  private:
    void take(const Value& choice, std::int64_t weight) override {
        std::vector<RankedPlace> places;
        if (choice.is(Value::Kind::number)) {
            places = ranked_places({{static_cast<Option>(choice.number)}});
        }
        sums_.add({weight, places});
    }
    [[nodiscard]] std::unique_ptr<CountRun> start(Method rule) const override {
        return count_sums(sums_, rule, lot());
    }

    RankedSums sums_;
};

class RankedCount final : public CountByRuns {
  public:
    RankedCount(std::size_t options, std::optional<std::int64_t> seats, std::uint64_t effort)
        : CountByRuns(effort), sums_(options), box_(options), seats_(seats) {}
    [[nodiscard]] std::vector<Method> rules() const override {
        std::vector<Method> rules{Method::plurality, Method::two_round,    Method::borda,
                                  Method::condorcet, Method::copeland,     Method::minimax,
                                  Method::schulze,   Method::ranked_pairs, Method::irv,
                                  Method::hierarchy};
        if (seats_) {
            rules.push_back(Method::stv_scottish);
            rules.push_back(Method::stv_meek);
        }
        std::erase_if(
            rules, [this](Method rule) { return effort_of(rule, sums_.options()) > effort_most; });
        return rules;
    }

  private:
    void take(const Value& choice, std::int64_t weight) override {
        std::vector<std::vector<Option>> groups;
        groups.reserve(choice.items.size());
        for (const Value& group : choice.items) {
            groups.emplace_back();
            for (const Value& option : group.items) {
                groups.back().push_back(static_cast<Option>(option.number));
            }
        }
        const auto places = ranked_places(groups);
        sums_.add({weight, places});
        if (weight > 0)
            box_.add(places, weight);
        else
            box_.remove(places, -weight);
    }
    [[nodiscard]] std::unique_ptr<CountRun> start(Method rule) const override {
        const RankedBallots& ballots = box_.ballots();
        if (rule == Method::irv) return std::make_unique<RunoffRun>(ballots, lot());
        if (rule == Method::stv_scottish) {
            return std::make_unique<SeatsRun<ScottishCount>>(ballots, *seats_, lot());
        }
        if (rule == Method::stv_meek) {
            return std::make_unique<SeatsRun<MeekCount>>(ballots, *seats_, lot());
        }
        return count_sums(sums_, rule, lot());
    }

    RankedSums sums_;
    BallotBox box_;
    std::optional<std::int64_t> seats_;
};

}  // namespace

std::unique_ptr<ChoiceCount> count_single_choices(const QuestionText& question) {
    const std::size_t options = question.option_count();
    if (options > ranked_options_max) return nullptr;
    const std::uint64_t effort = effort_of(question.method, options);
    return std::make_unique<LateCount>(options, effort, [options, effort] {
        return std::make_unique<SingleChoices>(options, effort);
    });
}

std::unique_ptr<ChoiceCount> count_rankings(const QuestionText& question) {
    const std::size_t options = question.option_count();
    if (options > ranked_options_max) return nullptr;
    const auto seats = number_of_rule(question, "seats", 1);
    const bool elects_several =
        question.method == Method::stv_scottish || question.method == Method::stv_meek;
    if (elects_several && !seats) return nullptr;
    const std::uint64_t effort = effort_of(question.method, options);
    return std::make_unique<LateCount>(options, effort, [options, seats, effort] {
        return std::make_unique<RankedCount>(options, seats, effort);
    });
}

}  // namespace palabre
