// src/wasm/core_number.cpp, which takes the place of the other writer of numbers in this program.
#include <catch2/catch_test_macros.hpp>
#include <cmath>
#include <cstdlib>
#include <limits>

#include "interchange/json_writer.hpp"
#include "support/random.hpp"

namespace core_number_test {

using palabre::JsonWriter;

namespace {

std::string written(double value) {
    return JsonWriter().number(value).take();
}

double read_back(double value) {
    return std::strtod(written(value).c_str(), nullptr);
}

}  // namespace

TEST_CASE("the core writes plain numbers plainly") {
    CHECK(written(0) == "0");
    CHECK(written(1) == "1");
    CHECK(written(-1) == "-1");
    CHECK(written(0.5) == "0.5");
    CHECK(written(-0.25) == "-0.25");
    CHECK(written(0.0625) == "0.0625");
    CHECK(written(16.5) == "16.5");
}

TEST_CASE("reading what the core writes gives the same bits from a millionth up") {
    palabre::support::Random random(1);
    for (int i = 0; i < 200000; ++i) {
        const auto mantissa = static_cast<double>(random.below(std::uint64_t{1} << 53));
        const double value = std::ldexp(mantissa, -53 - static_cast<int>(random.below(19)));
        if (value < 1e-6) continue;
        REQUIRE(read_back(value) == value);
        REQUIRE(read_back(-value) == -value);
    }
    for (const double value :
         {0.1, 0.3, 1.0 / 3, std::nextafter(1.0, 0.0), std::nextafter(1.0, 2.0), 1e-6,
          std::nextafter(0.1, 0.0), std::nextafter(0.001, 1.0)}) {
        CHECK(read_back(value) == value);
    }
}

TEST_CASE("below a millionth 22 places are right, and what no strength can be is null") {
    for (const double value : {1e-7, 3e-9, 1.5e-12, 7e-21}) {
        CHECK(std::fabs(read_back(value) - value) <= 0.6e-22);
    }
    CHECK(written(1e-30) == "0");
    CHECK(written(-1e-30) == "0");
    CHECK(written(std::numeric_limits<double>::denorm_min()) == "0");
    CHECK(written(std::numeric_limits<double>::infinity()) == "null");
    CHECK(written(std::numeric_limits<double>::quiet_NaN()) == "null");
    CHECK(written(1e6) == "null");
}

}  // namespace core_number_test
