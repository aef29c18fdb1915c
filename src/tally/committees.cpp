#include "tally/committees.hpp"

#include <algorithm>
#include <cstdint>
#include <map>
#include <string>

#include "tally/ballot_pile.hpp"
#include "tally/exact.hpp"

namespace palabre {

namespace {

/// Ballots times ways that are kept at a time: a quarter of a gigabyte.
constexpr std::size_t kept_max = std::size_t{1} << 26U;

/// How many ways there are to choose `places` of `pool`; `limit` + 1 for any number above it.
std::size_t choices(std::size_t pool, std::size_t places, std::size_t limit) {
    places = std::min(places, pool - places);
    std::uint64_t number = 1;
    for (std::size_t i = 1; i <= places; ++i) {
        number = number * (pool - places + i) / i;
        if (number > limit) return limit + 1;
    }
    return static_cast<std::size_t>(number);
}

/// The best by `scores`; all choices of the last that fit are in.
template <class Score>
Result<Committees> best_scores(std::size_t options, Seats seats, const std::vector<Score>& scores) {
    CommitteeSet found(options, seats);
    std::vector<Option> certain;
    for (const std::vector<Option>& group : ranking_by(scores)) {
        if (certain.size() + group.size() >= seats.seats) {
            if (!found.fill_up(certain, group)) return found.fault();
            return found.take();
        }
        certain.insert(certain.end(), group.begin(), group.end());
    }
    return Committees{certain};
}

}  // namespace

bool CommitteeSet::too_many(std::size_t ways, std::size_t ballots) const {
    return ways > seats_.limit || ways > kept_max / std::max<std::size_t>(ballots, 1);
}

Fault CommitteeSet::fault() const {
    return {"ties", "seats",
            "so many options are tied that the committees cannot be listed: there are more than " +
                std::to_string(seats_.limit) + ", or too many ways to them"};
}

bool CommitteeSet::fill_up(const std::vector<Option>& chosen, const std::vector<Option>& pool) {
    const std::size_t places = std::min(seats_.seats - chosen.size(), pool.size());
    if (choices(pool.size(), places, seats_.limit) > seats_.limit) return false;
    std::vector<std::size_t> picked(places);
    for (std::size_t i = 0; i < places; ++i) picked[i] = i;
    for (;;) {
        std::vector<Option> committee = chosen;
        for (const std::size_t each : picked) committee.push_back(pool[each]);
        std::sort(committee.begin(), committee.end());
        found_.insert(std::move(committee));
        if (found_.size() > seats_.limit) return false;
        // The last place that can still move up, and those behind it next to it.
        std::size_t i = places;
        while (i > 0 && picked[i - 1] == pool.size() - places + i - 1) --i;
        if (i == 0) return true;
        ++picked[i - 1];
        for (; i < places; ++i) picked[i] = picked[i - 1] + 1;
    }
}

bool CommitteeSet::fill_up(const std::vector<Option>& chosen) {
    std::vector<Option> pool;
    for (Option option = 0; option < options_; ++option) {
        if (std::find(chosen.begin(), chosen.end(), option) == chosen.end()) pool.push_back(option);
    }
    return fill_up(chosen, pool);
}

Result<Committees> elect_by_approvals(std::size_t options, Seats seats,
                                      std::span<const ApprovalBallot> ballots) {
    return best_scores(options, seats, count_approvals(options, ballots).counts);
}

Result<Committees> elect_by_satisfaction(std::size_t options, Seats seats,
                                         std::span<const ApprovalBallot> ballots) {
    // By the size of the ballot first, so that there are few fractions.
    std::vector<std::map<std::size_t, std::int64_t>> approvals(options);
    for (const ApprovalBallot& ballot : ballots) {
        for (const Option option : ballot.approved) {
            approvals[option][ballot.approved.size()] += ballot.count;
        }
    }
    std::vector<Exact> scores(options);
    for (std::size_t i = 0; i < options; ++i) {
        for (const auto& [size, count] : approvals[i]) {
            scores[i] += Exact(count, static_cast<std::int64_t>(size));
        }
    }
    return best_scores(options, seats, scores);
}

Result<Committees> elect_by_sequential_pav(std::size_t options, Seats seats,
                                           std::span<const ApprovalBallot> ballots) {
    const std::vector<ApprovalBallot> distinct = BallotPile(ballots).ballots();
    // share[j] is 1 / (j + 1) over the common denominator of all of them.
    BigInteger common(1);
    for (std::size_t i = 2; i <= seats.seats; ++i) {
        const BigInteger factor(static_cast<std::int64_t>(i));
        common *= BigInteger::divide_down(factor, BigInteger::gcd(common, factor)).first;
    }
    std::vector<BigInteger> share;
    for (std::size_t i = 1; i <= seats.seats; ++i) {
        share.push_back(
            BigInteger::divide_down(common, BigInteger(static_cast<std::int64_t>(i))).first);
    }

    CommitteeSet found(options, seats);
    std::set<std::vector<Option>> round{{}};
    for (std::size_t elected = 0; elected < seats.seats; ++elected) {
        std::set<std::vector<Option>> next;
        for (const std::vector<Option>& committee : round) {
            std::vector<bool> inside(options);
            for (const Option option : committee) inside[option] = true;
            // voters[option * (elected + 1) + j] approve it and j of the committee.
            std::vector<std::int64_t> voters(options * (elected + 1));
            for (const ApprovalBallot& ballot : distinct) {
                const auto j = static_cast<std::size_t>(
                    std::count_if(ballot.approved.begin(), ballot.approved.end(),
                                  [&inside](Option option) { return inside[option]; }));
                for (const Option option : ballot.approved) {
                    voters[option * (elected + 1) + j] += ballot.count;
                }
            }
            std::vector<BigInteger> gains(options);
            BigInteger best;
            for (std::size_t i = 0; i < options; ++i) {
                if (inside[i]) continue;
                for (std::size_t j = 0; j <= elected; ++j) {
                    gains[i] += share[j] * voters[i * (elected + 1) + j];
                }
                best = std::max(best, gains[i]);
            }
            if (best.sign() == 0) {
                if (!found.fill_up(committee)) return found.fault();
                continue;
            }
            for (Option option = 0; option < options; ++option) {
                if (inside[option] || gains[option] != best) continue;
                std::vector<Option> larger = committee;
                larger.insert(std::lower_bound(larger.begin(), larger.end(), option), option);
                next.insert(std::move(larger));
            }
            if (found.too_many(next.size())) return found.fault();
        }
        round = std::move(next);
    }
    for (const std::vector<Option>& committee : round) {
        if (!found.fill_up(committee, {})) return found.fault();
    }
    return found.take();
}

Result<CommitteesResult> elect_committees(std::size_t options, Seats seats,
                                          std::span<const ApprovalBallot> ballots) {
    CommitteesResult result;
    PALABRE_TRY(by_approvals, elect_by_approvals(options, seats, ballots));
    PALABRE_TRY(by_satisfaction, elect_by_satisfaction(options, seats, ballots));
    PALABRE_TRY(by_sequential_pav, elect_by_sequential_pav(options, seats, ballots));
    PALABRE_TRY(by_phragmen, elect_by_phragmen(options, seats, ballots));
    PALABRE_TRY(by_equal_shares, elect_by_equal_shares(options, seats, ballots));
    result.by_approvals = std::move(by_approvals);
    result.by_satisfaction = std::move(by_satisfaction);
    result.by_sequential_pav = std::move(by_sequential_pav);
    result.by_phragmen = std::move(by_phragmen);
    result.by_equal_shares = std::move(by_equal_shares);
    return result;
}

}  // namespace palabre
