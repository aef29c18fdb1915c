#include "tally/committees.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <functional>
#include <set>
#include <vector>

#include "support/random.hpp"
#include "tally/ballot_pile.hpp"
#include "tally/equal_shares.hpp"
#include "tally/exact.hpp"
#include "tally/phragmen.hpp"

namespace committees_test {

using namespace palabre;
using support::Random;

namespace {

using Committee = std::vector<Option>;
using Ballots = std::vector<ApprovalBallot>;

bool has(const Committee& list, Option option) {
    return std::find(list.begin(), list.end(), option) != list.end();
}

/// Every way, step by step, for every voter: `best` names all that may come next after `elected`.
Committees all_ways(std::size_t options, std::size_t seats,
                    const std::function<Committee(const Committee&)>& best) {
    std::set<Committee> found;
    const std::function<void(const Committee&)> go = [&](const Committee& elected) {
        if (elected.size() == seats) {
            Committee sorted = elected;
            std::sort(sorted.begin(), sorted.end());
            found.insert(sorted);
            return;
        }
        Committee next = best(elected);
        if (next.empty()) {
            for (Option option = 0; option < options; ++option) {
                if (!has(elected, option)) next.push_back(option);
            }
        }
        for (const Option option : next) {
            Committee more = elected;
            more.push_back(option);
            go(more);
        }
    };
    go({});
    return {found.begin(), found.end()};
}

/// The approved options, not elected, of the largest value.
template <class Value>
Committee largest(std::size_t options, const Ballots& ballots, const Committee& elected,
                  Value value_of) {
    Committee best;
    Exact most;
    for (Option option = 0; option < options; ++option) {
        const bool approved = std::any_of(ballots.begin(), ballots.end(), [&](const auto& each) {
            return each.count > 0 && has(each.approved, option);
        });
        if (has(elected, option) || !approved) continue;
        const Exact value = value_of(option);
        if (best.empty() || value > most) best.clear();
        if (best.empty() || value == most) {
            best.push_back(option);
            most = value;
        }
    }
    return best;
}

Committees plain_pav(std::size_t options, std::size_t seats, const Ballots& ballots) {
    return all_ways(options, seats, [&](const Committee& elected) {
        return largest(options, ballots, elected, [&](Option option) {
            Exact gain;
            for (const ApprovalBallot& ballot : ballots) {
                if (!has(ballot.approved, option)) continue;
                std::int64_t inside = 0;
                for (const Option each : ballot.approved) inside += has(elected, each) ? 1 : 0;
                gain += Exact(ballot.count) / Exact(inside + 1);
            }
            return gain;
        });
    });
}

struct Voter {
    Committee approved;
    Exact money;
};

std::vector<Voter> voters_of(const Ballots& ballots, const Exact& money) {
    std::vector<Voter> voters;
    for (const ApprovalBallot& ballot : ballots) {
        voters.insert(voters.end(), static_cast<std::size_t>(ballot.count),
                      {ballot.approved, money});
    }
    return voters;
}

std::vector<Exact> purses(const std::vector<Voter>& voters, Option option) {
    std::vector<Exact> result;
    for (const Voter& voter : voters) {
        if (has(voter.approved, option)) result.push_back(voter.money);
    }
    std::sort(result.begin(), result.end());
    return result;
}

/// What the richest pay for something that costs 1, or nothing.
std::optional<Exact> payment(const std::vector<Exact>& purses) {
    Exact rest(1);
    for (std::size_t i = 0; i < purses.size(); ++i) {
        const Exact each = rest / Exact(static_cast<std::int64_t>(purses.size() - i));
        if (each <= purses[i]) return each;
        rest -= purses[i];
    }
    return std::nullopt;
}

/// Plays the given order through, with shares to spend first where `seats` is above 0.
Committees plain_loads(std::size_t options, std::size_t seats, const Ballots& ballots,
                       bool with_shares) {
    std::int64_t all = 0;
    for (const ApprovalBallot& ballot : ballots) all += ballot.count;
    const Exact share =
        with_shares && all > 0 ? Exact(static_cast<std::int64_t>(seats)) / Exact(all) : Exact(0);
    return all_ways(options, seats, [&](const Committee& elected) {
        std::vector<Voter> voters = voters_of(ballots, share);
        bool paying = with_shares;
        Committee so_far;
        for (std::size_t step = 0;; ++step) {
            Committee best;
            if (paying) {
                best = largest(options, ballots, so_far, [&](Option option) {
                    const auto price = payment(purses(voters, option));
                    return price ? Exact(0) - *price : Exact(-1'000'000);
                });
                paying = !best.empty() && payment(purses(voters, best.front())).has_value();
            }
            const auto load = [&](Option option) {
                Exact sum(1);
                const std::vector<Exact> left = purses(voters, option);
                for (const Exact& each : left) sum -= each;
                return sum / Exact(static_cast<std::int64_t>(left.size()));
            };
            if (!paying) {
                best = largest(options, ballots, so_far,
                               [&](Option option) { return Exact(0) - load(option); });
            }
            if (step == elected.size()) return best;
            const Option next = elected[step];
            so_far.push_back(next);
            if (best.empty()) continue;
            const Exact price = paying ? *payment(purses(voters, next)) : load(next);
            for (Voter& voter : voters) {
                if (!has(voter.approved, next)) continue;
                voter.money =
                    paying ? voter.money - std::min(voter.money, price) : Exact(0) - price;
            }
        }
    });
}

/// All committees of the largest sum of `value`.
template <class Value>
Committees plain_sums(std::size_t options, std::size_t seats, Value value) {
    std::set<Committee> found;
    Exact most(-1);
    for (std::size_t bits = 0; bits < std::size_t{1} << options; ++bits) {
        Committee committee;
        Exact sum;
        for (Option option = 0; option < options; ++option) {
            if ((bits >> option & 1U) == 0) continue;
            committee.push_back(option);
            sum += value(option);
        }
        if (committee.size() != seats) continue;
        if (sum > most) found.clear();
        if (sum >= most) {
            most = sum;
            found.insert(committee);
        }
    }
    return {found.begin(), found.end()};
}

Ballots random_ballots(Random& random, std::size_t options) {
    Ballots ballots;
    const std::int64_t number = random.between(0, 6);
    for (std::int64_t i = 0; i < number; ++i) {
        ApprovalBallot ballot{random.between(0, 3), {}};
        for (Option option = 0; option < options; ++option) {
            if (random.chance(40)) ballot.approved.push_back(option);
        }
        ballots.push_back(ballot);
    }
    return ballots;
}

}  // namespace

TEST_CASE("committees are those of a count of every voter on every way", "[tally][property]") {
    Random random(31);
    for (int round = 0; round < support::rounds(1500); ++round) {
        const auto options = static_cast<std::size_t>(random.between(1, 5));
        const auto seats = static_cast<std::size_t>(
            random.between(1, std::min<std::int64_t>(static_cast<std::int64_t>(options), 4)));
        const Ballots ballots = random_ballots(random, options);
        const CommitteesResult result =
            elect_committees(options, {.seats = seats}, ballots).value();
        REQUIRE(result.by_approvals == plain_sums(options, seats, [&](Option option) {
                    Exact sum;
                    for (const auto& each : ballots) {
                        if (has(each.approved, option)) sum += Exact(each.count);
                    }
                    return sum;
                }));
        REQUIRE(result.by_satisfaction == plain_sums(options, seats, [&](Option option) {
                    Exact sum;
                    for (const auto& each : ballots) {
                        if (!has(each.approved, option)) continue;
                        const auto size = static_cast<std::int64_t>(each.approved.size());
                        sum += Exact(each.count) / Exact(size);
                    }
                    return sum;
                }));
        REQUIRE(result.by_sequential_pav == plain_pav(options, seats, ballots));
        REQUIRE(result.by_phragmen == plain_loads(options, seats, ballots, false));
        REQUIRE(result.by_equal_shares == plain_loads(options, seats, ballots, true));
    }
}

TEST_CASE("without ballots every committee is as good", "[tally]") {
    const CommitteesResult result = elect_committees(3, {.seats = 2}, {}).value();
    const Committees all{{0, 1}, {0, 2}, {1, 2}};
    CHECK(result.by_approvals == all);
    CHECK(result.by_satisfaction == all);
    CHECK(result.by_sequential_pav == all);
    CHECK(result.by_phragmen == all);
    CHECK(result.by_equal_shares == all);
    CHECK(elect_by_phragmen(1, {.seats = 1}, {}).value() == Committees{{0}});
    CHECK(elect_by_phragmen(0, {.seats = 0}, {}).value() == Committees{{}});
}

TEST_CASE("more tied committees than the limit are refused, one fewer is listed", "[tally]") {
    // 10 of 20 are 184,756.
    CHECK(elect_by_approvals(20, {.seats = 10}, {}).value().size() == 184'756);
    CHECK(elect_by_approvals(22, {.seats = 11}, {}).fault().code == "ties");
    const Ballots singles{{1, {0}}, {1, {1}}, {1, {2}}, {1, {3}}};
    CHECK(elect_by_sequential_pav(4, {.seats = 2, .limit = 6}, singles).value().size() == 6);
    for (const auto& rule : {elect_by_sequential_pav, elect_by_phragmen, elect_by_equal_shares}) {
        CHECK(rule(4, {.seats = 2, .limit = 5}, singles).fault().code == "ties");
        CHECK(rule(300, {.seats = 150}, {}).fault().code == "ties");
    }
}

TEST_CASE("options that are alike are elected in each other's place", "[tally]") {
    // 0, 1 and 2 may change places, and so may 3 and 4; nobody approves 5 and 6.
    const Ballots ballots{{2, {0, 3, 4}}, {2, {1, 3, 4}}, {2, {2, 3, 4}}, {1, {3}}, {1, {4}}};
    const LikeOptions like(7, BallotPile(ballots).ballots());
    CHECK(like.classes() == Committees{{0, 1, 2}, {3, 4}, {5, 6}});
    CHECK(like.is_next(4, {3}));
    CHECK_FALSE(like.is_next(4, {0}));
}

TEST_CASE("options that nothing tells apart make every committee there is", "[tally][long]") {
    // 20 of as many ballots each: one way, and all 184,756 committees.
    Ballots singles;
    for (Option option = 0; option < 20; ++option) singles.push_back({1, {option}});
    for (const auto& rule : {elect_by_sequential_pav, elect_by_phragmen, elect_by_equal_shares}) {
        const Committees all = rule(20, {.seats = 10}, singles).value();
        REQUIRE(all.size() == 184'756);
        CHECK(all.front() == Committee{0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
        CHECK(all[1] == Committee{0, 1, 2, 3, 4, 5, 6, 7, 8, 10});
        CHECK(all.back() == Committee{10, 11, 12, 13, 14, 15, 16, 17, 18, 19});
    }
}

TEST_CASE("committees of very many ballots are exact", "[tally]") {
    // One ballot in 2^53 decides.
    const Ballots ballots{{largest_count, {0}}, {largest_count - 1, {1}}, {largest_count, {2}}};
    const CommitteesResult result = elect_committees(3, {.seats = 2}, ballots).value();
    CHECK(result.by_phragmen == Committees{{0, 2}});
    CHECK(result.by_equal_shares == Committees{{0, 2}});
    CHECK(result.by_sequential_pav == Committees{{0, 2}});
}

// Loads and shares have over a hundred factors in their denominators here.
TEST_CASE("a large committee is what a budget buys where all cost the same", "[tally]") {
    constexpr std::size_t options = 120, seats = 60;
    Random random(53);
    BudgetElection election;
    election.cost.assign(options, 1);
    election.budget = seats;
    for (int i = 0; i < 300; ++i) {
        ApprovalBallot ballot{random.between(1, 3), {}};
        for (Option option = 0; option < options; ++option) {
            if (random.chance(5 + option % 20)) ballot.approved.push_back(option);
        }
        election.ballots.push_back(ballot);
    }
    const auto bought = [](std::vector<Project> order) {
        std::sort(order.begin(), order.end());
        return order;
    };
    const Committees by_phragmen =
        elect_by_phragmen(options, {.seats = seats}, election.ballots).value();
    CHECK(by_phragmen == Committees{bought(count_phragmen(election).order)});
    // What nobody can pay any more is filled up.
    const Committees by_shares =
        elect_by_equal_shares(options, {.seats = seats}, election.ballots).value();
    REQUIRE(by_shares.size() == 1);
    const std::vector<Project> paid = bought(count_equal_shares(election).mes_cost.order);
    CHECK(paid.size() > seats / 2);
    CHECK(std::includes(by_shares[0].begin(), by_shares[0].end(), paid.begin(), paid.end()));
}

}  // namespace committees_test
