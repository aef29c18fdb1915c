#include "tally/ranked.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <vector>

#include "support/random.hpp"

namespace ranked_test {

using namespace palabre;
using support::Random;
using Groups = std::vector<std::vector<Option>>;

namespace {

struct Cast {
    std::int64_t count = 1;
    Groups groups;
};

RankedBallots box_of(std::size_t options, const std::vector<Cast>& cast) {
    RankedBallots ballots(options);
    for (const Cast& each : cast) ballots.add(each.count, each.groups);
    return ballots;
}

Groups random_groups(Random& random, std::size_t options, bool ties) {
    std::vector<Option> order;
    for (std::size_t i = 0; i < options; ++i) order.push_back(static_cast<Option>(i));
    random.shuffle(order);
    order.resize(random.below(options + 1));
    Groups groups;
    for (const Option option : order) {
        if (ties && !groups.empty() && random.chance(30))
            groups.back().push_back(option);
        else
            groups.push_back({option});
    }
    return groups;
}

std::vector<Cast> random_profile(Random& random, std::size_t options, bool ties) {
    std::vector<Cast> cast(random.below(12));
    for (Cast& each : cast) each = {random.between(0, 5), random_groups(random, options, ties)};
    return cast;
}

/// The place of an option on a ballot, from 0; all that is not listed shares the one after.
std::size_t rank_of(const Groups& groups, Option option) {
    std::size_t rank = 0;
    while (rank < groups.size() &&
           std::find(groups[rank].begin(), groups[rank].end(), option) == groups[rank].end())
        ++rank;
    return rank;
}

const std::vector<Cast> tennessee{{42, {{0}, {1}, {2}, {3}}},
                                  {26, {{1}, {2}, {3}, {0}}},
                                  {15, {{2}, {3}, {1}, {0}}},
                                  {17, {{3}, {2}, {1}, {0}}}};

}  // namespace

// The capital of Tennessee (Memphis, Nashville, Chattanooga, Knoxville), as in the textbooks.
TEST_CASE("plurality takes Memphis, runoffs Knoxville, the pairwise rules Nashville",
          "[tally][literature]") {
    const RankedBallots ballots = box_of(4, tennessee);
    const RankedSums sums = RankedSums::of(ballots);
    CHECK(count_plurality(sums).winners == std::vector<Option>{0});
    CHECK(count_two_round(sums).winner == Option{1});
    CHECK(count_borda(sums).symmetric.scores ==
          std::vector<Exact>{Exact(126), Exact(194), Exact(173), Exact(107)});
    const CondorcetResult duels = find_condorcet(sums.pairwise());
    CHECK(duels.winner == Option{1});
    CHECK(duels.loser == Option{0});
    CHECK(duels.smith == std::vector<Option>{1});
    CHECK(count_schulze(sums.pairwise()).winning.ranking == Ranking{{1}, {2}, {3}, {0}});
    CHECK(count_ranked_pairs(sums.pairwise()).margins.ranking == Ranking{{1}, {2}, {3}, {0}});
    const RunoffResult runoff = count_instant_runoff(ballots, EqualRanks::split);
    CHECK(runoff.winner == Option{3});
    CHECK(runoff.elimination_order == std::vector<Option>{2, 1, 0});
}

// Schulze 2011, section 3.1: 45 voters, five alternatives, E > A > C > B > D.
TEST_CASE("Schulze's first example orders E, A, C, B, D", "[tally][literature]") {
    const auto order = [](std::string_view letters) {
        Groups groups;
        for (const char letter : letters) groups.push_back({static_cast<Option>(letter - 'A')});
        return groups;
    };
    const RankedSums sums = RankedSums::of(box_of(5, {{5, order("ACBED")},
                                                      {5, order("ADECB")},
                                                      {8, order("BEDAC")},
                                                      {3, order("CABED")},
                                                      {7, order("CAEBD")},
                                                      {2, order("CBADE")},
                                                      {7, order("DCEBA")},
                                                      {8, order("EBADC")}}));
    const SchulzeCount count = count_schulze(sums.pairwise()).winning;
    CHECK(count.ranking == Ranking{{4}, {0}, {2}, {1}, {3}});
    CHECK(count.paths(0, 1) == 28);
    CHECK(count.paths(4, 0) == 25);
    CHECK(count.paths(0, 4) == 24);
}

TEST_CASE("sums taken at once, ballot by ballot and by definition are the same",
          "[tally][property]") {
    Random random(41);
    for (int round = 0; round < support::rounds(1000); ++round) {
        const std::size_t options = 1 + random.below(6);
        const std::vector<Cast> cast = random_profile(random, options, true);
        const RankedBallots ballots = box_of(options, cast);
        const RankedSums sums = RankedSums::of(ballots);
        RankedSums live(options);
        const std::vector<RankedPlace> extra = ranked_places(random_groups(random, options, true));
        live.add({7, extra});
        for (std::size_t i = 0; i < ballots.size(); ++i) live.add(ballots[i]);
        live.remove({7, extra});
        REQUIRE(live == sums);
        for (Option i = 0; i < options; ++i) {
            for (Option j = 0; j < options; ++j) {
                std::int64_t over = 0;
                for (const Cast& each : cast) {
                    if (rank_of(each.groups, i) < rank_of(each.groups, j)) over += each.count;
                }
                REQUIRE(sums.pairwise()(i, j) == over);
            }
        }
    }
}

TEST_CASE("a Condorcet winner wins by every rule that promises it", "[tally][property]") {
    Random random(42);
    int found = 0;
    for (int round = 0; round < support::rounds(2000); ++round) {
        const RankedSums sums = RankedSums::of(box_of(4, random_profile(random, 4, true)));
        const PairwiseMatrix& duels = sums.pairwise();
        const auto winner = find_condorcet(duels).winner;
        if (!winner) continue;
        ++found;
        const std::vector<Option> alone{*winner};
        REQUIRE(find_condorcet(duels).smith == alone);
        REQUIRE(count_copeland(duels).winners == alone);
        REQUIRE(count_minimax(duels).winning.winners == alone);
        REQUIRE(count_minimax(duels).margins.winners == alone);
        REQUIRE(count_schulze(duels).winning.winners == alone);
        REQUIRE(count_ranked_pairs(duels).margins.winners == alone);
    }
    REQUIRE(found > support::rounds(200));
}

TEST_CASE("an instant runoff counts each round as its definition says", "[tally][property]") {
    Random random(43);
    for (int round = 0; round < support::rounds(1000); ++round) {
        const std::size_t options = 1 + random.below(5);
        const std::vector<Cast> cast = random_profile(random, options, true);
        std::vector<Option> order;
        for (std::size_t i = 0; i < options; ++i) order.push_back(static_cast<Option>(i));
        const RunoffResult result =
            count_instant_runoff(box_of(options, cast), EqualRanks::split, Lot(order));
        REQUIRE(result.rounds.size() == options);
        std::vector<bool> gone(options);
        for (std::size_t r = 0; r < options; ++r) {
            std::vector<Exact> votes(options);
            for (const Cast& each : cast) {
                for (const auto& group : each.groups) {
                    std::vector<Option> in;
                    for (const Option option : group) {
                        if (!gone[option]) in.push_back(option);
                    }
                    for (const Option option : in) {
                        votes[option] += Exact(each.count, static_cast<std::int64_t>(in.size()));
                    }
                    if (!in.empty()) break;
                }
            }
            for (std::size_t i = 0; i < options; ++i) {
                REQUIRE(result.rounds[r].tallies[i].has_value() == !gone[i]);
                if (!gone[i]) REQUIRE(*result.rounds[r].tallies[i] == votes[i]);
            }
            if (r + 1 < options) {
                const Option out = result.elimination_order[r];
                for (std::size_t i = 0; i < options; ++i) {
                    if (!gone[i]) REQUIRE(votes[out] <= votes[i]);
                }
                gone[out] = true;
            }
        }
    }
}

TEST_CASE("transferable votes fill the seats and keep every vote in sight", "[tally][property]") {
    Random random(44);
    for (int round = 0; round < support::rounds(1000); ++round) {
        const std::size_t options = 1 + random.below(6);
        const std::int64_t seats = random.between(1, 7);
        std::vector<Option> order;
        for (std::size_t i = 0; i < options; ++i) order.push_back(static_cast<Option>(i));
        const RankedBallots ballots = box_of(options, random_profile(random, options, true));
        const std::size_t filled = std::min(options, static_cast<std::size_t>(seats));
        const ScottishResult scottish = count_scottish_stv(ballots, seats, Lot(order));
        REQUIRE(scottish.elected.size() == filled);
        for (const ScottishStage& stage : scottish.stages) {
            Wide sum = stage.nontransferable;
            for (const Wide votes : stage.votes) sum += votes;
            REQUIRE(sum == static_cast<Wide>(scottish.valid) * scottish_unit);
            REQUIRE(stage.nontransferable >= 0);
        }
        REQUIRE(count_meek_stv(ballots, seats, Lot(order)).elected.size() == filled);
    }
}

TEST_CASE("a tie without a lot stops the count and is named", "[tally]") {
    const RankedBallots ballots = box_of(3, {{2, {{0}}}, {1, {{1}}}, {1, {{2}}}});
    const RunoffResult runoff = count_instant_runoff(ballots, EqualRanks::exhaust);
    CHECK(runoff.tied == std::vector<Option>{1, 2});
    CHECK_FALSE(runoff.winner);
    CHECK(count_two_round(RankedSums::of(ballots)).tied == std::vector<Option>{1, 2});
    CHECK(count_scottish_stv(ballots, 1).tied == std::vector<Option>{1, 2});
    CHECK(count_meek_stv(ballots, 1).tied == std::vector<Option>{1, 2});
}

TEST_CASE("a ballot box holds what was cast, equal ballots once", "[tally][property]") {
    Random random(45);
    BallotBox box(4);
    RankedSums sums(4);
    std::vector<std::vector<RankedPlace>> cast;
    for (int step = 0; step < 3000; ++step) {
        if (!cast.empty() && random.chance(45)) {
            const std::size_t at = random.below(cast.size());
            box.remove(cast[at]);
            sums.remove({1, cast[at]});
            cast.erase(cast.begin() + static_cast<std::ptrdiff_t>(at));
        } else {
            cast.push_back(ranked_places(random_groups(random, 4, true)));
            box.add(cast.back());
            sums.add({1, cast.back()});
        }
        REQUIRE(box.ballots().total() == static_cast<std::int64_t>(cast.size()));
        if (step % 50 == 0) REQUIRE(RankedSums::of(box.ballots()) == sums);
    }
}

TEST_CASE("Borda's points of 2^61 ballots keep every digit", "[tally]") {
    constexpr std::int64_t half = std::int64_t{1} << 60;
    const RankedSums sums =
        RankedSums::of(box_of(3, {{half, {{0}, {1}, {2}}}, {half, {{1}, {2}, {0}}}, {1, {{2}}}}));
    const auto points = [](std::int64_t times, std::int64_t more) {
        return Exact(BigInteger(half) * BigInteger(times) + BigInteger(more));
    };
    const BordaResult borda = count_borda(sums);
    CHECK(borda.zero.scores == std::vector<Exact>{points(2, 0), points(3, 0), points(1, 2)});
    CHECK(borda.modified.scores == std::vector<Exact>{points(4, 0), points(5, 0), points(3, 1)});
    CHECK(sums.pairwise()(0, 1) == half);
    CHECK(sums.pairwise()(2, 0) == half + 1);
}

}  // namespace ranked_test
