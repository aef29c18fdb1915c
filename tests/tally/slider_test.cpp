#include "tally/slider.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <cmath>
#include <string>
#include <vector>

#include "support/random.hpp"

namespace slider_test {

using namespace palabre;
using support::Random;

namespace {

Exact at(std::int64_t part, std::int64_t whole) {
    return {BigInteger(part), BigInteger(whole)};
}

/// What a counter says, in numbers of any size.
SliderResult exactly(const SliderFigures<Fraction>& live) {
    const auto widened = [](const std::optional<Fraction>& number) {
        return number ? std::optional<Exact>(*number) : std::nullopt;
    };
    return {.n = live.n,
            .histogram = live.histogram,
            .mean = widened(live.mean),
            .variance = widened(live.variance),
            .median_low = widened(live.median_low),
            .support = live.support,
            .oppose = live.oppose,
            .neutral = live.neutral};
}

/// Everything from the list of single positions, in hundredths, by the definitions.
SliderResult by_hand(std::vector<int> positions, int bins) {
    SliderResult result;
    const auto n = static_cast<std::int64_t>(positions.size());
    result.n = n;
    result.histogram.resize(static_cast<std::size_t>(bins));
    std::sort(positions.begin(), positions.end());
    std::int64_t sum = 0;
    for (const int each : positions) {
        sum += each;
        // The bin whose left edge -1 + 2 b / bins is the last one not above the position.
        int bin = 0;
        while (bin + 1 < bins && 200 * (bin + 1) <= (each + 100) * bins) ++bin;
        ++result.histogram[static_cast<std::size_t>(bin)];
        result.support += each > 0 ? 1 : 0;
        result.oppose += each < 0 ? 1 : 0;
        result.neutral += each == 0 ? 1 : 0;
    }
    if (n == 0) return result;
    std::int64_t deviations = 0;  // of n * position from the sum: whole, so exact
    for (const int each : positions) deviations += (n * each - sum) * (n * each - sum);
    result.mean = at(sum, 100 * n);
    result.variance = at(deviations, n * n * n * 10000);
    result.median_low = at(positions[static_cast<std::size_t>((n - 1) / 2)], 100);
    return result;
}

}  // namespace

TEST_CASE("the mean of a third and a seventh is not rounded", "[tally]") {
    const std::vector<SliderValue> values{{1, at(1, 3)}, {1, at(1, 7)}};
    const auto result = count_slider(values, 2);
    REQUIRE(result.ok());
    CHECK(result->mean == at(5, 21));
    CHECK(result->variance == at(4, 441));  // half the distance, squared
    CHECK(result->median_low == at(1, 7));
    CHECK(result->support == 2);
}

TEST_CASE("a position on an edge belongs to the bin on its right, 1 to the last", "[tally]") {
    const std::vector<SliderValue> values{
        {1, -1}, {10, at(-1, 2)}, {100, 0}, {1000, at(1, 2)}, {10000, 1}};
    const auto result = count_slider(values, 4);
    REQUIRE(result.ok());
    CHECK(result->histogram == std::vector<std::int64_t>{1, 10, 100, 11000});
    CHECK(result->oppose == 11);
    CHECK(result->neutral == 100);
    CHECK(result->support == 11000);
}

TEST_CASE("the lower median is a position that somebody took", "[tally]") {
    const auto median = [](std::vector<SliderValue> values) {
        return count_slider(values, 20)->median_low->to_text();
    };
    CHECK(median({{1, at(-1, 2)}, {1, 1}}) == "-1/2");
    CHECK(median({{1, at(-1, 2)}, {2, 1}}) == "1");
    CHECK(median({{3, at(-1, 2)}, {3, 1}}) == "-1/2");
    CHECK(median({{1, 1}, {1, 0}, {1, -1}}) == "0");
}

TEST_CASE("nobody has no mean", "[tally]") {
    const std::vector<SliderValue> nobody{{0, at(1, 2)}};
    for (const auto& result : {count_slider({}, 3).value(), count_slider(nobody, 3).value(),
                               exactly(SliderCounter().result(3))}) {
        CHECK(result.n == 0);
        CHECK(result.histogram == std::vector<std::int64_t>{0, 0, 0});
        CHECK_FALSE(result.mean.has_value());
        CHECK_FALSE(result.variance.has_value());
        CHECK_FALSE(result.median_low.has_value());
    }
}

TEST_CASE("counts up to 2^53 keep every digit", "[tally]") {
    const std::vector<SliderValue> values{{largest_count, at(1, 3)}, {largest_count, at(-1, 5)}};
    const auto result = count_slider(values, 20);
    REQUIRE(result.ok());
    CHECK(result->n == 2 * largest_count);
    CHECK(result->mean == at(1, 15));
    CHECK(result->variance == at(16, 225));
}

TEST_CASE("a counter of very heavy members keeps every digit too", "[tally]") {
    constexpr std::int64_t heavy = (std::int64_t{1} << 55) - 1;
    SliderCounter counter;
    counter.add(100, heavy);
    counter.add(-100, heavy - 2);
    const std::vector<SliderValue> values{{heavy, 1}, {heavy - 2, -1}};
    CHECK(exactly(counter.result()) == count_slider(values, slider_bins_default).value());
    CHECK(counter.result().mean == Fraction(1, heavy - 1));
}

TEST_CASE("denominators without a usable common one are refused", "[tally]") {
    std::vector<SliderValue> values;
    for (std::int64_t i = 0; i < 400; ++i) {
        values.push_back({1, at(1, largest_count - i)});
    }
    const auto result = count_slider(values, 20);
    REQUIRE_FALSE(result.ok());
    CHECK(result.fault().code == "denominator");
}

TEST_CASE("sliders counted ballot by ballot are those counted all at once", "[tally][property]") {
    Random random(9);
    for (int history = 0; history < 40; ++history) {
        SliderCounter counter;
        std::vector<int> positions;
        const int bins = static_cast<int>(random.between(1, 30));
        for (int step = 0; step < 60; ++step) {
            if (!positions.empty() && random.between(0, 2) == 0) {
                const auto which =
                    random.between(0, static_cast<std::int64_t>(positions.size()) - 1);
                counter.remove(positions[static_cast<std::size_t>(which)]);
                positions.erase(positions.begin() + which);
            } else {
                // Often at the ends and in the middle, where bins and signs change.
                const auto kind = random.between(0, 3);
                const int position = kind == 0   ? 100
                                     : kind == 1 ? 0
                                                 : static_cast<int>(random.between(-100, 100));
                counter.add(position);
                positions.push_back(position);
            }
            const SliderResult live = exactly(counter.result(static_cast<std::size_t>(bins)));
            std::vector<SliderValue> values;
            for (const int position : positions) values.push_back({1, at(position, 100)});
            REQUIRE(live == count_slider(values, static_cast<std::size_t>(bins)).value());
            REQUIRE(live == by_hand(positions, bins));
        }
    }
}

TEST_CASE("turning everybody round turns the mean round and keeps the spread",
          "[tally][property]") {
    Random random(10);
    for (int round = 0; round < support::rounds(200); ++round) {
        SliderCounter one_way;
        SliderCounter other_way;
        for (int i = 0; i < 15; ++i) {
            const int position = static_cast<int>(random.between(-100, 100));
            one_way.add(position);
            other_way.add(-position);
        }
        const SliderResult a = exactly(one_way.result());
        const SliderResult b = exactly(other_way.result());
        REQUIRE(*a.mean + *b.mean == Exact(0));
        REQUIRE(a.variance == b.variance);
        REQUIRE(a.support == b.oppose);
    }
}

}  // namespace slider_test
