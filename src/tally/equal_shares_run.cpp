#include "tally/equal_shares_run.hpp"

#include <algorithm>
#include <compare>

namespace palabre {

std::size_t set_apart_poor(std::vector<Purse>& purses, Wide cost, std::int64_t above,
                           std::int64_t& payment) {
    Wide payers = 0;
    for (const Purse& purse : purses) payers += purse.voters;
    std::size_t rich = purses.size();
    for (;;) {
        payment = static_cast<std::int64_t>(cost / payers);
        const std::size_t before = rich;
        for (std::size_t i = 0; i < rich;) {
            if (purses[i].money + above > payment) {
                ++i;
                continue;
            }
            cost -= Wide{purses[i].money + above} * purses[i].voters;
            payers -= purses[i].voters;
            std::swap(purses[i], purses[--rich]);
        }
        if (rich == before || rich == 0) return rich;
    }
}

EqualSharesRun::EqualSharesRun(const BudgetProfile& profile, BudgetUtility utility,
                               const Exact& endowment)
    : profile_(&profile),
      utility_(utility),
      spent_(profile.groups()),
      bought_by_(profile.groups()),
      voters_(profile.projects()) {
    constexpr unsigned bits_max = 61;
    bits_ = bits_max - static_cast<unsigned>(endowment.ceiling().bits());
    // The denominator of an endowment is a number of ballots, so it has 62 bits.
    money_.append(endowment.numerator(), endowment.denominator().to_int64().value_or(1));
    purse_.assign(profile.groups(), money_.fixed(0, bits_));
    for (Project project = 0; project < profile.projects(); ++project) {
        voters_[project] = profile.supporters(project);
        if (profile.approvals(project) > 0) open_.push_back({project, 0, 0});
    }
}

BigInteger EqualSharesRun::money_of(std::uint32_t group) const {
    BigInteger money = money_.numerator(0);
    for (const std::uint32_t purchase : bought_by_[group]) {
        money -= money_.numerator(purchase + 1);
    }
    return money;
}

BigInteger EqualSharesRun::money_of(const std::vector<Purse>& purses, std::size_t from) const {
    std::vector<std::int64_t> paid(order_.size());
    std::int64_t voters = 0;
    for (std::size_t i = from; i < purses.size(); ++i) {
        voters += purses[i].voters;
        for (const std::uint32_t purchase : bought_by_[purses[i].group]) {
            paid[purchase] += purses[i].voters;
        }
    }
    BigInteger money = money_.numerator(0) * voters;
    for (std::size_t i = 0; i < paid.size(); ++i) {
        if (paid[i] > 0) money -= money_.numerator(i + 1) * paid[i];
    }
    return money;
}

bool EqualSharesRun::open_purses(Project project) {
    std::vector<std::uint32_t>& groups = voters_[project];
    groups.erase(std::remove_if(groups.begin(), groups.end(),
                                [this](std::uint32_t group) { return spent_[group]; }),
                 groups.end());
    purses_.clear();
    Wide money = 0;
    std::int64_t voters = 0;
    for (const std::uint32_t group : groups) {
        const std::int64_t count = profile_->group(group).count;
        purses_.push_back({purse_[group], count, group});
        money += Wide{purse_[group]} * count;
        voters += count;
    }
    const Wide cost = Wide{profile_->cost(project)} << bits_;
    const auto purchases = static_cast<std::int64_t>(order_.size());
    if (money + voters <= cost) return false;
    if (money - Wide{purchases} * voters >= cost) return true;
    return money_of(purses_, 0) >= money_.denominator() * profile_->cost(project);
}

EqualSharesRun::Bounds EqualSharesRun::bounds(Project project, std::size_t& rich) {
    const Wide cost = Wide{profile_->cost(project)} << bits_;
    const auto purchases = static_cast<std::int64_t>(order_.size());
    Bounds result{project, 0, 0};
    rich = set_apart_poor(purses_, cost, 1, result.low);
    Wide rest = cost;
    Wide payers = 0;
    std::int64_t richest = 0;
    for (std::size_t i = 0; i < rich; ++i) {
        payers += purses_[i].voters;
        richest = std::max(richest, purses_[i].money + 1);
    }
    for (std::size_t i = rich; i < purses_.size(); ++i) {
        rest -= Wide{purses_[i].money - purchases} * purses_[i].voters;
    }
    result.high = static_cast<std::int64_t>(std::min<Wide>(rest / payers + 1, richest));
    // Where somebody may be poor after all, the others pay more, at most all they have.
    for (std::size_t i = 0; i < rich; ++i) {
        if (purses_[i].money - purchases < result.high) {
            result.high = richest;
            break;
        }
    }
    return result;
}

EqualSharesRun::Price EqualSharesRun::exact_price(Project project) {
    Price price;
    price.project = project;
    (void)open_purses(project);
    std::size_t rich = 0;
    const Bounds about = bounds(project, rich);
    price.numerator = money_.denominator() * profile_->cost(project) - money_of(purses_, rich);
    for (std::size_t i = 0; i < rich; ++i) price.payers += purses_[i].voters;
    for (std::size_t i = rich; i < purses_.size(); ++i) price.poor.push_back(purses_[i].group);
    // Who has less than this price is poor, which makes it higher for the others.
    const auto purchases = static_cast<std::int64_t>(order_.size());
    for (bool changed = true; changed;) {
        changed = false;
        for (std::size_t i = 0; i < rich; ++i) {
            const Purse purse = purses_[i];
            if (purse.money - purchases >= about.high) continue;
            const BigInteger money = money_of(purse.group);
            if (money * price.payers >= price.numerator) continue;
            price.numerator -= money * purse.voters;
            price.payers -= purse.voters;
            price.poor.push_back(purse.group);
            std::swap(purses_[i--], purses_[--rich]);
            changed = true;
        }
    }
    return price;
}

std::vector<Project> EqualSharesRun::contenders() {
    std::sort(open_.begin(), open_.end(), [this](const Bounds& a, const Bounds& b) {
        const Wide a_low = Wide{a.low} * utility(b.project);
        const Wide b_low = Wide{b.low} * utility(a.project);
        return a_low != b_low ? a_low < b_low : a.project < b.project;
    });
    std::vector<Bounds> looked_at;
    std::vector<Bounds> unpaid;
    const Bounds* best = nullptr;
    const auto beyond_best = [this, &best](const Bounds& each) {
        return best != nullptr &&
               Wide{each.low} * utility(best->project) > Wide{best->high} * utility(each.project);
    };
    std::size_t dropped = 0;
    looked_at.reserve(open_.size());
    for (std::size_t i = 0; i < open_.size(); ++i) {
        if (beyond_best(open_[i])) break;
        if (!open_purses(open_[i].project)) {
            open_[i].project = static_cast<Project>(profile_->projects());
            ++dropped;
            continue;
        }
        std::size_t rich = 0;
        open_[i] = bounds(open_[i].project, rich);
        looked_at.push_back(open_[i]);
        const Bounds& each = looked_at.back();
        if (best == nullptr ||
            Wide{each.high} * utility(best->project) < Wide{best->high} * utility(each.project)) {
            best = &each;
        }
    }
    if (dropped > 0) {
        open_.erase(std::remove_if(open_.begin(), open_.end(),
                                   [this](const Bounds& each) {
                                       return each.project == profile_->projects();
                                   }),
                    open_.end());
    }
    std::vector<Project> close;
    for (const Bounds& each : looked_at) {
        if (!beyond_best(each)) close.push_back(each.project);
    }
    return close;
}

void EqualSharesRun::buy(const Price& price) {
    const auto purchase = static_cast<std::uint32_t>(order_.size());
    money_.append(price.numerator, price.payers);
    const std::int64_t payment = money_.fixed(purchase + 1, bits_);
    for (const std::uint32_t group : price.poor) spent_[group] = true;
    for (const std::uint32_t group : voters_[price.project]) {
        if (spent_[group]) continue;
        purse_[group] -= payment;
        bought_by_[group].push_back(purchase);
    }
    open_.erase(std::find_if(open_.begin(), open_.end(), [&price](const Bounds& each) {
        return each.project == price.project;
    }));
    order_.push_back(price.project);
}

bool EqualSharesRun::buy_next() {
    const std::vector<Project> close = contenders();
    if (close.empty()) return false;
    Price best = exact_price(close.front());
    for (std::size_t i = 1; i < close.size(); ++i) {
        Price price = exact_price(close[i]);
        const auto order = price.numerator * best.payers * utility(best.project) <=>
                           best.numerator * price.payers * utility(price.project);
        if (std::is_lt(order) ||
            (std::is_lteq(order) && profile_->before(price.project, best.project))) {
            best = std::move(price);
        }
    }
    buy(best);
    return true;
}

std::vector<Exact> EqualSharesRun::max_payments() const {
    std::vector<Exact> payments;
    for (std::size_t i = 1; i < money_.size(); ++i) payments.push_back(money_.exact(i));
    return payments;
}

}  // namespace palabre
