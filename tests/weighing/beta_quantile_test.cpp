#include "weighing/beta_quantile.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>

#include "weighing/logarithm.hpp"
#include "weighing/random_graph.hpp"

namespace beta_quantile_test {

using namespace palabre;

namespace {

/// P(at least k of n draws succeed), which is the Beta(k, n-k+1) distribution function at x.
long double binomial_tail(int n, int k, long double x) {
    long double sum = 0;
    for (int i = k; i <= n; ++i) {
        long double term = 1;
        for (int j = 1; j <= i; ++j) term *= x * static_cast<long double>(n - i + j) / j;
        sum += term * std::pow(1 - x, static_cast<long double>(n - i));
    }
    return sum;
}

}  // namespace

TEST_CASE("our logarithm is right to the last bits", "[weighing]") {
    support::Random random(3);
    long double worst = 0;
    for (int i = 0; i < support::rounds(200000); ++i) {
        const double x = std::exp(1400.0 * test::unit(random) - 700.0);
        const double near_one = 0.5 + test::unit(random);
        for (const double each : {x, near_one}) {
            const long double exact = std::log(static_cast<long double>(each));
            const long double scale = std::max(1.0L, std::fabs(exact));
            worst = std::max(worst, std::fabs(logarithm(each) - exact) / scale);
        }
    }
    CHECK(worst < 3e-16L);
    CHECK(logarithm(1.0) == 0.0);
}

TEST_CASE("quantiles of Beta(1,b), Beta(a,1) and Beta(2,2) are those of their closed forms",
          "[weighing]") {
    for (const double p : {0.01, 0.05, 0.3, 0.5, 0.95, 0.999}) {
        for (const double shape : {1.0, 1.25, 2.0, 7.5, 40.0, 1000.0}) {
            CHECK(std::abs(beta_quantile(1.0, shape, p) - (1 - std::pow(1 - p, 1 / shape))) <
                  1e-12);
            CHECK(std::abs(beta_quantile(shape, 1.0, p) - std::pow(p, 1 / shape)) < 1e-12);
        }
        const double x = beta_quantile(2.0, 2.0, p);
        CHECK(std::abs(x * x * (3 - 2 * x) - p) < 1e-12);
    }
}

TEST_CASE("a whole-numbered quantile leaves the binomial tail that it should", "[weighing]") {
    for (const int n : {2, 5, 17, 60}) {
        for (int k = 1; k <= n; k += 1 + n / 5) {
            for (const double p : {0.05, 0.5, 0.95}) {
                const double x = beta_quantile(k, n - k + 1, p);
                CAPTURE(n, k, p);
                CHECK(std::abs(binomial_tail(n, k, x) - p) < 1e-11L);
            }
        }
    }
}

TEST_CASE("swapping the two sides mirrors a quantile, however many judgements there are",
          "[weighing][property]") {
    for (const double many : {2.0, 30.25, 1e4, 5e5}) {
        for (const double share : {0.5, 0.1, 0.003}) {
            const double a = 1.0 + many * share;
            const double b = 1.0 + many * (1 - share);
            CAPTURE(a, b);
            const double low = beta_quantile(a, b, 0.05);
            CHECK(std::abs(low + beta_quantile(b, a, 0.95) - 1.0) < 1e-10);
            // With many judgements nearly normal: 1.6449 deviations below the mean.
            const double mean = a / (a + b);
            const double deviation = std::sqrt(mean * (1 - mean) / (a + b + 1));
            if (many > 1000 && a > 25) CHECK(std::abs((mean - low) / deviation - 1.6449) < 0.12);
        }
    }
}

}  // namespace beta_quantile_test
