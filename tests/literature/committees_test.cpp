// Committees and budgets.
#include "tally/committees.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <string_view>

#include "tally/budget.hpp"
#include "tally/equal_shares.hpp"
#include "tally/phragmen.hpp"

namespace committees_test {

using namespace palabre;

namespace {

constexpr Option a = 0, b = 1, c = 2, d = 3, e = 4, f = 5;

ApprovalBallot approving(std::int64_t count, std::string_view letters) {
    ApprovalBallot ballot{count, {}};
    for (const char letter : letters) ballot.approved.push_back(static_cast<Option>(letter - 'a'));
    return ballot;
}

Exact part(std::int64_t numerator, std::int64_t denominator) {
    return {BigInteger(numerator), BigInteger(denominator)};
}

// M. Lackner, P. Skowron, Multi-Winner Voting with Approval Preferences, Springer 2023: the running
// example, twelve voters, a to g, four seats. Results as in the book and in its authors' program
// (github.com/martinlackner/abcvoting, survey/).
const std::vector<ApprovalBallot> running_example{
    approving(3, "ab"), approving(3, "ac"), approving(2, "ad"), approving(1, "bcf"),
    approving(1, "e"),  approving(1, "f"),  approving(1, "g")};

}  // namespace

TEST_CASE("the running example of Lackner and Skowron has these committees",
          "[tally][literature]") {
    const CommitteesResult result = elect_committees(7, {.seats = 4}, running_example).value();
    CHECK(result.by_approvals == Committees{{a, b, c, d}, {a, b, c, f}});
    CHECK(result.by_phragmen == Committees{{a, b, c, d}});
    CHECK(result.by_equal_shares == Committees{{a, b, c, d}});
}

// The same book: sequential PAV takes c and d, though a and c have the better score.
TEST_CASE("Thiele's rule in sequence misses the best pair", "[tally][literature]") {
    const std::vector<ApprovalBallot> ballots{approving(3, "ab"), approving(6, "ad"),
                                              approving(4, "b"), approving(5, "c"),
                                              approving(5, "cd")};
    CHECK(elect_by_sequential_pav(4, {.seats = 2}, ballots).value() == Committees{{c, d}});
}

// T. N. Thiele, 1895, as in S. Janson, Phragmen's and Thiele's election methods, arXiv:1611.08826,
// example 13.3: his addition method elects a and c.
TEST_CASE("Thiele's own example elects a and c by addition", "[tally][literature]") {
    const std::vector<ApprovalBallot> ballots{
        approving(960, "acd"), approving(3000, "bcd"), approving(520, "bc"), approving(1620, "ab"),
        approving(1081, "ad"), approving(1240, "ac"),  approving(360, "bd"), approving(360, "d"),
        approving(120, "c"),   approving(60, "b")};
    CHECK(elect_by_sequential_pav(4, {.seats = 2}, ballots).value() == Committees{{a, c}});
}

// The survey behind that book, example 11 of its authors' program: equal shares leave d and e one
// seat between them, Phragmen's rule may give them two. By hand: after a, each of b, d and e would
// have the load 1/6; b leads to d or e and then c (0.289 against 1/3), d to b and e (0.306 against
// 0.308), e to b and d.
TEST_CASE("equal shares hold together a group that Phragmen's rule may divide",
          "[tally][literature]") {
    const std::vector<ApprovalBallot> ballots{approving(6, "abc"), approving(4, "abcde"),
                                              approving(2, "abde"), approving(3, "de")};
    const CommitteesResult result = elect_committees(5, {.seats = 4}, ballots).value();
    CHECK(result.by_equal_shares == Committees{{a, b, c, d}, {a, b, c, e}});
    CHECK(result.by_phragmen == Committees{{a, b, c, d}, {a, b, c, e}, {a, b, d, e}});
}

// E. Phragmen, 1894, as in S. Janson, arXiv:1611.08826, section 3: 1034 ABC, 519 PQR, 90 ABQ, 47
// APQ; three seats go to A, Q and B. Loads by hand: A 1/1171, then Q (1 + 137/1171) / 656.
TEST_CASE("Phragmen's own example elects A, Q and B", "[tally][literature]") {
    const std::vector<ApprovalBallot> ballots{approving(1034, "abc"), approving(519, "def"),
                                              approving(90, "abe"), approving(47, "ade")};
    CHECK(elect_by_phragmen(6, {.seats = 3}, ballots).value() == Committees{{a, b, e}});
    // As a budget in which each project costs 1 the loads are seen.
    const PhragmenBudget loads = count_phragmen({{1, 1, 1, 1, 1, 1}, 3, ballots});
    CHECK(loads.order == std::vector<Project>{a, e, b});
    CHECK(loads.loads[0] == part(1, 1171));
    CHECK(loads.loads[1] == part(1308, 1171LL * 656));
}

// S. Brams, M. Kilgour, Satisfaction approval voting, 2014: a ballot shares 1 among those it
// approves, so that few approvals count more. By hand: a 4/2, b 4/2, c 3, d 0.
TEST_CASE("satisfaction approval prefers undivided support", "[tally][literature]") {
    const std::vector<ApprovalBallot> ballots{approving(4, "ab"), approving(3, "c")};
    CHECK(elect_by_approvals(4, {.seats = 1}, ballots).value() == Committees{{a}, {b}});
    CHECK(elect_by_satisfaction(4, {.seats = 1}, ballots).value() == Committees{{c}});
}

// D. Peters, G. Pierczynski, P. Skowron, Proportional participatory budgeting with additive
// utilities, NeurIPS 2021, section 1: approvals added up can give one district all the money. By
// hand: half of the voters live in the first of three districts, every project costs a quarter.
TEST_CASE("equal shares pay each district, greed pays the largest", "[tally][literature]") {
    const BudgetElection election{{100, 100, 100, 100, 100, 100},
                                  400,
                                  {approving(50, "abc"), approving(25, "de"), approving(25, "f")}};
    CHECK(count_greedily(election).greedy_votes == std::vector<Project>{a, b, c, d});
    // Each voter has 4: the 50 pay 2 each for a and for b, the others all they have.
    const EqualShares shares = count_equal_shares(election);
    CHECK(shares.mes_cost.order == std::vector<Project>{a, b, d, f});
    CHECK(shares.mes_cost.max_payments ==
          std::vector<Exact>{Exact(2), Exact(2), Exact(4), Exact(4)});
}

// D. Peters, P. Skowron, Proportionality and the limits of welfarism, EC 2020, the rule's
// definition: a project is bought only with what its own voters have. By hand.
TEST_CASE("a project is bought where its voters together can just pay", "[tally][literature]") {
    const EqualShares exact = count_equal_shares({{3}, 3, {approving(3, "a")}});
    CHECK(exact.mes_cost.order == std::vector<Project>{a});
    CHECK(exact.mes_cost.max_payments == std::vector<Exact>{Exact(1)});
    // A fourth voter who wants nothing keeps a quarter of the money.
    const EqualShares short_of_money =
        count_equal_shares({{3}, 3, {approving(3, "a"), approving(1, "")}});
    CHECK(short_of_money.mes_cost.order.empty());
    CHECK(short_of_money.add1u == std::vector<Project>{a});
}

}  // namespace committees_test
