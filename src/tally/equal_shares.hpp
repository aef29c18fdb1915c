#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/budget.hpp"
#include "tally/equal_shares_run.hpp"

namespace palabre {

// The method of equal shares, and ways to spend what it leaves over. Each ballot, empty ones too,
// starts with its share of the budget; of the projects that their voters can still pay, that with
// the smallest largest payment for its utility is bought; who has less pays all they have.
// D. Peters, G. Pierczynski, P. Skowron: Proportional participatory budgeting with additive
// utilities. NeurIPS 2021. Completions: P. Faliszewski et al.: Participatory budgeting, data, tools
// and analysis. IJCAI 2023, 2667-2674.

struct SharesOrder {
    std::vector<Project> order;
    std::vector<Exact> max_payments;  ///< the largest payment of a voter for each

    friend bool operator==(const SharesOrder&, const SharesOrder&) = default;
};

/// What is bought from a larger endowment.
struct SharesCompletion {
    std::vector<Project> order;
    std::optional<Exact> endowment;  ///< of each ballot; nothing without ballots
    std::int64_t steps = 0;          ///< of 1 each, from the first endowment

    friend bool operator==(const SharesCompletion&, const SharesCompletion&) = default;
};

struct EqualShares {
    std::vector<std::int64_t> approvals;
    std::vector<std::optional<Exact>> price_per_supporter;  ///< cost / approvals
    SharesOrder mes_cost;                                   ///< a project is worth its cost
    SharesOrder mes_cardinality;                            ///< a project is worth 1
    std::vector<Project> mes_cost_utilitarian;  ///< mes_cost, then greedily by approvals
    /// By cost, every endowment 1 larger each time; the last that does not overspend.
    SharesCompletion add1;
    SharesCompletion add1e;           ///< as soon as nothing more fits, if that is earlier
    SharesCompletion add1e_integral;  ///< the same from the whole part of the share
    std::vector<Project> add1u;       ///< add1, then greedily by approvals

    friend bool operator==(const EqualShares&, const EqualShares&) = default;
};

[[nodiscard]] EqualShares count_equal_shares(const BudgetElection& election);

/// Endowments that grow by 1. Those between which surely nothing changes are left out.
class EndowmentSweep {
  public:
    /// Until the outcome overspends or everything is bought, or `until_exhausted` as soon as
    /// nothing more fits.
    EndowmentSweep(const BudgetProfile& profile, const Exact& start, bool until_exhausted);

    /// A purchase, or a look ahead. False when it is over.
    bool advance();
    /// Edge: when it is over.
    [[nodiscard]] const SharesCompletion& last() const { return last_; }
    [[nodiscard]] const SharesCompletion& exhausted() const { return *exhausted_; }

  private:
    [[nodiscard]] Exact endowment(std::int64_t steps) const { return start_ + Exact(steps); }
    [[nodiscard]] bool fits_more() const;
    void settle(const std::vector<Project>& order);
    void look_ahead();
    /// Takes `steps` more that change nothing.
    void go_on(std::int64_t steps);

    const BudgetProfile* profile_;
    Exact start_;
    bool until_exhausted_;
    bool over_ = false;
    std::int64_t steps_ = 0;
    std::optional<EqualSharesRun> run_;
    SharesCompletion last_;
    std::optional<SharesCompletion> exhausted_;
    /// Steps that the next look ahead covers, growing until one fails, then shrinking; 0 for none.
    std::int64_t stride_ = 0;
    bool growing_ = false;
    int patience_ = 0;  ///< runs without a look ahead after one that found nothing
    int runs_left_ = 0;
};

/// The same in slices: a purchase, or a look ahead at endowments, in each.
class EqualSharesCount {
  public:
    explicit EqualSharesCount(const BudgetElection& election);
    EqualSharesCount(const EqualSharesCount&) = delete;
    EqualSharesCount& operator=(const EqualSharesCount&) = delete;

    /// False when it is over.
    bool advance();
    /// Edge: when it is over.
    [[nodiscard]] EqualShares result() const;

  private:
    BudgetProfile profile_;
    std::optional<EqualSharesRun> by_cost_;
    std::optional<EqualSharesRun> by_cardinality_;
    std::optional<EndowmentSweep> from_share_;
    std::optional<EndowmentSweep> from_whole_;
};

}  // namespace palabre
