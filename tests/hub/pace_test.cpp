#include "hub/pace.hpp"

#include <catch2/catch_test_macros.hpp>

namespace pace_test {

using namespace palabre::hub;

TEST_CASE("who takes a little again and again is too slow", "[hub][pace]") {
    Pace pace;
    pace.begin(500);
    for (std::int64_t ticks = 1500; ticks <= 30500; ticks += 1000) {
        pace.took(2000);
        CHECK_FALSE(pace.is_too_slow(ticks, 30000));
    }
    CHECK(pace.is_too_slow(30501, 30000));
}

TEST_CASE("who takes enough has as long as it takes, and much at first does not count later",
          "[hub][pace]") {
    Pace pace;
    pace.begin(0);
    pace.took(std::size_t{1} << 30);
    for (std::int64_t ticks = 1000; ticks <= 300000; ticks += 1000) {
        CHECK_FALSE(pace.is_too_slow(ticks, 30000));
        pace.took(2200);
    }
    bool slow = false;
    for (std::int64_t ticks = 301000; ticks <= 362000; ticks += 1000) {
        slow = slow || pace.is_too_slow(ticks, 30000);
    }
    CHECK(slow);
}

TEST_CASE("each answer is a beginning", "[hub][pace]") {
    Pace pace;
    pace.begin(0);
    pace.begin(50000);
    CHECK_FALSE(pace.is_too_slow(80000, 30000));
    CHECK(pace.is_too_slow(80001, 30000));
}

}  // namespace pace_test
