#include "weighing/exponential.hpp"

#include <catch2/catch_all.hpp>
#include <cmath>

#include "weighing/random_graph.hpp"

namespace exponential_test {

using namespace palabre;

namespace {

long double relative_error(double x) {
    const long double exact = std::exp(static_cast<long double>(x));
    return std::fabs((exponential(x) - exact) / exact);
}

}  // namespace

TEST_CASE("our exponential is right to the last bits", "[weighing]") {
    support::Random random(1);
    long double worst = 0;
    for (int i = 0; i < support::rounds(200000); ++i) {
        const double wide = 1400.0 * test::unit(random) - 700.0;
        const double narrow = 2.0 * test::unit(random) - 1.0;
        worst = std::max({worst, relative_error(wide), relative_error(narrow)});
    }
    // Around the places where the reduced argument jumps from one end to the other.
    for (int k = -1000; k <= 1000; ++k) {
        const double jump = (k + 0.5) * 0.6931471805599453;
        for (const double x : {jump, std::nextafter(jump, 1e9), std::nextafter(jump, -1e9)}) {
            worst = std::max(worst, relative_error(x));
        }
    }
    CHECK(worst < 4e-16L);
}

TEST_CASE("our exponential of 0 is 1, and neither overflows nor vanishes", "[weighing]") {
    CHECK(exponential(0.0) == 1.0);
    CHECK(exponential(-0.0) == 1.0);
    CHECK(std::isfinite(exponential(1e308)));
    CHECK(exponential(-1e308) > 0.0);
    CHECK(exponential(1e308) == exponential(700.0));
}

}  // namespace exponential_test
