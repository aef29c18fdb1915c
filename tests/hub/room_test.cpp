#include "hub/room.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>

namespace room_test {

using namespace palabre::hub;

TEST_CASE("a room sends as often as it may, and half of the time at most", "[hub][room]") {
    CHECK(flush_again_at(1000, 1000, 20) == 1020);
    CHECK(flush_again_at(1000, 1010, 20) == 1020);
    CHECK(flush_again_at(1000, 1011, 20) == 1022);
    CHECK(flush_again_at(1000, 1500, 20) == 2000);
}

TEST_CASE("a room keeps more for readers who are behind where more read it", "[hub][room]") {
    CHECK(batch_bytes_kept(0) == 1U << 20);
    CHECK(batch_bytes_kept(256) == 1U << 20);
    CHECK(batch_bytes_kept(257) == 257U << 12);
    CHECK(batch_bytes_kept(4095) == 4095U << 12);
    CHECK(batch_bytes_kept(4096) == 16U << 20);
    CHECK(batch_bytes_kept(SIZE_MAX) == 16U << 20);
}

}  // namespace room_test
