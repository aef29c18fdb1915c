#include "tally/approval.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <vector>

#include "support/random.hpp"

namespace approval_test {

using namespace palabre;
using support::Random;

TEST_CASE("most approvals win and equal ones share a place", "[tally]") {
    // 5 approve A and C, 4 approve B alone, 2 approve B and C, 1 approves nobody.
    const std::vector<ApprovalBallot> ballots{{5, {0, 2}}, {4, {1}}, {2, {1, 2}}, {1, {}}};
    const ApprovalResult result = count_approvals(4, ballots);
    CHECK(result.ballots == 12);
    CHECK(result.counts == std::vector<std::int64_t>{5, 6, 7, 0});
    CHECK(result.shares[0]->to_text() == "5/12");
    CHECK(result.shares[1]->to_text() == "1/2");
    CHECK(result.shares[2]->to_text() == "7/12");
    CHECK(result.shares[3]->to_text() == "0");
    CHECK(result.ranking == Ranking{{2}, {1}, {0}, {3}});
    CHECK(result.winners == std::vector<Option>{2});
}

TEST_CASE("without ballots all options tie and no share is defined", "[tally]") {
    const ApprovalResult result = count_approvals(3, {});
    CHECK(result.ranking == Ranking{{0, 1, 2}});
    CHECK(result.winners == std::vector<Option>{0, 1, 2});
    CHECK(std::none_of(result.shares.begin(), result.shares.end(),
                       [](const auto& each) { return each.has_value(); }));
    CHECK(count_approvals(0, {}).winners.empty());
}

TEST_CASE("another approval never costs an option its place among the winners",
          "[tally][property]") {
    Random random(7);
    for (int round = 0; round < support::rounds(500); ++round) {
        std::vector<ApprovalBallot> ballots;
        for (int i = 0; i < 10; ++i) {
            ApprovalBallot ballot{random.between(1, 3), {}};
            for (Option option = 0; option < 4; ++option) {
                if (random.between(0, 1) == 1) ballot.approved.push_back(option);
            }
            ballots.push_back(ballot);
        }
        const std::vector<Option> before = count_approvals(4, ballots).winners;
        ballots.push_back({1, {before.front()}});
        REQUIRE(count_approvals(4, ballots).winners == std::vector<Option>{before.front()});
    }
}

TEST_CASE("approvals counted ballot by ballot are those counted all at once", "[tally][property]") {
    Random random(8);
    for (int history = 0; history < 50; ++history) {
        ApprovalCounter counter(5);
        std::vector<ApprovalBallot> ballots;
        for (int step = 0; step < 100; ++step) {
            if (!ballots.empty() && random.between(0, 2) == 0) {
                const auto at = random.between(0, static_cast<std::int64_t>(ballots.size()) - 1);
                counter.remove(ballots[static_cast<std::size_t>(at)].approved,
                               ballots[static_cast<std::size_t>(at)].count);
                ballots.erase(ballots.begin() + at);
            } else {
                ApprovalBallot ballot{random.between(1, 3), {}};
                for (Option option = 0; option < 5; ++option) {
                    if (random.between(0, 1) == 1) ballot.approved.push_back(option);
                }
                counter.add(ballot.approved, ballot.count);
                ballots.push_back(ballot);
            }
            const ApprovalResult live = counter.result();
            REQUIRE(live == count_approvals(5, ballots));
            // Recounted here, option by option.
            std::int64_t people = 0;
            for (const ApprovalBallot& ballot : ballots) people += ballot.count;
            REQUIRE(live.ballots == people);
            for (Option option = 0; option < 5; ++option) {
                std::int64_t approvals = 0;
                for (const ApprovalBallot& ballot : ballots) {
                    approvals += ballot.count *
                                 std::count(ballot.approved.begin(), ballot.approved.end(), option);
                }
                REQUIRE(live.counts[option] == approvals);
            }
        }
    }
}

}  // namespace approval_test
