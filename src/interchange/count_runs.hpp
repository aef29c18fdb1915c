#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "interchange/choice_count.hpp"
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

/// A result that was computed at once. `Write` prints it.
template <class Result, class Write>
class ReadyRun final : public CountRun {
  public:
    ReadyRun(Result result, Write write) : result_(std::move(result)), write_(write) {}
    bool step() override { return false; }
    void write(JsonWriter& out) const override { write_(out, result_); }

  private:
    Result result_;
    Write write_;
};

template <class Result, class Write>
[[nodiscard]] std::unique_ptr<CountRun> ready(Result result, Write write) {
    return std::make_unique<ReadyRun<Result, Write>>(std::move(result), write);
}

/// Choices taken one by one, and a run of each rule that is asked for, until one changes.
class CountByRuns : public ChoiceCount {
  public:
    explicit CountByRuns(std::uint64_t effort) : effort_(effort) {}
    void change(const Value& choice, std::int64_t weight) final {
        runs_.clear();
        take(choice, weight);
    }
    void draw(const std::vector<Option>& order) final;
    void know_eligible(std::optional<std::int64_t> eligible) final;
    [[nodiscard]] std::uint64_t effort() const final { return effort_; }
    [[nodiscard]] const std::string* tally(Method rule, std::size_t& steps) final;

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
    std::uint64_t effort_;
    std::vector<Running> runs_;
    std::vector<Option> drawn_;
    std::optional<std::int64_t> eligible_;
};

/// Keeps the choices alone until there are several for each option, and counts them when read: sums
/// that take the square of the options would let a question of three kilobytes fill sixteen
/// megabytes before anybody voted.
class LateCount final : public ChoiceCount {
  public:
    using Make = std::function<std::unique_ptr<ChoiceCount>()>;

    /// `make` gives the count with its sums, of nothing yet.
    LateCount(std::size_t options, std::uint64_t effort, Make make);
    void change(const Value& choice, std::int64_t weight) override;
    void draw(const std::vector<Option>& order) override;
    void know_eligible(std::optional<std::int64_t> eligible) override;
    [[nodiscard]] std::vector<Method> rules() const override { return make_()->rules(); }
    [[nodiscard]] std::uint64_t effort() const override { return effort_; }
    [[nodiscard]] const std::string* tally(Method rule, std::size_t& steps) override;

  private:
    [[nodiscard]] std::unique_ptr<ChoiceCount> made() const;
    void forget();

    Make make_;
    std::uint64_t effort_;
    std::size_t enough_;
    std::vector<std::pair<const Value*, std::int64_t>> changes_;  // until there are enough
    std::unique_ptr<ChoiceCount> count_;                          // from then on
    // Till then: the count that is being read, and what was read of such.
    std::unique_ptr<ChoiceCount> reading_;
    std::vector<std::pair<Method, std::string>> read_;
    std::vector<Option> drawn_;
    std::optional<std::int64_t> eligible_;
};

}  // namespace palabre
