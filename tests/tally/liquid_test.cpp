#include "tally/liquid.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <optional>

#include "support/random.hpp"
#include "tally/liquid_forest.hpp"

namespace liquid_test {

using namespace palabre;
using support::Random;
using F = LiquidFate;
using S = DelegationScope;

TEST_CASE("a vote passes on until somebody votes", "[tally]") {
    const LiquidResult result =
        count_liquid({false, false, true, true}, {{0, 1, S::all}, {1, 2, S::all}});
    CHECK(result.weights == std::vector<std::int64_t>{0, 0, 3, 1});
    CHECK(path_of(result, 0) == std::vector<Voter>{0, 1, 2});
    CHECK(result.fates == std::vector<F>{F::carried, F::carried, F::direct, F::direct});
}

TEST_CASE("who votes takes back the own vote and all that came with it", "[tally]") {
    const LiquidResult result = count_liquid({false, true, true}, {{0, 1, S::all}, {1, 2, S::all}});
    CHECK(result.weights == std::vector<std::int64_t>{0, 2, 1});
}

TEST_CASE("the narrower delegation counts, and of equal ones the later", "[tally]") {
    const LiquidResult result = count_liquid(
        {false, true, true, true},
        {{0, 1, S::all}, {0, 2, S::issue}, {0, 3, S::topic}, {0, 2, S::all}, {0, 1, S::issue}});
    CHECK(result.end[0] == 1);
}

TEST_CASE("a lost vote says why, and does not fall back to a wider delegation", "[tally]") {
    // 0 and 1 name each other, 2 names 0; 3 names 4, who is silent. All of them name 5 elsewhere.
    const LiquidResult result =
        count_liquid({false, false, false, false, false, true}, {{0, 1, S::issue},
                                                                 {1, 0, S::issue},
                                                                 {2, 0, S::issue},
                                                                 {3, 4, S::issue},
                                                                 {0, 5, S::all},
                                                                 {1, 5, S::all},
                                                                 {2, 5, S::all},
                                                                 {3, 5, S::all}});
    CHECK(result.fates ==
          std::vector<F>{F::circular, F::circular, F::circular, F::unheard, F::silent, F::direct});
    CHECK(result.weights[5] == 1);
    CHECK(path_of(result, 2) == std::vector<Voter>{2, 0, 1, 0});
}

TEST_CASE("delegations to oneself and to strangers say nothing", "[tally]") {
    const LiquidResult result =
        count_liquid({false, true}, {{0, 1, S::all}, {0, 0, S::issue}, {0, 9, S::issue}});
    CHECK(result.end[0] == 1);
}

namespace {

/// Follows one vote by hand, step by step.
std::optional<Voter> followed(const std::vector<bool>& voted, const std::vector<Voter>& to,
                              Voter from) {
    for (std::size_t steps = 0; steps <= voted.size(); ++steps) {
        if (voted[from]) return from;
        if (to[from] == nobody) return std::nullopt;
        from = to[from];
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("votes followed one by one end where the count says", "[tally][property]") {
    Random random(31);
    for (int round = 0; round < support::rounds(500); ++round) {
        const auto voters = static_cast<std::size_t>(random.between(1, 15));
        std::vector<bool> voted;
        std::vector<Voter> to(voters, nobody);
        std::vector<Delegation> delegations;
        for (std::size_t i = 0; i < voters; ++i) voted.push_back(random.chance(25));
        for (std::size_t i = 0; i < voters; ++i) {
            if (random.chance(30)) continue;
            const auto other = static_cast<Voter>(random.below(voters));
            delegations.push_back({static_cast<Voter>(i), other, S::all});
            if (other != i) to[i] = other;
        }
        const LiquidResult result = count_liquid(voted, delegations);
        std::vector<std::int64_t> weights(voters, 0);
        for (std::size_t i = 0; i < voters; ++i) {
            const auto end = followed(voted, to, static_cast<Voter>(i));
            REQUIRE(result.end[i] == end.value_or(nobody));
            if (end) ++weights[*end];
        }
        REQUIRE(result.weights == weights);
    }
}

TEST_CASE("votes that come and go one by one weigh what a count from the start says",
          "[tally][property]") {
    Random random(32);
    for (int history = 0; history < 200; ++history) {
        const auto voters = static_cast<std::size_t>(random.between(2, 12));
        std::vector<bool> voted(voters, false);
        std::vector<Voter> to(voters, nobody);
        std::vector<std::int64_t> told(voters, 0), own(voters, 0);
        LiquidForest forest;
        for (int step = 0; step < 80; ++step) {
            const std::size_t who = random.below(voters);
            voted[who] = random.chance(35);
            to[who] = random.chance(70) ? static_cast<Voter>(random.below(voters)) : nobody;
            if (to[who] == who) to[who] = nobody;
            own[who] = voted[who] || to[who] != nobody ? random.between(1, 3) : 0;
            std::vector<LiquidForest::Shift> shifts;
            forest.set(static_cast<Voter>(who), voted[who], to[who], own[who], shifts);
            for (const auto& [voter, votes] : shifts) {
                REQUIRE(voter != who);
                told[voter] += votes;
            }
            told[who] = voted[who] ? forest.carried(static_cast<Voter>(who)) : 0;

            std::vector<std::int64_t> weights(voters, 0);
            for (std::size_t i = 0; i < voters; ++i) {
                const auto voter = static_cast<Voter>(i);
                const auto end = followed(voted, to, voter);
                if (end) weights[*end] += own[i];
                if (own[i] > 0) {
                    REQUIRE((end && forest.end(voter) == *end) == end.has_value());
                    const bool silent_end = !end && !forest.circular(voter);
                    REQUIRE((silent_end ? forest.to(forest.end(voter)) == nobody : true));
                }
            }
            std::vector<Delegation> delegations;
            for (std::size_t i = 0; i < voters; ++i) {
                if (to[i] != nobody) delegations.push_back({static_cast<Voter>(i), to[i]});
            }
            std::vector<LiquidFate> fates = count_liquid(voted, delegations).fates;
            std::int64_t unheard = 0, circular = 0;
            for (std::size_t i = 0; i < voters; ++i) {
                if (fates[i] == LiquidFate::unheard) unheard += own[i];
                if (fates[i] == LiquidFate::circular) circular += own[i];
            }
            // It knows of nobody beyond the last who was named; those are silent.
            fates.resize(forest.size());
            REQUIRE(forest.fates() == fates);
            REQUIRE(liquid_totals(forest).unheard == unheard);
            REQUIRE(liquid_totals(forest).circular == circular);
            for (std::size_t i = 0; i < voters; ++i) {
                if (voted[i]) {
                    REQUIRE(forest.carried(static_cast<Voter>(i)) == weights[i]);
                    REQUIRE(told[i] == weights[i]);
                }
            }
        }
    }
}

// Walked from each voter to its end, these would be twenty thousand million steps.
TEST_CASE("what became of all votes of a long chain is found in one walk") {
    constexpr Voter voters = 200'000;
    LiquidForest forest;
    std::vector<LiquidForest::Shift> shifts;
    for (Voter who = 0; who + 1 < voters; ++who) forest.set(who, false, who + 1, 1, shifts);
    const LiquidTotals lost = liquid_totals(forest);
    CHECK(lost.unheard == voters - 1);
    CHECK(lost.cast == 0);
    forest.set(voters - 1, true, nobody, 1, shifts);
    const LiquidTotals cast = liquid_totals(forest);
    CHECK(cast.unheard == 0);
    CHECK(cast.cast == voters);
    CHECK(cast.carried == voters - 1);
}

}  // namespace liquid_test
