// The two rules that follow what each ballot bears or has left.
#include <algorithm>
#include <compare>
#include <numeric>
#include <optional>

#include "tally/ballot_pile.hpp"
#include "tally/big_integer.hpp"
#include "tally/committees.hpp"

namespace palabre {

namespace {

/// A way so far. Ballots that bear the same share a level, so that the same way found twice is seen
/// to be one. All amounts are over one denominator: reducing each would take most of the time.
struct Way {
    std::vector<Option> committee;    ///< ascending
    std::vector<std::size_t> level;   ///< of each distinct ballot
    std::vector<BigInteger> amounts;  ///< of each level, ascending: money left, or load
    BigInteger denominator{1};        ///< above 0; what one option costs, in these amounts
    bool paying = false;              ///< amounts are money

    friend bool operator<(const Way& a, const Way& b) {
        if (a.paying != b.paying) return a.paying < b.paying;
        if (a.committee != b.committee) return a.committee < b.committee;
        if (a.level != b.level) return a.level < b.level;
        // As many levels in both.
        for (std::size_t i = 0; i < a.amounts.size(); ++i) {
            const auto order = a.amounts[i] * b.denominator <=> b.amounts[i] * a.denominator;
            if (order != std::strong_ordering::equal) return std::is_lt(order);
        }
        return false;
    }
};

/// What one option costs each of its ballots, or those that bear most of it: amount / divisor over
/// the way's denominator.
struct Price {
    BigInteger amount;
    std::int64_t divisor = 1;  ///< above 0

    friend std::strong_ordering operator<=>(const Price& a, const Price& b) {
        return a.amount * b.divisor <=> b.amount * a.divisor;
    }
    friend bool operator==(const Price& a, const Price& b) {
        return (a <=> b) == std::strong_ordering::equal;
    }
};

/// Makes `price` whole over the denominator of `way`, and gives that what this needs.
BigInteger level_at(const Price& price, Way& way) {
    const std::int64_t rest =
        *BigInteger::divide_down(price.amount, price.divisor).second.to_int64();
    const std::int64_t common = std::gcd(rest, price.divisor);
    const std::int64_t factor = price.divisor / common;
    if (factor > 1) {
        way.denominator *= factor;
        for (BigInteger& each : way.amounts) each *= factor;
    }
    return common > 1 ? BigInteger::divide_down(price.amount, common).first : price.amount;
}

class LoadCount {
  public:
    LoadCount(std::size_t options, Seats seats, std::span<const ApprovalBallot> ballots)
        : options_(options),
          ballots_(BallotPile(ballots).ballots()),
          approvals_(count_approvals(options, ballots)),
          found_(options, seats, ballots_) {}

    [[nodiscard]] Result<Committees> elect(bool paying) {
        Way start;
        start.level.resize(ballots_.size());
        start.paying = paying && approvals_.ballots > 0;
        start.amounts.emplace_back();
        if (start.paying) {
            start.amounts[0] = static_cast<std::int64_t>(found_.seats());
            start.denominator = approvals_.ballots;
        }
        std::set<Way> round{std::move(start)};
        for (std::size_t elected = 0; elected < found_.seats(); ++elected) {
            std::set<Way> next;
            for (const Way& way : round) {
                go_on(way, next);
                if (found_.too_many(next.size(), ballots_.size())) return found_.fault();
            }
            round = std::move(next);
        }
        for (const Way& way : round) found_.add(way.committee);
        return found_.take();
    }

  private:
    /// The ballots for an option at each level.
    using Supporters = std::vector<std::int64_t>;

    [[nodiscard]] std::vector<Supporters> supporters(const Way& way) const {
        std::vector<Supporters> result(options_, Supporters(way.amounts.size()));
        for (std::size_t i = 0; i < ballots_.size(); ++i) {
            for (const Option option : ballots_[i].approved) {
                result[option][way.level[i]] += ballots_[i].count;
            }
        }
        return result;
    }

    /// The largest payment for an option, or nothing where its ballots have less than it costs.
    static std::optional<Price> payment(const Way& way, const Supporters& at, std::int64_t all) {
        Price price{way.denominator, all};
        for (std::size_t i = 0; i < at.size() && price.divisor > 0; ++i) {
            if (at[i] == 0) continue;
            if (way.amounts[i] * price.divisor >= price.amount) return price;
            price.amount -= way.amounts[i] * at[i];
            price.divisor -= at[i];
        }
        return std::nullopt;
    }

    static Price load(const Way& way, const Supporters& at, std::int64_t all) {
        Price price{way.denominator, all};
        for (std::size_t i = 0; i < at.size(); ++i) {
            if (at[i] != 0) price.amount += way.amounts[i] * at[i];
        }
        return price;
    }

    /// Adds the ways that one more option opens to `next`.
    void go_on(const Way& way, std::set<Way>& next) {
        const std::vector<Supporters> at = supporters(way);
        std::vector<std::optional<Price>> prices(options_);
        std::optional<Price> best;
        for (Option option = 0; option < options_; ++option) {
            const std::int64_t all = approvals_.counts[option];
            if (all == 0 || !found_.like().is_next(option, way.committee)) continue;
            prices[option] =
                way.paying ? payment(way, at[option], all) : load(way, at[option], all);
            if (prices[option] && (!best || *prices[option] < *best)) best = prices[option];
        }
        if (!best && way.paying) return go_on(to_loads(way), next);
        if (!best) return found_.add(way.committee);
        for (Option option = 0; option < options_; ++option) {
            if (prices[option] == best) next.insert(with(way, option, *best));
        }
    }

    static Way to_loads(const Way& way) {
        Way loads = way;
        loads.paying = false;
        const std::size_t last = way.amounts.size() - 1;
        for (std::size_t i = 0; i <= last; ++i) loads.amounts[last - i] = -way.amounts[i];
        for (std::size_t& level : loads.level) level = last - level;
        return loads;
    }

    [[nodiscard]] Way with(Way way, Option option, const Price& price) const {
        const BigInteger paid = level_at(price, way);
        Way result;
        result.committee = way.committee;
        result.committee.insert(
            std::lower_bound(result.committee.begin(), result.committee.end(), option), option);
        result.denominator = way.denominator;
        result.paying = way.paying;
        // Of each level first what it is for those who do not approve, then for those who do.
        std::vector<BigInteger> amounts = way.amounts;
        for (const BigInteger& amount : way.amounts) {
            amounts.push_back(!way.paying ? paid : amount <= paid ? BigInteger() : amount - paid);
        }
        std::vector<std::size_t> where(ballots_.size());
        for (std::size_t i = 0; i < ballots_.size(); ++i) {
            const auto& approved = ballots_[i].approved;
            const bool approves = std::binary_search(approved.begin(), approved.end(), option);
            where[i] = way.level[i] + (approves ? way.amounts.size() : 0);
        }
        std::vector<bool> used(amounts.size());
        for (const std::size_t each : where) used[each] = true;
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            if (used[i]) result.amounts.push_back(amounts[i]);
        }
        std::sort(result.amounts.begin(), result.amounts.end());
        result.amounts.erase(std::unique(result.amounts.begin(), result.amounts.end()),
                             result.amounts.end());
        std::vector<std::size_t> new_level(amounts.size());
        for (std::size_t i = 0; i < amounts.size(); ++i) {
            new_level[i] = static_cast<std::size_t>(
                std::lower_bound(result.amounts.begin(), result.amounts.end(), amounts[i]) -
                result.amounts.begin());
        }
        for (std::size_t& each : where) each = new_level[each];
        result.level = std::move(where);
        return result;
    }

    std::size_t options_;
    std::vector<ApprovalBallot> ballots_;
    ApprovalResult approvals_;
    CommitteeSet found_;
};

}  // namespace

Result<Committees> elect_by_phragmen(std::size_t options, Seats seats,
                                     std::span<const ApprovalBallot> ballots) {
    return LoadCount(options, seats, ballots).elect(false);
}

Result<Committees> elect_by_equal_shares(std::size_t options, Seats seats,
                                         std::span<const ApprovalBallot> ballots) {
    return LoadCount(options, seats, ballots).elect(true);
}

}  // namespace palabre
