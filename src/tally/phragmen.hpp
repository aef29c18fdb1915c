#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "tally/budget.hpp"
#include "tally/like_fractions.hpp"
#include "tally/wide_integer.hpp"

namespace palabre {

// Phragmen's sequential rule with costs: what is bought is borne by its supporters so that all of
// them have the same load after it, and the smallest such load is next.
// M. Los, Z. Christoff, D. Grossi: Proportional budget allocations. IJCAI 2022, 398-404.

struct PhragmenBudget {
    std::vector<std::int64_t> approvals;
    std::vector<std::optional<Exact>> price_per_supporter;  ///< cost / approvals
    std::vector<Project> order;
    std::vector<Exact> loads;  ///< of each supporter after each purchase

    friend bool operator==(const PhragmenBudget&, const PhragmenBudget&) = default;
};

/// Counts. Projects dearer than the budget are out; it ends when any of those with the least load
/// would overspend.
[[nodiscard]] PhragmenBudget count_phragmen(const BudgetElection& election);

/// The same in slices, one purchase each: O(projects + votes on the ballots of its supporters), and
/// O(purchases) numbers for each project that is in question.
class PhragmenCount {
  public:
    explicit PhragmenCount(const BudgetElection& election);

    /// Buys the next project. False when there is none.
    bool buy_next();
    [[nodiscard]] PhragmenBudget result() const;

  private:
    /// (cost + loads of its voters) times the common denominator of loads times its approvals.
    [[nodiscard]] BigInteger exact_load(Project project) const;
    /// All with the least load.
    [[nodiscard]] std::vector<Project> least() const;
    void buy(Project project);

    BudgetProfile profile_;
    /// Loads are kept as whole multiples of 2^-bits_, rounded down, to see at once what is close.
    unsigned bits_;
    std::vector<bool> open_;
    std::vector<UnsignedWide> sums_;  ///< cost and loads of its voters, of each project
    std::vector<std::size_t> last_;   ///< 1 + what each group bought last, 0 where nothing
    LikeFractions loads_;
    std::vector<std::int64_t> fixed_loads_;
    std::vector<Project> order_;
    std::int64_t left_;
};

}  // namespace palabre
