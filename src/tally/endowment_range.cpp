#include "tally/endowment_range.hpp"

#include <algorithm>
#include <cassert>
#include <optional>

#include "tally/equal_shares_run.hpp"
#include "tally/like_fractions.hpp"

namespace palabre {

namespace {

/// Between `low` and `high` units of money.
struct MoneyRange {
    std::int64_t low = 0;
    std::int64_t high = 0;
};

struct PriceRange {
    MoneyRange payment;       ///< the largest of a voter
    std::int64_t voters = 0;  ///< who share the cost equally from every endowment, or 0
};

class RangeRun {
  public:
    RangeRun(const BudgetProfile& profile, const Exact& low, const Exact& high)
        : profile_(profile), least_(profile.projects()), open_(profile.projects()) {
        constexpr unsigned bits_max = 60;
        bits_ = bits_max - static_cast<unsigned>(high.ceiling().bits());
        const Exact unit(power_of_two(bits_));
        const auto floor = (low * unit).floor().to_int64();
        const auto ceiling = (high * unit).ceiling().to_int64();
        assert(floor && ceiling);
        purses_.assign(profile.groups(), {floor.value_or(0), ceiling.value_or(0)});
        for (Project project = 0; project < profile.projects(); ++project) {
            open_[project] = profile.approvals(project) > 0;
        }
    }

    bool surely_next(Project project) {
        if (!open_[project]) return false;
        const auto price = price_of(project);
        if (!price) return false;
        open_[project] = false;
        for (Project other = 0; other < profile_.projects(); ++other) {
            if (open_[other] && !surely_before(project, *price, other)) return false;
        }
        for (const std::uint32_t group : profile_.supporters(project)) {
            MoneyRange& purse = purses_[group];
            purse.low = std::max<std::int64_t>(purse.low - price->payment.high, 0);
            purse.high = std::max<std::int64_t>(purse.high - price->payment.low, 0);
        }
        return true;
    }

    [[nodiscard]] bool surely_over() {
        for (Project project = 0; project < profile_.projects(); ++project) {
            if (open_[project] && !surely_unpaid(project)) return false;
        }
        return true;
    }

  private:
    [[nodiscard]] Wide cost(Project project) const { return Wide{profile_.cost(project)} << bits_; }

    /// Fills seen_ with the voters of a project that may have something, by one end of the range;
    /// false where they cannot pay it.
    bool open_purses(Project project, std::int64_t MoneyRange::*end) {
        seen_.clear();
        Wide money = 0;
        for (const std::uint32_t group : profile_.supporters(project)) {
            const MoneyRange& purse = purses_[group];
            if (purse.high == 0) continue;
            const std::int64_t count = profile_.group(group).count;
            seen_.push_back({purse.*end, count, group});
            money += Wide{purse.*end} * count;
        }
        return money >= cost(project);
    }

    [[nodiscard]] bool surely_unpaid(Project project) {
        return !open_purses(project, &MoneyRange::high);
    }

    std::optional<PriceRange> price_of(Project project) {
        PriceRange price;
        if (!open_purses(project, &MoneyRange::high)) return std::nullopt;
        (void)set_apart_poor(seen_, cost(project), 0, price.payment.low);
        if (!open_purses(project, &MoneyRange::low)) return std::nullopt;
        const std::size_t rich = set_apart_poor(seen_, cost(project), 0, price.payment.high);
        ++price.payment.high;  // it was rounded down
        if (rich == seen_.size()) {
            for (const Purse& purse : seen_) price.voters += purse.voters;
        }
        return price;
    }

    /// Whether `project` comes before `other` from every endowment, or nobody can pay `other`.
    bool surely_before(Project project, const PriceRange& price, Project other) {
        const auto dearer = [&](std::int64_t payment) {
            return Wide{price.payment.high} * profile_.cost(other) <
                   Wide{payment} * profile_.cost(project);
        };
        if (dearer(least_[other])) return true;
        if (!open_purses(other, &MoneyRange::high)) {
            open_[other] = false;
            return true;
        }
        // Prices only rise, so that this one holds later too.
        (void)set_apart_poor(seen_, cost(other), 0, least_[other]);
        if (dearer(least_[other])) return true;
        if (price.voters == 0) return false;
        // Shared equally by all their voters, they may be equal to the last bit.
        const auto other_price = price_of(other);
        if (!other_price || other_price->voters == 0) return false;
        return price.voters > other_price->voters ||
               (price.voters == other_price->voters && profile_.before(project, other));
    }

    const BudgetProfile& profile_;
    unsigned bits_ = 0;
    std::vector<MoneyRange> purses_;   ///< of each voter of a group
    std::vector<std::int64_t> least_;  ///< that the largest payment for a project can be
    std::vector<bool> open_;           ///< projects that may still be paid
    std::vector<Purse> seen_;
};

}  // namespace

bool surely_buys(const BudgetProfile& profile, std::span<const Project> order, const Exact& low,
                 const Exact& high) {
    RangeRun run(profile, low, high);
    for (const Project project : order) {
        if (!run.surely_next(project)) return false;
    }
    return run.surely_over();
}

}  // namespace palabre
