#include "tally/consensus.hpp"

#include <algorithm>
#include <cmath>

namespace palabre {

namespace {

constexpr double ln_2 = 0.69314718055994530942;

/// The logarithm to base 2 of what is above 0, by ln m = 2 artanh((m - 1) / (m + 1)): our own,
/// because libm's has other last bits on another machine. Relative error below 2^-48 away from 1.
double log2_of(double value) {
    int exponent = 0;
    double mantissa = std::frexp(value, &exponent);  // exact
    if (mantissa < 0.70710678118654752440) {
        mantissa *= 2;
        --exponent;
    }
    const double s = (mantissa - 1) / (mantissa + 1);
    const double square = s * s;
    constexpr int last_power = 25;  // |s| < 0.172: the next term is below 2^-67
    double sum = 0.0;
    for (int power = last_power; power > 0; power -= 2) sum = sum * square + 1.0 / power;
    return exponent + 2 * s * sum / ln_2;
}

/// Agreement of a layer in which the grades of `filled` are equally frequent and the others empty.
Exact layer_agreement(const std::vector<bool>& filled) {
    const auto grades = static_cast<std::int64_t>(filled.size());
    const auto full = static_cast<std::int64_t>(std::count(filled.begin(), filled.end(), true));
    if (full == 1) return 1;
    if (full == grades) return 0;
    // Triples of grades with one empty: between the two others, or beyond them.
    BigInteger between;
    BigInteger beyond;
    std::int64_t left = 0;
    for (const bool each : filled) {
        if (each) {
            ++left;
            continue;
        }
        const std::int64_t right = full - left;
        between += left * right;
        beyond += (left * (left - 1) + right * (right - 1)) / 2;
    }
    const Exact unimodal((grades - 2) * beyond - (grades - 1) * between,
                         (grades - 2) * (beyond + between));
    return unimodal * (1 - Exact(full - 1, grades - 1));
}

Exact van_der_eijk(std::vector<std::int64_t> left, std::int64_t n) {
    Exact agreement;
    for (;;) {
        std::int64_t layer = 0;
        std::vector<bool> filled;
        filled.reserve(left.size());
        std::int64_t full = 0;
        for (const std::int64_t count : left) {
            filled.push_back(count > 0);
            full += count > 0 ? 1 : 0;
            if (count > 0 && (layer == 0 || count < layer)) layer = count;
        }
        if (layer == 0) return agreement;
        agreement += layer_agreement(filled) * Exact(BigInteger(layer) * full, n);
        for (std::int64_t& count : left) count -= count > 0 ? layer : 0;
    }
}

double tastle_wierman(std::span<const std::int64_t> histogram, const Exact& mean, std::int64_t n) {
    const auto width = static_cast<std::int64_t>(histogram.size()) - 1;
    if (width == 0) return 1.0;
    double consensus = 1.0;
    for (std::size_t i = 0; i < histogram.size(); ++i) {
        if (histogram[i] == 0) continue;
        const Exact off = Exact(static_cast<std::int64_t>(i) + 1) - mean;
        const Exact near = 1 - (off.sign() < 0 ? Exact(0) - off : off) / width;
        consensus += Exact(histogram[i], n).to_double() * log2_of(near.to_double());
    }
    return consensus;
}

}  // namespace

HistogramConsensus measure_consensus(std::span<const std::int64_t> histogram) {
    HistogramConsensus result;
    BigInteger sum;
    BigInteger squares;
    std::int64_t top = 0;
    for (std::size_t i = 0; i < histogram.size(); ++i) {
        const auto grade = static_cast<std::int64_t>(i) + 1;
        const BigInteger weighted = BigInteger(histogram[i]) * grade;
        result.n += histogram[i];
        sum += weighted;
        squares += weighted * grade;
        top = std::max(top, histogram[i]);
    }
    if (result.n == 0) return result;
    GradeConsensus measures;
    const BigInteger n(result.n);
    measures.mean = Exact(sum, n);
    measures.std = std::sqrt(Exact(n * squares - sum * sum, n * n).to_double());
    measures.tastle_wierman = tastle_wierman(histogram, measures.mean, result.n);
    measures.van_der_eijk_a = van_der_eijk({histogram.begin(), histogram.end()}, result.n);
    measures.top_share = Exact(top, n);
    result.of_grades = std::move(measures);
    return result;
}

RankingConsensus measure_concordance(std::span<const std::vector<Option>> rankings) {
    RankingConsensus result;
    if (rankings.empty()) return result;
    const auto judges = static_cast<std::int64_t>(rankings.size());
    const auto options = static_cast<std::int64_t>(rankings.front().size());
    std::vector<std::int64_t> sums(rankings.front().size());
    for (const std::vector<Option>& ranking : rankings) {
        std::int64_t rank = 0;
        for (const Option option : ranking) sums[option] += ++rank;
    }
    result.rank_sums.assign(sums.begin(), sums.end());
    if (options < 2) return result;
    // Squares of twice the distance from the mean sum of ranks, so that they are whole.
    BigInteger squares;
    for (const std::int64_t sum : sums) {
        const BigInteger off(2 * sum - judges * (options + 1));
        squares += off * off;
    }
    const BigInteger m(judges);
    const BigInteger n(options);
    result.w = Exact(3 * squares, m * m * (n * n * n - n));
    return result;
}

}  // namespace palabre
