#include "hub/room.hpp"

#include <catch2/catch_test_macros.hpp>

namespace room_test {

using namespace palabre::hub;

TEST_CASE("a room sends as often as it may, and half of the time at most", "[hub][room]") {
    CHECK(flush_again_at(1000, 1000, 20) == 1020);
    CHECK(flush_again_at(1000, 1010, 20) == 1020);
    CHECK(flush_again_at(1000, 1011, 20) == 1022);
    CHECK(flush_again_at(1000, 1500, 20) == 2000);
}

}  // namespace room_test
