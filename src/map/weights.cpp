#include "map/weights.hpp"

#include <algorithm>
#include <limits>

#include "weighing/base_score.hpp"

namespace palabre::map {

namespace {

/// The thesis turns where it passes what it is before anybody spoke.
constexpr double turning_level = base_score_unjudged;
constexpr int halvings = 40;

}  // namespace

Weights::Weights(const ArgumentRows& rows) : rows_(&rows) {
    record();
}

void Weights::record() {
    const ArgumentRows& rows = *rows_;
    answered_.assign(rows.size(), 0);
    shared_.assign(rows.size(), 0);
    for (Row row = 1; row < rows.size(); ++row) {
        if (rows.side[row] != Side::weightless) answered_[rows.parent[row]] = 1;
        if (rows.is_ghost(row)) shared_[rows.first[row]] = 1;
    }
    // From the thesis down: below a claim with several places everything goes several ways.
    for (std::size_t i = rows.order.size(); i-- > 0;) {
        const Row row = rows.order[i];
        if (shared_[rows.parent[row]] != 0) shared_[rows.first[row]] = 1;
    }
    weigh_rows({rows, answered_, shared_, rows.base}, WeighingRule::of(Semantics::df_quad),
               recorded_);
}

void Weights::move_to(std::span<const Row> now_at) {
    for (std::size_t i = supposed_.size(); i-- > 0;) {
        supposed_[i].row = now_at[supposed_[i].row];
        if (supposed_[i].row == no_row) take_back(i);
    }
    record();
    settle();
}

void Weights::take_back(std::size_t number) {
    supposed_[number] = supposed_.back();
    supposed_.pop_back();
}

void Weights::suppose(Row row, double base) {
    for (std::size_t i = supposed_.size(); i-- > 0;) {
        if (supposed_[i].row == row) take_back(i);
    }
    if (base >= 0.0) supposed_.push_back({base, row});
    settle();
}

bool Weights::is_supposed(Row row) const {
    for (const Supposed& each : supposed_) {
        if (each.row == row) return true;
    }
    return false;
}

void Weights::forget() {
    supposed_.clear();
    settle();
}

void Weights::weigh_by(Semantics semantics) {
    semantics_ = semantics;
    settle();
}

void Weights::settle() {
    base_.clear();
    if (!supposed_.empty()) base_ = rows_->base;
    for (const Supposed& each : supposed_) base_[each.row] = each.base;
    now_.clear();
    if (!supposed_.empty() || semantics_ != Semantics::df_quad)
        weigh_rows(weighed(), WeighingRule::of(semantics_), now_);
    gradient_.clear();
    turns_.clear();
    for (auto& each : by_semantics_) each.clear();
}

std::array<double, 4> Weights::spread(Row row) const {
    std::array<double, 4> strengths{};
    for (std::size_t i = 0; i < strengths.size(); ++i) {
        if (by_semantics_[i].empty()) {
            weigh_rows(weighed(), WeighingRule::of(static_cast<Semantics>(i)), by_semantics_[i]);
        }
        strengths[i] = by_semantics_[i][row];
    }
    return strengths;
}

const std::vector<double>& Weights::gradient() const {
    if (gradient_.empty())
        gradient_ = gradient_of_thesis(weighed(), WeighingRule::of(semantics_), now());
    return gradient_;
}

const std::vector<double>& Weights::turns() const {
    if (turns_.empty())
        turns_ = turns_of_thesis(weighed(), WeighingRule::of(semantics_), now(), turning_level);
    return turns_;
}

double Weights::turn_of(Row row) const {
    if (shared_[rows_->parent[row]] == 0) return turns()[row];
    const WeighingRule rule = WeighingRule::of(semantics_);
    std::vector<double> bases = this->bases();
    std::vector<double> strength;
    const auto above = [&](double base) {
        bases[row] = base;
        weigh_rows({*rows_, answered_, shared_, bases}, rule, strength);
        return strength[0] >= turning_level;
    };
    double low = 0.0;
    double high = 1.0;
    const bool at_low = above(low);
    if (at_low == above(high)) return std::numeric_limits<double>::quiet_NaN();
    for (int i = 0; i < halvings; ++i) {
        const double middle = low + (high - low) / 2;
        (above(middle) == at_low ? low : high) = middle;
    }
    return low + (high - low) / 2;
}

}  // namespace palabre::map
