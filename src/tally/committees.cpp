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

/// Calls `take` with every choice of `places` of `pool`, ascending, in lexicographic order.
template <class Take>
void choose_all(const std::vector<Option>& pool, std::size_t places, const Take& take) {
    std::vector<std::size_t> picked(places);
    for (std::size_t i = 0; i < places; ++i) picked[i] = i;
    for (;;) {
        std::vector<Option> choice;
        choice.reserve(places);
        for (const std::size_t each : picked) choice.push_back(pool[each]);
        take(choice);
        // The last place that can still move up, and those behind it next to it.
        std::size_t i = places;
        while (i > 0 && picked[i - 1] == pool.size() - places + i - 1) --i;
        if (i == 0) return;
        ++picked[i - 1];
        for (; i < places; ++i) picked[i] = picked[i - 1] + 1;
    }
}

Committees in_order(Committees committees) {
    for (std::vector<Option>& each : committees) std::sort(each.begin(), each.end());
    std::sort(committees.begin(), committees.end());
    return committees;
}

Fault too_many_tied(std::size_t limit) {
    return {"ties", "seats",
            "so many options are tied that the committees cannot be listed: there are more than " +
                std::to_string(limit) + ", or too many ways to them"};
}

/// The best by `scores`; all choices of the last that fit are in.
template <class Score>
Result<Committees> best_scores(Seats seats, const std::vector<Score>& scores) {
    std::vector<Option> certain;
    for (const std::vector<Option>& group : ranking_by(scores)) {
        const std::size_t places = seats.seats - certain.size();
        if (group.size() >= places) {
            if (choices(group.size(), places, seats.limit) > seats.limit) {
                return too_many_tied(seats.limit);
            }
            Committees found;
            choose_all(group, places, [&found, &certain](const std::vector<Option>& choice) {
                found.push_back(certain);
                found.back().insert(found.back().end(), choice.begin(), choice.end());
            });
            return in_order(std::move(found));
        }
        certain.insert(certain.end(), group.begin(), group.end());
    }
    return Committees{certain};
}

/// What of an option must be the same for two to be alike: the size and number of its ballots.
using Likeness = std::vector<std::pair<std::size_t, std::int64_t>>;

/// Whether `a` may stand for `b` on all its ballots: with as many ballots, they are alike.
bool stands_for(Option a, Option b, const std::vector<std::size_t>& ballots_of_a,
                std::span<const ApprovalBallot> distinct) {
    for (const std::size_t each : ballots_of_a) {
        const ApprovalBallot& ballot = distinct[each];
        std::vector<Option> swapped = ballot.approved;
        if (std::binary_search(swapped.begin(), swapped.end(), b)) continue;
        *std::lower_bound(swapped.begin(), swapped.end(), a) = b;
        std::sort(swapped.begin(), swapped.end());
        const auto other = std::lower_bound(
            distinct.begin(), distinct.end(), swapped,
            [](const ApprovalBallot& one, const auto& wanted) { return one.approved < wanted; });
        if (other == distinct.end() || other->approved != swapped || other->count != ballot.count) {
            return false;
        }
    }
    return true;
}

}  // namespace

LikeOptions::LikeOptions(std::size_t options, std::span<const ApprovalBallot> distinct)
    : before_(options) {
    /// Further classes of one likeness are not compared with.
    constexpr std::size_t compared_max = 64;
    std::vector<std::vector<std::size_t>> ballots_of(options);
    for (std::size_t i = 0; i < distinct.size(); ++i) {
        for (const Option option : distinct[i].approved) ballots_of[option].push_back(i);
    }
    std::map<Likeness, std::vector<std::size_t>> classes_like;
    for (Option option = 0; option < options; ++option) {
        Likeness likeness;
        for (const std::size_t each : ballots_of[option]) {
            likeness.emplace_back(distinct[each].approved.size(), distinct[each].count);
        }
        std::sort(likeness.begin(), likeness.end());
        std::vector<std::size_t>& known = classes_like[std::move(likeness)];
        const auto same = std::find_if(known.begin(), known.end(), [&](std::size_t each) {
            const Option first = classes_[each].front();
            return stands_for(first, option, ballots_of[first], distinct);
        });
        if (same != known.end()) {
            before_[option] = classes_[*same].back();
            classes_[*same].push_back(option);
            continue;
        }
        before_[option] = option;
        if (known.size() < compared_max) known.push_back(classes_.size());
        classes_.push_back({option});
    }
}

bool LikeOptions::is_next(Option option, const std::vector<Option>& committee) const {
    const auto inside = [&committee](Option each) {
        return std::binary_search(committee.begin(), committee.end(), each);
    };
    return !inside(option) && (before_[option] == option || inside(before_[option]));
}

bool CommitteeSet::too_many(std::size_t ways, std::size_t ballots) const {
    return ways > seats_.limit || ways > kept_max / std::max<std::size_t>(ballots, 1);
}

Fault CommitteeSet::fault() const {
    return too_many_tied(seats_.limit);
}

void CommitteeSet::add(std::vector<Option> committee) {
    for (Option option = 0; option < options_ && committee.size() < seats_.seats; ++option) {
        if (!like_.is_next(option, committee)) continue;
        committee.insert(std::lower_bound(committee.begin(), committee.end(), option), option);
    }
    found_.insert(std::move(committee));
}

Result<Committees> CommitteeSet::take() const {
    Committees all;
    for (const std::vector<Option>& committee : found_) {
        Committees alike{{}};
        for (const std::vector<Option>& like : like_.classes()) {
            const auto places = static_cast<std::size_t>(
                std::count_if(like.begin(), like.end(), [&committee](Option option) {
                    return std::binary_search(committee.begin(), committee.end(), option);
                }));
            if (places == 0) continue;
            const std::size_t left = seats_.limit - std::min(seats_.limit, all.size());
            if (choices(like.size(), places, left) > left / alike.size()) return fault();
            Committees next;
            choose_all(like, places, [&next, &alike](const std::vector<Option>& choice) {
                for (const std::vector<Option>& each : alike) {
                    next.push_back(each);
                    next.back().insert(next.back().end(), choice.begin(), choice.end());
                }
            });
            alike = std::move(next);
        }
        all.insert(all.end(), alike.begin(), alike.end());
        if (all.size() > seats_.limit) return fault();
    }
    return in_order(std::move(all));
}

Result<Committees> elect_by_approvals(std::size_t options, Seats seats,
                                      std::span<const ApprovalBallot> ballots) {
    return best_scores(seats, count_approvals(options, ballots).counts);
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
    return best_scores(seats, scores);
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

    CommitteeSet found(options, seats, distinct);
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
                found.add(committee);
                continue;
            }
            for (Option option = 0; option < options; ++option) {
                if (gains[option] != best || !found.like().is_next(option, committee)) continue;
                std::vector<Option> larger = committee;
                larger.insert(std::lower_bound(larger.begin(), larger.end(), option), option);
                next.insert(std::move(larger));
            }
            if (found.too_many(next.size())) return found.fault();
        }
        round = std::move(next);
    }
    for (const std::vector<Option>& committee : round) found.add(committee);
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
