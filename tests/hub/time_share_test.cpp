#include "hub/time_share.hpp"

#include <catch2/catch_test_macros.hpp>

namespace time_share_test {

using palabre::hub::TimeShare;

TEST_CASE("costly work takes no more than a fifth of the time, however often it is asked for",
          "[hub]") {
    TimeShare share;
    std::int64_t busy = 0;
    std::int64_t ticks = 0;
    while (ticks < 1'000'000) {
        if (!share.may_begin(ticks)) {
            ++ticks;
            continue;
        }
        const std::int64_t work = 1 + ticks % 900;
        share.took(ticks, ticks + work);
        busy += work;
        ticks += work;
    }
    CHECK(busy * 5 <= ticks + 5 * 900);
    CHECK(busy * 6 >= ticks);
}

TEST_CASE("what takes no time is done whenever it is asked for", "[hub]") {
    TimeShare share;
    for (int times = 0; times < 100; ++times) {
        CHECK(share.may_begin(7));
        share.took(7, 7);
    }
}

}  // namespace time_share_test
