#include "tally/score.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <map>
#include <set>
#include <vector>

#include "support/random.hpp"
#include "tally/star.hpp"

namespace score_test {

using namespace palabre;
using support::Random;

namespace {

using Ballots = std::vector<MarkedBallot>;

/// STAR from a table of all voters' scores, unscored being 0.
StarResult plain_star(std::size_t options, std::int64_t highest, const Ballots& ballots) {
    std::vector<std::vector<std::int64_t>> table;
    for (const MarkedBallot& ballot : ballots) {
        std::vector<std::int64_t> row(options);
        for (const Mark& mark : ballot.marks) row[mark.option] = mark.value;
        table.insert(table.end(), static_cast<std::size_t>(ballot.count), row);
    }
    const auto beats = [&](Option a, Option b) {
        return std::count_if(table.begin(), table.end(),
                             [&](const auto& row) { return row[a] > row[b]; });
    };
    StarResult result;
    std::vector<std::int64_t> sums(options);
    result.top_counts.resize(options);
    for (Option option = 0; option < options; ++option) {
        for (const auto& row : table) {
            sums[option] += row[option];
            result.top_counts[option] += row[option] == highest ? 1 : 0;
        }
        result.sums.emplace_back(sums[option]);
    }
    result.ranking_by_sum = ranking_by(sums);
    if (options == 1) {
        result.finalists = {0};
        result.winner = 0;
        return result;
    }
    for (const std::vector<Option>& group : result.ranking_by_sum) {
        const std::size_t places = 2 - result.finalists.size();
        std::set<Option> in(group.begin(), group.end());
        while (in.size() > places) {
            std::map<std::int64_t, std::set<Option>> by_losses;
            for (const Option a : in) {
                std::int64_t losses = 0;
                for (const Option b : in) losses += beats(b, a) > beats(a, b) ? 1 : 0;
                by_losses[losses].insert(a);
            }
            const std::set<Option>& worst = by_losses.rbegin()->second;
            if (in.size() - worst.size() < places) break;
            for (const Option option : worst) in.erase(option);
            result.resolved_by = {StarTieBreak::head_to_head};
        }
        if (in.size() > places) {
            std::vector<std::int64_t> tops;
            for (const Option option : in) tops.push_back(result.top_counts[option]);
            std::sort(tops.rbegin(), tops.rend());
            if (tops[places - 1] == tops[places]) {
                result.tied_for_final = group;
                return result;
            }
            for (auto at = in.begin(); at != in.end();) {
                at = result.top_counts[*at] < tops[places - 1] ? in.erase(at) : std::next(at);
            }
            result.resolved_by.push_back(StarTieBreak::top_scores);
        }
        result.finalists.insert(result.finalists.end(), in.begin(), in.end());
        if (result.finalists.size() == 2) break;
    }
    if (result.finalists.size() < 2) return result;
    const Option a = result.finalists[0];
    const Option b = result.finalists[1];
    result.runoff = StarRunoff{{beats(a, b), beats(b, a)}, 0};
    result.runoff->no_preference =
        static_cast<std::int64_t>(table.size()) - beats(a, b) - beats(b, a);
    if (beats(a, b) != beats(b, a)) {
        result.winner = beats(a, b) > beats(b, a) ? a : b;
    } else if (sums[a] != sums[b]) {
        result.winner = a;  // finalists stand by their sums
        result.resolved_by.push_back(StarTieBreak::runoff_sum);
    } else if (result.top_counts[a] != result.top_counts[b]) {
        result.winner = result.top_counts[a] > result.top_counts[b] ? a : b;
        result.resolved_by.push_back(StarTieBreak::runoff_top_scores);
    }
    return result;
}

MarkedBallot random_ballot(Random& random, std::size_t options, std::int64_t highest) {
    MarkedBallot ballot{random.between(1, 2), {}};
    for (Option option = 0; option < options; ++option) {
        if (random.chance(80)) ballot.marks.push_back({option, random.between(0, highest)});
    }
    return ballot;
}

}  // namespace

TEST_CASE("what a ballot does not score is 0 in the sum and nothing in the mean", "[tally]") {
    const Ballots ballots{{2, {{0, 4}}}, {3, {{0, 1}, {1, 3}}}, {1, {}}};
    const ScoreResult result = count_scores(3, ballots);
    CHECK(result.sum == std::vector<BigInteger>{11, 9, 0});
    CHECK(result.count == std::vector<std::int64_t>{5, 3, 0});
    CHECK(result.mean[0] == Exact(BigInteger(11), BigInteger(5)));
    CHECK(result.mean[1] == Exact(3));
    CHECK_FALSE(result.mean[2].has_value());
    CHECK(result.ranking_by_sum == Ranking{{0}, {1}, {2}});
    CHECK(result.ranking_by_mean == Ranking{{1}, {0}, {2}});
}

TEST_CASE("scores below 0 sum up below an option that nobody scores", "[tally]") {
    const Ballots ballots{{largest_count, {{0, -largest_count}}}};
    const ScoreResult result = count_scores(2, ballots);
    CHECK(result.sum[0] == BigInteger(largest_count) * -largest_count);
    CHECK(result.ranking_by_sum == Ranking{{1}, {0}});
    CHECK(result.ranking_by_mean == Ranking{{0}, {1}});
    CHECK(count_scores(2, {}).ranking_by_mean == Ranking{{0, 1}});
}

TEST_CASE("STAR is what a table of all voters gives, with many ties", "[tally][property]") {
    Random random(51);
    int undecided = 0;
    for (int round = 0; round < support::rounds(20000); ++round) {
        const auto options = static_cast<std::size_t>(random.between(1, 6));
        const std::int64_t highest = random.between(1, 3);
        Ballots ballots;
        const std::int64_t number = random.between(0, 5);
        for (std::int64_t i = 0; i < number; ++i) {
            ballots.push_back(random_ballot(random, options, highest));
        }
        const StarResult result = count_star(options, highest, ballots);
        REQUIRE(result == plain_star(options, highest, ballots));
        undecided += result.winner ? 0 : 1;
    }
    CHECK(undecided > support::rounds(1000));
}

TEST_CASE("STAR without ballots leaves all tied for the final", "[tally]") {
    const StarResult three = count_star(3, 5, {});
    CHECK(three.tied_for_final == std::vector<Option>{0, 1, 2});
    CHECK(three.finalists.empty());
    CHECK_FALSE(three.runoff.has_value());
    const StarResult two = count_star(2, 5, {});
    CHECK(two.finalists == std::vector<Option>{0, 1});
    CHECK(two.runoff == StarRunoff{});
    CHECK_FALSE(two.winner.has_value());
    CHECK(count_star(1, 5, {}).winner == Option{0});
    CHECK_FALSE(count_star(0, 5, {}).winner.has_value());
}

TEST_CASE("scores counted ballot by ballot are those counted all at once", "[tally][property]") {
    Random random(52);
    for (int history = 0; history < 50; ++history) {
        ScoreCounter scores(4);
        StarCounter star(4, 3);
        Ballots cast;
        for (int step = 0; step < 60; ++step) {
            if (!cast.empty() && random.chance(35)) {
                const std::size_t at = random.below(cast.size());
                scores.remove(cast[at].marks, cast[at].count);
                star.remove(cast[at].marks, cast[at].count);
                cast.erase(cast.begin() + static_cast<std::ptrdiff_t>(at));
            } else {
                cast.push_back(random_ballot(random, 4, 3));
                scores.add(cast.back().marks, cast.back().count);
                star.add(cast.back().marks, cast.back().count);
            }
            REQUIRE(scores.result() == count_scores(4, cast));
            REQUIRE(star.result() == plain_star(4, 3, cast));
        }
    }
}

}  // namespace score_test
