#include "hub/rates.hpp"

#include <catch2/catch_test_macros.hpp>

namespace rates_test {

using namespace palabre::hub;

TEST_CASE("a caller may do at once what a period allows, and then one by one", "[hub][rates]") {
    Rates rates(6, 60000);
    for (int i = 0; i < 6; ++i) CHECK(rates.take("ada", 1, 0));
    CHECK_FALSE(rates.take("ada", 1, 0));
    CHECK(rates.wait("ada", 1, 0) == 10000);
    CHECK(rates.take("ben", 1, 0));
    CHECK_FALSE(rates.take("ada", 1, 9999));
    CHECK(rates.take("ada", 1, 10000));
    CHECK_FALSE(rates.take("ada", 1, 10000));
}

TEST_CASE("who has done nothing for a period is forgotten", "[hub][rates]") {
    Rates rates(2, 1000);
    CHECK(rates.take("ada", 1, 0));
    rates.sweep(499);
    CHECK(rates.size() == 1);
    rates.sweep(500);
    CHECK(rates.size() == 0);
}

TEST_CASE("an IPv6 network counts as one, an IPv4 address alone", "[hub][rates]") {
    CHECK(address_group("192.0.2.7") == "192.0.2.7");
    CHECK(address_group("::ffff:192.0.2.7") == "192.0.2.7");
    CHECK(address_group("2001:db8:1:2:3:4:5:6") == address_group("2001:db8:1:2:9:9:9:9"));
    CHECK(address_group("2001:db8:1:2:3:4:5:6") != address_group("2001:db8:1:3:3:4:5:6"));
    // The same network, with its zeros written and not.
    CHECK(address_group("2001:db8::1") == address_group("2001:0DB8:0:0:9:9:9:9"));
    CHECK(address_group("2001:db8::1") != address_group("2001:db8:0:1::1"));
    CHECK(address_group("2001::5:1:2:3:4") == address_group("2001:0:0:5:6:7:8:9"));
    CHECK(address_group("fe80::1%eth0") == address_group("fe80::2%eth0"));
    // Whatever a proxy says instead of an address.
    CHECK(address_group("unknown") == "unknown");
    CHECK(address_group("[2001:db8::1]:443") == "[2001:db8::1]:443");
    CHECK(address_group("") == "");
}

}  // namespace rates_test
