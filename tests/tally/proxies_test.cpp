#include "tally/proxies.hpp"

#include <catch2/catch_all.hpp>
#include <numeric>

#include "support/random.hpp"

namespace proxies_test {

using namespace palabre;
using support::Random;
using R = ProxyRefusal;

TEST_CASE("a holder with the most proxies allowed gets no more, whoever comes later", "[tally]") {
    // 0 and 1 are there; 2, 3, 4 all name 0, who may hold two.
    const ProxyResult result = count_proxies(
        {{1, 1, 1, 1, 1}, {true, true, false, false, false}, {{3, 0}, {2, 0}, {4, 0}}, 2});
    CHECK(result.refusals == std::vector<R>{R::none, R::none, R::holder_full});
    CHECK(result.votes == std::vector<std::int64_t>{3, 1, 0, 0, 0});
    CHECK(result.present_or_represented == 4);
    CHECK(result.total_votes == 4);
}

TEST_CASE("a refused proxy leaves its giver free to name another", "[tally]") {
    const ProxyResult result =
        count_proxies({{1, 1, 1, 1}, {true, true, false, false}, {{2, 0}, {3, 0}, {3, 1}}, 1});
    CHECK(result.refusals == std::vector<R>{R::none, R::holder_full, R::none});
    CHECK(result.votes == std::vector<std::int64_t>{2, 2, 0, 0});
}

TEST_CASE("each refusal has its reason", "[tally]") {
    const ProxyResult result = count_proxies(
        {{1, 1, 1, 1, 1},
         {true, true, false, false, false},
         {{nobody, 0}, {1, 0}, {2, 0, true}, {2, nobody}, {2, 3}, {2, 0}, {2, 1}, {3, 0}},
         1});
    CHECK(result.refusals == std::vector<R>{R::stranger, R::giver_present, R::blank,
                                            R::holder_stranger, R::holder_absent, R::none,
                                            R::given_before, R::holder_full});
}

TEST_CASE("a proxy carries the weight of its giver", "[tally]") {
    const ProxyResult result =
        count_proxies({{3, 5, 0, 7}, {true, false, false, false}, {{1, 0}, {2, 0}}, {}});
    CHECK(result.votes == std::vector<std::int64_t>{8, 0, 0, 0});
    CHECK(result.held[0] == 2);
    CHECK(result.present_or_represented == 3);
    CHECK(result.total_votes == 8);
}

TEST_CASE("an absent member's proxy cannot go on from an absent holder", "[tally]") {
    const ProxyResult result =
        count_proxies({{1, 1, 1}, {true, false, false}, {{1, 2}, {2, 0}}, {}});
    CHECK(result.refusals == std::vector<R>{R::holder_absent, R::none});
    CHECK(result.total_votes == 2);
}

TEST_CASE("no vote is made or lost between givers and holders", "[tally][property]") {
    Random random(21);
    for (int round = 0; round < support::rounds(300); ++round) {
        ProxyAssembly assembly;
        const auto members = static_cast<std::size_t>(random.between(1, 12));
        for (std::size_t i = 0; i < members; ++i) {
            assembly.weights.push_back(random.between(0, 4));
            assembly.present.push_back(random.chance(50));
        }
        const auto someone = [&] { return static_cast<Voter>(random.below(members + 1)); };
        for (std::size_t i = random.below(20); i > 0; --i) {
            assembly.proxies.push_back({someone(), someone(), random.chance(10)});
        }
        if (random.chance(70)) assembly.max_proxies = random.below(4);
        const ProxyResult result = count_proxies(assembly);
        std::vector<std::int64_t> votes(members), held(members);
        std::vector<int> times_kept(members);
        for (std::size_t i = 0; i < members; ++i) {
            if (assembly.present[i]) votes[i] = assembly.weights[i];
        }
        for (std::size_t i = 0; i < assembly.proxies.size(); ++i) {
            if (result.refusals[i] != R::none) continue;
            const Proxy& proxy = assembly.proxies[i];
            REQUIRE_FALSE(assembly.present[proxy.giver]);
            REQUIRE(assembly.present[proxy.holder]);
            REQUIRE(++times_kept[proxy.giver] == 1);
            votes[proxy.holder] += assembly.weights[proxy.giver];
            ++held[proxy.holder];
        }
        REQUIRE(result.votes == votes);
        REQUIRE(result.total_votes == std::accumulate(votes.begin(), votes.end(), std::int64_t{0}));
        for (const std::int64_t each : held) {
            if (assembly.max_proxies) {
                REQUIRE(each <= static_cast<std::int64_t>(*assembly.max_proxies));
            }
        }
    }
}

}  // namespace proxies_test
