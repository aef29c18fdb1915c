#include "tally/endowment_leap.hpp"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <vector>

namespace palabre {

namespace {

/// A sum of money: `here` now, and `rise` more for each unit more of the endowment.
struct Line {
    Exact here;
    Exact rise;

    friend Line operator-(const Line& a, const Line& b) {
        return {a.here - b.here, a.rise - b.rise};
    }
    friend Line operator*(const Line& a, std::int64_t factor) {
        return {a.here * Exact(factor), a.rise * Exact(factor)};
    }
};

class LeapRun {
  public:
    LeapRun(const BudgetProfile& profile, const Exact& endowment, std::int64_t most)
        : profile_(profile),
          most_(most),
          purses_(profile.groups(), Line{endowment, Exact(1)}),
          open_(profile.projects()) {
        for (Project project = 0; project < profile.projects(); ++project) {
            open_[project] = profile.approvals(project) > 0;
        }
    }

    void buy(Project project) {
        const std::optional<Line> price = price_of(project);
        if (!price) return;  // `order` is not what is bought here
        const std::vector<bool> poor = poor_;
        open_[project] = false;
        for (Project other = 0; other < profile_.projects(); ++other) {
            if (!open_[other]) continue;
            const std::optional<Line> dearer = price_of(other);
            if (!dearer) continue;
            const Line lead = *dearer * profile_.cost(project) - *price * profile_.cost(other);
            if (profile_.before(project, other)) {
                keep_from_falling_below_0(lead);
            } else {
                keep_above_0(lead);
            }
        }
        const std::vector<std::uint32_t>& groups = profile_.supporters(project);
        for (std::size_t i = 0; i < groups.size(); ++i) {
            Line& purse = purses_[groups[i]];
            purse = poor[i] ? Line{} : purse - *price;
        }
    }

    [[nodiscard]] std::int64_t finish() {
        for (Project project = 0; project < profile_.projects(); ++project) {
            if (open_[project] && price_of(project)) return 0;
        }
        return most_;
    }

  private:
    /// The largest payment for a project, with poor_ saying who of its supporters pays all they
    /// have; nothing, for good, where they cannot pay it.
    std::optional<Line> price_of(Project project) {
        const std::vector<std::uint32_t>& groups = profile_.supporters(project);
        Line lacking{Exact(profile_.cost(project)), Exact()};
        for (const std::uint32_t group : groups) lacking = lacking - money_of(group);
        if (lacking.here.sign() > 0) {
            keep_above_0(lacking);
            open_[project] = false;
            return std::nullopt;
        }
        keep_from_falling_below_0(Line{} - lacking);

        poor_.assign(groups.size(), false);
        Line rest{Exact(profile_.cost(project)), Exact()};
        std::int64_t payers = profile_.approvals(project);
        Line price;
        for (bool changed = true; changed;) {
            price = {rest.here / Exact(payers), rest.rise / Exact(payers)};
            changed = false;
            for (std::size_t i = 0; i < groups.size(); ++i) {
                if (poor_[i] || purses_[groups[i]].here >= price.here) continue;
                poor_[i] = changed = true;
                rest = rest - money_of(groups[i]);
                payers -= profile_.group(groups[i]).count;
            }
        }
        for (std::size_t i = 0; i < groups.size(); ++i) {
            const Line spare = purses_[groups[i]] - price;
            keep_from_falling_below_0(poor_[i] ? Line{} - spare : spare);
        }
        return price;
    }

    [[nodiscard]] Line money_of(std::uint32_t group) const {
        return purses_[group] * profile_.group(group).count;
    }

    void keep_from_falling_below_0(const Line& line) {
        if (line.rise.sign() < 0) shorten((line.here / (Exact() - line.rise)).floor());
    }
    void keep_above_0(const Line& line) {
        if (line.rise.sign() >= 0) return;
        shorten((line.here / (Exact() - line.rise)).ceiling() - BigInteger(1));
    }
    void shorten(const BigInteger& steps) {
        if (steps < BigInteger(most_)) most_ = steps.to_int64().value_or(0);
    }

    const BudgetProfile& profile_;
    std::int64_t most_;
    std::vector<Line> purses_;  ///< of each voter of a group
    std::vector<bool> open_;    ///< projects that may still be paid
    std::vector<bool> poor_;
};

}  // namespace

std::int64_t steps_alike(const BudgetProfile& profile, std::span<const Project> order,
                         const Exact& endowment, std::int64_t most) {
    LeapRun run(profile, endowment, most);
    for (const Project project : order) run.buy(project);
    return std::max<std::int64_t>(run.finish(), 0);
}

}  // namespace palabre
