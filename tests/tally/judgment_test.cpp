#include <algorithm>
#include <catch2/catch_all.hpp>
#include <map>
#include <numeric>
#include <vector>

#include "support/random.hpp"
#include "tally/majority_judgment.hpp"

namespace judgment_test {

using namespace palabre;
using support::Random;

namespace {

/// Takes the lower median away vote by vote, each grade standing `scale` times.
std::vector<std::size_t> taken_one_by_one(const GradeCounts& counts, std::int64_t scale) {
    std::vector<std::size_t> votes;
    for (std::size_t grade = 0; grade < counts.size(); ++grade) {
        votes.insert(votes.end(), static_cast<std::size_t>(counts[grade] * scale), grade);
    }
    std::vector<std::size_t> taken;
    while (!votes.empty()) {
        const auto median = votes.begin() + static_cast<std::ptrdiff_t>((votes.size() - 1) / 2);
        taken.push_back(*median);
        votes.erase(median);
    }
    return taken;
}

std::int64_t total_of(const GradeCounts& counts) {
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}

/// Sequences compare as texts do, and an empty one is below all others.
Ranking plain_removal(const std::vector<GradeCounts>& options) {
    std::int64_t common = 1;
    for (const GradeCounts& counts : options) {
        if (total_of(counts) > 0) common = std::lcm(common, total_of(counts));
    }
    std::vector<std::vector<std::size_t>> taken;
    for (const GradeCounts& counts : options) {
        const std::int64_t total = total_of(counts);
        taken.push_back(taken_one_by_one(counts, total == 0 ? 1 : common / total));
    }
    return ranking_by(taken);
}

std::vector<GradeCounts> random_counts(Random& random, bool equal_totals) {
    const auto options = static_cast<std::size_t>(random.between(1, 5));
    const auto grades = static_cast<std::size_t>(random.between(1, 5));
    std::vector<GradeCounts> result(options, GradeCounts(grades));
    const std::int64_t ballots = random.between(0, 9);
    for (GradeCounts& counts : result) {
        const std::int64_t total = equal_totals ? ballots : random.between(0, 6);
        for (std::int64_t i = 0; i < total; ++i) ++counts[random.below(grades)];
    }
    return result;
}

}  // namespace

TEST_CASE("judgment in closed form is judgment vote by vote", "[tally][property]") {
    Random random(41);
    for (int round = 0; round < support::rounds(20000); ++round) {
        const bool equal_totals = round % 2 == 0;
        const std::vector<GradeCounts> options = random_counts(random, equal_totals);
        const JudgmentResult result = judge(options);
        REQUIRE(result.ranking_removal == plain_removal(options));
        for (std::size_t i = 0; i < options.size(); ++i) {
            const std::vector<std::size_t> taken = taken_one_by_one(options[i], 1);
            REQUIRE(result.totals[i] == static_cast<std::int64_t>(taken.size()));
            REQUIRE(result.median[i].has_value() == !taken.empty());
            if (taken.empty()) continue;
            REQUIRE(result.median[i] == taken.front());
            const auto total = Exact(result.totals[i]);
            Exact above;
            Exact below;
            for (const std::size_t grade : taken) {
                if (grade > taken.front()) above += Exact(1);
                if (grade < taken.front()) below += Exact(1);
            }
            REQUIRE(result.gauge[i] == Gauge{above / total, below / total, above > below});
        }
        if (!equal_totals) continue;
        REQUIRE(result.sequence.has_value());
        for (std::size_t i = 0; i < options.size(); ++i) {
            std::vector<std::size_t> taken;
            const GradeRuns& runs = (*result.sequence)[i];
            for (std::size_t run = 0; run < runs.size(); ++run) {
                REQUIRE(runs[run].second > 0);
                REQUIRE((run == 0 || runs[run].first != runs[run - 1].first));
                taken.insert(taken.end(), static_cast<std::size_t>(runs[run].second),
                             runs[run].first);
            }
            REQUIRE(taken == taken_one_by_one(options[i], 1));
        }
    }
}

TEST_CASE("of plus gauges the larger, of minus gauges the smaller is better", "[tally]") {
    // Grades 0, 1, 2; all medians are 1.
    const std::vector<GradeCounts> options{
        {1, 5, 4},  // 4/10 above, 1/10 below: +
        {0, 7, 3},  // 3/10 above: +
        {3, 4, 3},  // as many: -, 3/10
        {2, 7, 1},  // -, 2/10
        {2, 8, 0},  // -, 2/10
    };
    const JudgmentResult result = judge(options);
    CHECK(result.ranking_gauge == Ranking{{0}, {1}, {3, 4}, {2}});
    CHECK(result.ranking_removal == Ranking{{0}, {1}, {3}, {4}, {2}});
    CHECK_FALSE(result.gauge_agrees_with_removal);
}

TEST_CASE("equal profiles stay tied, and so do proportional ones", "[tally]") {
    const std::vector<GradeCounts> options{{1, 2, 3}, {2, 4, 6}, {1, 2, 3}};
    const JudgmentResult result = judge(options);
    CHECK(result.ranking_removal == Ranking{{0, 1, 2}});
    CHECK(result.gauge_agrees_with_removal);
    CHECK_FALSE(result.sequence.has_value());
}

TEST_CASE("without grades an option is last and has no median", "[tally]") {
    const std::vector<GradeCounts> options{{0, 0}, {9, 0}, {0, 0}};
    const JudgmentResult result = judge(options);
    CHECK(result.ranking_gauge == Ranking{{1}, {0, 2}});
    CHECK(result.ranking_removal == Ranking{{1}, {0, 2}});
    CHECK_FALSE(result.median[0].has_value());
    CHECK_FALSE(result.gauge[2].has_value());
    CHECK(judge({}).ranking_removal.empty());
}

TEST_CASE("one ballot in 2^61 decides", "[tally]") {
    constexpr std::int64_t most = std::int64_t{1} << 60;
    const std::vector<GradeCounts> options{{most, 1, most}, {most, 1, most + 1}};
    const JudgmentResult result = judge(options);
    // Of 2^61 + 2 votes the lower median is the middle grade, of 2^61 + 1 too.
    CHECK(result.median == std::vector<std::optional<std::size_t>>{1, 1});
    CHECK(result.ranking_removal == Ranking{{1}, {0}});
    CHECK(result.gauge[1]->plus);
    CHECK_FALSE(result.gauge[0]->plus);
}

TEST_CASE("grades counted ballot by ballot are those counted all at once", "[tally][property]") {
    Random random(42);
    using Grades = std::vector<std::optional<std::size_t>>;
    for (int history = 0; history < 50; ++history) {
        GradesCounter counter(4, 5);
        std::vector<std::pair<Grades, std::int64_t>> cast;
        for (int step = 0; step < 60; ++step) {
            if (!cast.empty() && random.chance(35)) {
                const std::size_t at = random.below(cast.size());
                counter.remove(cast[at].first, cast[at].second);
                cast.erase(cast.begin() + static_cast<std::ptrdiff_t>(at));
            } else {
                Grades grades(4);
                for (auto& grade : grades) {
                    if (random.chance(80)) grade = random.below(5);
                }
                cast.emplace_back(grades, random.between(1, 3));
                counter.add(grades, cast.back().second);
            }
            std::vector<GradeCounts> counts(4, GradeCounts(5));
            for (const auto& [grades, weight] : cast) {
                for (std::size_t i = 0; i < 4; ++i) {
                    if (grades[i]) counts[i][*grades[i]] += weight;
                }
            }
            REQUIRE(counter.result() == judge(counts));
        }
    }
}

// Both as M. Balinski, R. Laraki, Majority Judgment, MIT Press 2011, say of their method; by hand.
TEST_CASE("judgment may pass over whom most prefer", "[tally]") {
    // Two of three grade the first higher: 5 over 4, 2 over 1; one grades 0 under 3.
    const std::vector<GradeCounts> options{{1, 0, 1, 0, 0, 1}, {0, 1, 0, 1, 1, 0}};
    const JudgmentResult result = judge(options);
    CHECK(result.median == std::vector<std::optional<std::size_t>>{2, 3});
    CHECK(result.ranking_removal == Ranking{{1}, {0}});
}

TEST_CASE("a voter who comes may lose the one graded higher", "[tally]") {
    // Grades 0, 3, 5 against 2, 2, 5; then somebody grades 1 over 0.
    const std::vector<GradeCounts> before{{1, 0, 0, 1, 0, 1}, {0, 0, 2, 0, 0, 1}};
    const std::vector<GradeCounts> after{{1, 1, 0, 1, 0, 1}, {1, 0, 2, 0, 0, 1}};
    CHECK(judge(before).ranking_removal == Ranking{{0}, {1}});
    CHECK(judge(after).ranking_removal == Ranking{{1}, {0}});
}

}  // namespace judgment_test
