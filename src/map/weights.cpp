#include "map/weights.hpp"

#include <limits>

#include "weighing/base_score.hpp"

namespace palabre::map {

namespace {

/// The thesis turns where it passes what it is before anybody spoke.
constexpr double turning_level = base_score_unjudged;
constexpr int halvings = 40;

}  // namespace

Weights::Weights(const ArgumentRows& rows)
    : rows_(&rows),
      base_(rows.base),
      supposed_(rows.size(), -1.0),
      answered_(rows.size(), 0),
      shared_(rows.size(), 0) {
    for (Row row = 1; row < rows.size(); ++row) {
        if (rows.side[row] != Side::weightless) answered_[rows.parent[row]] = 1;
        if (rows.is_ghost(row)) shared_[rows.first[row]] = 1;
    }
    // From the thesis down: below a claim with several places everything goes several ways.
    for (std::size_t i = rows.order.size(); i-- > 0;) {
        const Row row = rows.order[i];
        if (shared_[rows.parent[row]] != 0) shared_[rows.first[row]] = 1;
    }
    weigh_rows(weighed(), WeighingRule::of(Semantics::df_quad), recorded_);
    now_ = recorded_;
}

void Weights::put(Row row, double base) {
    supposed_[row] = base >= 0.0 ? base : -1.0;
    base_[row] = base >= 0.0 ? base : rows_->base[row];
}

void Weights::suppose(Row row, double base) {
    put(row, base);
    settle();
}

void Weights::forget() {
    supposed_.assign(supposed_.size(), -1.0);
    base_ = rows_->base;
    settle();
}

void Weights::weigh_by(Semantics semantics) {
    semantics_ = semantics;
    settle();
}

void Weights::settle() {
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
        gradient_ = gradient_of_thesis(weighed(), WeighingRule::of(semantics_), now_);
    return gradient_;
}

const std::vector<double>& Weights::turns() const {
    if (turns_.empty())
        turns_ = turns_of_thesis(weighed(), WeighingRule::of(semantics_), now_, turning_level);
    return turns_;
}

double Weights::turn_of(Row row) const {
    if (shared_[rows_->parent[row]] == 0) return turns()[row];
    const WeighingRule rule = WeighingRule::of(semantics_);
    std::vector<double> bases = base_;
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
