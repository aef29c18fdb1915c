#include "tally/phragmen.hpp"

#include <algorithm>
#include <compare>

namespace palabre {

namespace {

/// Loads are at most twice the budget, which has 53 bits.
unsigned bits_for(std::int64_t budget) {
    constexpr unsigned bits_max = 60;
    return bits_max - static_cast<unsigned>(BigInteger(budget).bits());
}

}  // namespace

PhragmenCount::PhragmenCount(const BudgetElection& election)
    : profile_(election),
      bits_(bits_for(election.budget)),
      open_(profile_.projects()),
      sums_(profile_.projects()),
      last_(profile_.groups()),
      left_(election.budget) {
    for (Project project = 0; project < profile_.projects(); ++project) {
        open_[project] =
            profile_.approvals(project) > 0 && profile_.cost(project) <= profile_.budget();
        sums_[project] = static_cast<UnsignedWide>(profile_.cost(project)) << bits_;
    }
}

BigInteger PhragmenCount::exact_load(Project project) const {
    std::vector<std::int64_t> bearers(loads_.size() + 1);
    for (const std::uint32_t group : profile_.supporters(project)) {
        bearers[last_[group]] += profile_.group(group).count;
    }
    BigInteger sum = loads_.denominator() * profile_.cost(project);
    for (std::size_t i = 0; i < loads_.size(); ++i) {
        if (bearers[i + 1] > 0) sum += loads_.numerator(i) * bearers[i + 1];
    }
    return sum;
}

std::vector<Project> PhragmenCount::least() const {
    // Each load of a voter is less than 1 below the true one, so the mean is too: what is not
    // within 2 of the least is not the least.
    const auto rounded = [this](Project project) {
        return sums_[project] / static_cast<UnsignedWide>(profile_.approvals(project));
    };
    std::vector<Project> close;
    UnsignedWide lowest = 0;
    for (Project project = 0; project < profile_.projects(); ++project) {
        if (!open_[project]) continue;
        const UnsignedWide load = rounded(project);
        if (close.empty() || load < lowest) lowest = load;
        close.push_back(project);
    }
    close.erase(std::remove_if(close.begin(), close.end(),
                               [&](Project project) { return rounded(project) > lowest + 2; }),
                close.end());
    if (close.size() < 2) return close;
    std::vector<Project> tied;
    BigInteger best;
    for (const Project project : close) {
        BigInteger load = exact_load(project);
        if (!tied.empty()) {
            const auto order =
                load * profile_.approvals(tied[0]) <=> best * profile_.approvals(project);
            if (std::is_gt(order)) continue;
            if (std::is_lt(order)) tied.clear();
        }
        tied.push_back(project);
        if (tied.size() == 1) best = std::move(load);
    }
    return tied;
}

void PhragmenCount::buy(Project project) {
    loads_.append(exact_load(project), profile_.approvals(project));
    const std::int64_t load = loads_.fixed(loads_.size() - 1, bits_);
    fixed_loads_.push_back(load);
    for (const std::uint32_t index : profile_.supporters(project)) {
        const ApprovalBallot& group = profile_.group(index);
        const std::int64_t before = last_[index] == 0 ? 0 : fixed_loads_[last_[index] - 1];
        const Wide more = Wide{load - before} * group.count;
        for (const Project each : group.approved) sums_[each] += static_cast<UnsignedWide>(more);
        last_[index] = loads_.size();
    }
    open_[project] = false;
    left_ -= profile_.cost(project);
    order_.push_back(project);
}

bool PhragmenCount::buy_next() {
    const std::vector<Project> tied = least();
    const bool overspends = std::any_of(tied.begin(), tied.end(), [this](Project project) {
        return profile_.cost(project) > left_;
    });
    if (tied.empty() || overspends) return false;
    buy(*std::min_element(tied.begin(), tied.end(),
                          [this](Project a, Project b) { return profile_.before(a, b); }));
    return true;
}

PhragmenBudget PhragmenCount::result() const {
    PhragmenBudget result;
    result.approvals = profile_.approvals();
    result.price_per_supporter = profile_.price_per_supporter();
    result.order = order_;
    for (std::size_t i = 0; i < loads_.size(); ++i) result.loads.push_back(loads_.exact(i));
    return result;
}

PhragmenBudget count_phragmen(const BudgetElection& election) {
    PhragmenCount count(election);
    while (count.buy_next()) {
    }
    return count.result();
}

}  // namespace palabre
