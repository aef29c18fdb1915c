#include "tally/equal_shares.hpp"

#include <algorithm>

#include "tally/endowment_leap.hpp"
#include "tally/endowment_range.hpp"

namespace palabre {

namespace {

/// Far above any endowment that still changes something: no project costs more.
constexpr std::int64_t stride_max = std::int64_t{1} << 52;
constexpr int patience_max = 63;

SharesOrder order_of(const EqualSharesRun& run) {
    return {run.order(), run.max_payments()};
}

}  // namespace

EndowmentSweep::EndowmentSweep(const BudgetProfile& profile, const Exact& start,
                               bool until_exhausted)
    : profile_(&profile), start_(start), until_exhausted_(until_exhausted) {}

bool EndowmentSweep::fits_more() const {
    std::vector<bool> chosen(profile_->projects());
    for (const Project project : last_.order) chosen[project] = true;
    const std::int64_t left = profile_->budget() - profile_->total_cost(last_.order);
    for (Project project = 0; project < profile_->projects(); ++project) {
        if (!chosen[project] && profile_->cost(project) <= left) return true;
    }
    return false;
}

void EndowmentSweep::settle(const std::vector<Project>& order) {
    const bool overspends = profile_->total_cost(order) > profile_->budget();
    const bool unchanged = steps_ > 0 && order == last_.order;
    if (!overspends) {
        last_ = {order, endowment(steps_), steps_};
        if (!exhausted_ && !fits_more()) exhausted_ = last_;
    }
    over_ = overspends || order.size() == profile_->approved_projects() ||
            (until_exhausted_ && exhausted_);
    if (over_ && !exhausted_) exhausted_ = last_;
    if (over_) return;
    if (unchanged && runs_left_ == 0) {
        stride_ = 1;
        growing_ = true;
    } else {
        runs_left_ = std::max(runs_left_ - 1, 0);
        ++steps_;
    }
}

void EndowmentSweep::go_on(std::int64_t steps) {
    steps_ += steps;
    last_.steps = steps_;
    last_.endowment = endowment(steps_);
}

void EndowmentSweep::look_ahead() {
    const bool same =
        surely_buys(*profile_, last_.order, endowment(steps_), endowment(steps_ + stride_));
    if (same) {
        go_on(stride_);
        patience_ = 0;
    } else if (growing_ && stride_ == 1) {
        patience_ = std::min(2 * patience_ + 1, patience_max);
        runs_left_ = patience_;
        // Prices that differ in their last digits would be tried one endowment after another.
        if (patience_ == patience_max) {
            go_on(steps_alike(*profile_, last_.order, endowment(steps_), stride_max));
        }
    }
    growing_ = growing_ && same;
    stride_ = growing_ ? std::min(2 * stride_, stride_max) : stride_ / 2;
    if (stride_ == 0) ++steps_;
}

bool EndowmentSweep::advance() {
    if (over_) return false;
    if (stride_ > 0) {
        look_ahead();
        return true;
    }
    if (!run_) run_.emplace(*profile_, BudgetUtility::cost, endowment(steps_));
    const bool bought = run_->buy_next();
    if (bought && profile_->total_cost(run_->order()) <= profile_->budget()) return true;
    settle(run_->order());
    run_.reset();
    return true;
}

EqualSharesCount::EqualSharesCount(const BudgetElection& election) : profile_(election) {
    if (profile_.ballots() == 0) return;
    const Exact share(profile_.budget(), profile_.ballots());
    by_cost_.emplace(profile_, BudgetUtility::cost, share);
    by_cardinality_.emplace(profile_, BudgetUtility::cardinality, share);
    from_share_.emplace(profile_, share, false);
    from_whole_.emplace(profile_, share.floor(), true);
}

bool EqualSharesCount::advance() {
    return by_cost_ && (by_cost_->buy_next() || by_cardinality_->buy_next() ||
                        from_share_->advance() || from_whole_->advance());
}

EqualShares EqualSharesCount::result() const {
    EqualShares result;
    result.approvals = profile_.approvals();
    result.price_per_supporter = profile_.price_per_supporter();
    if (!by_cost_) return result;
    result.mes_cost = order_of(*by_cost_);
    result.mes_cardinality = order_of(*by_cardinality_);
    result.mes_cost_utilitarian = by_cost_->order();
    profile_.fill_greedily(result.mes_cost_utilitarian);
    result.add1 = from_share_->last();
    result.add1e = from_share_->exhausted();
    result.add1e_integral = from_whole_->exhausted();
    result.add1u = result.add1.order;
    profile_.fill_greedily(result.add1u);
    return result;
}

EqualShares count_equal_shares(const BudgetElection& election) {
    EqualSharesCount count(election);
    while (count.advance()) {
    }
    return count.result();
}

}  // namespace palabre
