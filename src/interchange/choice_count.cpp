#include <algorithm>
#include <limits>

#include "interchange/count_runs.hpp"

namespace palabre {

void ChoiceCount::write_own(JsonWriter& out, Method own, std::uint64_t& effort_left) {
    if (effort() > effort_left) {
        out.null();
        return;
    }
    effort_left -= effort();
    std::size_t steps = std::numeric_limits<std::size_t>::max();
    out.raw(*tally(own, steps));
}

void CountByRuns::draw(const std::vector<Option>& order) {
    if (order == drawn_) return;
    drawn_ = order;
    runs_.clear();
}

void CountByRuns::know_eligible(std::optional<std::int64_t> eligible) {
    if (eligible_ == eligible) return;
    runs_.clear();
    eligible_ = eligible;
}

const std::string* CountByRuns::tally(Method rule, std::size_t& steps) {
    auto at = std::find_if(runs_.begin(), runs_.end(),
                           [rule](const Running& running) { return running.rule == rule; });
    if (at == runs_.end()) at = runs_.insert(at, {rule, start(rule), {}});
    while (at->run != nullptr) {
        if (steps == 0) return nullptr;
        --steps;
        if (at->run->step()) continue;
        JsonWriter out;
        at->run->write(out);
        at->tally = out.take();
        at->run.reset();
    }
    return &at->tally;
}

LateCount::LateCount(std::size_t options, std::uint64_t effort, Make make)
    : make_(std::move(make)), effort_(effort), enough_(4 * options) {}

std::unique_ptr<ChoiceCount> LateCount::made() const {
    auto count = make_();
    for (const auto& [choice, weight] : changes_) count->change(*choice, weight);
    count->draw(drawn_);
    count->know_eligible(eligible_);
    return count;
}

void LateCount::forget() {
    reading_.reset();
    read_.clear();
}

void LateCount::change(const Value& choice, std::int64_t weight) {
    forget();
    if (count_ == nullptr && changes_.size() < enough_) {
        changes_.emplace_back(&choice, weight);
        return;
    }
    if (count_ == nullptr) {
        count_ = made();
        changes_ = {};
    }
    count_->change(choice, weight);
}

void LateCount::draw(const std::vector<Option>& order) {
    if (order == drawn_) return;
    forget();
    drawn_ = order;
    if (count_ != nullptr) count_->draw(order);
}

void LateCount::know_eligible(std::optional<std::int64_t> eligible) {
    if (eligible_ == eligible) return;
    forget();
    eligible_ = eligible;
    if (count_ != nullptr) count_->know_eligible(eligible);
}

const std::string* LateCount::tally(Method rule, std::size_t& steps) {
    if (count_ != nullptr) return count_->tally(rule, steps);
    const auto known = std::find_if(read_.begin(), read_.end(),
                                    [rule](const auto& read) { return read.first == rule; });
    if (known != read_.end()) return &known->second;
    if (reading_ == nullptr) reading_ = made();
    const std::string* const text = reading_->tally(rule, steps);
    if (text == nullptr) return nullptr;
    read_.emplace_back(rule, *text);
    reading_.reset();
    return &read_.back().second;
}

}  // namespace palabre
