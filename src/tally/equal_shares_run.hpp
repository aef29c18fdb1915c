#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/budget.hpp"
#include "tally/like_fractions.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

/// What a project is worth to each of its supporters.
enum class BudgetUtility : std::uint8_t { cost, cardinality };

/// What is left to a group of equal ballots, as seen from a project.
struct Purse {
    std::int64_t money = 0;  ///< of each, in units of 2^-bits
    std::int64_t voters = 0;
    std::uint32_t group = 0;
};

/// Sets apart, at the end, the purses that are surely below the largest payment for something of
/// `cost` units: gives how many stay, and leaves the lower bound of that payment in `payment`.
/// Purses hold less than `above` units more than they say.
/// Range: together they hold `cost`.
[[nodiscard]] std::size_t set_apart_poor(std::vector<Purse>& purses, Wide cost, std::int64_t above,
                                         std::int64_t& payment);

/// The method of equal shares from one endowment, one purchase after another.
///
/// What a voter has left is the endowment minus the payments of what she approves and was bought,
/// as long as she could pay all of them; who could not has nothing, for good. So exact figures need
/// one number for each purchase and none for each voter (LikeFractions). To see at once who can
/// pay and what is close, money is kept as whole multiples of 2^-bits besides, rounded down: less
/// than one unit too little at the start, less than one too much for each purchase. What that
/// cannot tell apart is decided by the exact figures.
class EqualSharesRun {
  public:
    EqualSharesRun(const BudgetProfile& profile, BudgetUtility utility, const Exact& endowment);

    /// Buys what has the smallest largest payment for its utility. False when nothing can be paid.
    bool buy_next();
    [[nodiscard]] const std::vector<Project>& order() const { return order_; }
    /// The largest payment of a voter for each.
    [[nodiscard]] std::vector<Exact> max_payments() const;

  private:
    /// numerator / (money_.denominator() payers): what the richest of its voters pay.
    struct Price {
        Project project = 0;
        BigInteger numerator;
        std::int64_t payers = 0;
        std::vector<std::uint32_t> poor;  ///< groups that pay all they have
    };
    /// The largest payment lies between `low` and `high` units. Where two projects overlap in
    /// that, only their exact prices tell which is bought.
    struct Bounds {
        Project project = 0;
        std::int64_t low = 0;
        std::int64_t high = 0;
    };

    [[nodiscard]] std::int64_t utility(Project project) const {
        return utility_ == BudgetUtility::cost ? profile_->cost(project) : 1;
    }
    /// Fills purses_ with the voters of a project that have something left. False when they cannot
    /// pay it.
    bool open_purses(Project project);
    /// The bounds on the largest payment, and purses_ in order: first who is not surely poor.
    [[nodiscard]] Bounds bounds(Project project, std::size_t& rich);
    [[nodiscard]] Price exact_price(Project project);
    /// What `voters` of the groups bought, by purchase: their numerators summed up.
    [[nodiscard]] BigInteger money_of(const std::vector<Purse>& purses, std::size_t from) const;
    [[nodiscard]] BigInteger money_of(std::uint32_t group) const;
    [[nodiscard]] std::vector<Project> contenders();
    void buy(const Price& price);

    const BudgetProfile* profile_;
    BudgetUtility utility_;
    unsigned bits_ = 0;
    LikeFractions money_;                                ///< the endowment, then the payments
    std::vector<std::int64_t> purse_;                    ///< of each voter of a group
    std::vector<bool> spent_;                            ///< groups that have nothing left
    std::vector<std::vector<std::uint32_t>> bought_by_;  ///< purchases that a group paid
    std::vector<std::vector<std::uint32_t>> voters_;     ///< groups of a project, not spent
    /// Projects that may still be paid, with the last lower bound: prices only rise.
    std::vector<Bounds> open_;
    std::vector<Project> order_;
    std::vector<Purse> purses_;  ///< of the project that is looked at
};

}  // namespace palabre
