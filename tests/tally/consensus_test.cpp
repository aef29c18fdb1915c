#include "tally/consensus.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>
#include <cmath>
#include <vector>

#include "support/random.hpp"

namespace consensus_test {

using namespace palabre;
using Catch::Matchers::WithinAbs;
using support::Random;

namespace {

/// Van der Eijk's A with all triples of grades looked at.
double plain_agreement(std::vector<std::int64_t> left) {
    const std::size_t grades = left.size();
    double people = 0;
    for (const std::int64_t count : left) people += static_cast<double>(count);
    double agreement = 0;
    for (;;) {
        std::int64_t lowest = 0;
        for (const std::int64_t count : left) {
            if (count > 0 && (lowest == 0 || count < lowest)) lowest = count;
        }
        if (lowest == 0) return agreement;
        double filled = 0;
        double fitting = 0;
        double opposing = 0;
        for (std::size_t i = 0; i < grades; ++i) {
            filled += left[i] > 0 ? 1 : 0;
            for (std::size_t j = i + 1; j < grades; ++j) {
                for (std::size_t k = j + 1; k < grades; ++k) {
                    const int pattern =
                        (left[i] > 0 ? 4 : 0) + (left[j] > 0 ? 2 : 0) + (left[k] > 0 ? 1 : 0);
                    fitting += pattern == 6 || pattern == 3 ? 1 : 0;
                    opposing += pattern == 5 ? 1 : 0;
                }
            }
        }
        const auto all = static_cast<double>(grades);
        double layer = 1;
        if (filled > 1) {
            const double unimodal = fitting + opposing == 0
                                        ? 0
                                        : ((all - 2) * fitting - (all - 1) * opposing) /
                                              ((all - 2) * (fitting + opposing));
            layer = filled == all ? 0 : unimodal * (1 - (filled - 1) / (all - 1));
        }
        agreement += layer * filled * static_cast<double>(lowest) / people;
        for (std::int64_t& count : left) {
            if (count > 0) count -= lowest;
        }
    }
}

}  // namespace

TEST_CASE("consensus measures are those of their definitions", "[tally][property]") {
    Random random(71);
    for (int round = 0; round < support::rounds(3000); ++round) {
        std::vector<std::int64_t> histogram(static_cast<std::size_t>(random.between(1, 8)));
        double n = 0;
        double sum = 0;
        for (std::size_t i = 0; i < histogram.size(); ++i) {
            histogram[i] = random.chance(30) ? 0 : random.between(0, 9);
            n += static_cast<double>(histogram[i]);
            sum += static_cast<double>(histogram[i]) * static_cast<double>(i + 1);
        }
        const HistogramConsensus result = measure_consensus(histogram);
        REQUIRE(result.n == static_cast<std::int64_t>(n));
        REQUIRE(result.of_grades.has_value() == (n > 0));
        if (n == 0) continue;
        double variance = 0;
        double consensus = 1;
        for (std::size_t i = 0; i < histogram.size(); ++i) {
            if (histogram[i] == 0) continue;
            const double share = static_cast<double>(histogram[i]) / n;
            const double off = std::abs(static_cast<double>(i + 1) - sum / n);
            variance += share * off * off;
            if (histogram.size() > 1) {
                consensus += share * std::log2(1 - off / static_cast<double>(histogram.size() - 1));
            }
        }
        REQUIRE_THAT(result.of_grades->mean.to_double(), WithinAbs(sum / n, 1e-12));
        REQUIRE_THAT(result.of_grades->std, WithinAbs(std::sqrt(variance), 1e-7));
        REQUIRE_THAT(result.of_grades->tastle_wierman, WithinAbs(consensus, 1e-12));
        REQUIRE_THAT(result.of_grades->van_der_eijk_a.to_double(),
                     WithinAbs(plain_agreement(histogram), 1e-12));
    }
}

TEST_CASE("consensus of all on one grade is 1, of two halves at the ends 0 and -1", "[tally]") {
    const GradeConsensus one = *measure_consensus(std::vector<std::int64_t>{0, 7, 0}).of_grades;
    CHECK(one.tastle_wierman == 1.0);
    CHECK(one.van_der_eijk_a == Exact(1));
    CHECK(one.top_share == Exact(1));
    CHECK(one.std == 0.0);
    const GradeConsensus two =
        *measure_consensus(std::vector<std::int64_t>{5, 0, 0, 0, 5}).of_grades;
    CHECK(two.tastle_wierman == 0.0);
    CHECK(two.van_der_eijk_a == Exact(-1));
    CHECK(two.mean == Exact(3));
    CHECK(two.std == 2.0);
    const GradeConsensus all = *measure_consensus(std::vector<std::int64_t>{3, 3, 3, 3}).of_grades;
    CHECK(all.van_der_eijk_a == Exact(0));
    CHECK(measure_consensus(std::vector<std::int64_t>{4}).of_grades->tastle_wierman == 1.0);
    CHECK_FALSE(measure_consensus({}).of_grades.has_value());
}

TEST_CASE("agreement on very many grades has a denominator that no double holds", "[tally]") {
    std::vector<std::int64_t> histogram;
    for (std::int64_t i = 0; i < 695; ++i) histogram.push_back(i * 389 % 695 + 1);
    // By fractions of another program.
    CHECK_THAT(measure_consensus(histogram).of_grades->van_der_eijk_a.to_double(),
               Catch::Matchers::WithinAbs(0.11099250992550506, 1e-12));
}

TEST_CASE("rankings that all agree have W 1, that cancel out have 0", "[tally]") {
    using Rankings = std::vector<std::vector<Option>>;
    const RankingConsensus alike = measure_concordance(Rankings{{1, 0, 2}, {1, 0, 2}});
    CHECK(alike.rank_sums == std::vector<BigInteger>{4, 2, 6});
    CHECK(alike.w == Exact(1));
    CHECK(measure_concordance(Rankings{{0, 1, 2}, {2, 1, 0}}).w == Exact(0));
    CHECK(measure_concordance(Rankings{{0, 1}}).w == Exact(1));
    CHECK_FALSE(measure_concordance(Rankings{{0}, {0}}).w.has_value());
    CHECK_FALSE(measure_concordance({}).w.has_value());
}

}  // namespace consensus_test
