#include "hub/open_terms.hpp"

#include <catch2/catch_test_macros.hpp>

namespace open_terms_test {

using namespace palabre::hub;

TEST_CASE("an open says whom to ask, who reads first and how long it is kept", "[hub][open]") {
    const OpenTerms plain = open_terms_in(R"({"salt":"x","do":"open","title":"a"})");
    CHECK(plain.sound);
    CHECK(plain.contact.empty());
    CHECK_FALSE(plain.read_first);
    CHECK_FALSE(plain.retention.has_value());
    const OpenTerms all = open_terms_in(
        R"({"contact":"we@example.org","read_first":true,"retention":{"until":5000}})");
    CHECK(all.sound);
    CHECK(all.contact == "we@example.org");
    CHECK(all.read_first);
    REQUIRE(all.retention.has_value());
    CHECK(all.retention->end(9000) == 5000);
    const OpenTerms days = open_terms_in(R"({"retention":{"days":2}})");
    REQUIRE(days.retention.has_value());
    CHECK(days.retention->end(9000) == 9000 + 2 * day_ms);
}

TEST_CASE("an open that promises what no hub can keep is not sound", "[hub][open]") {
    for (const char* text :
         {R"({"read_first":"yes"})", R"({"retention":"a year"})", R"({"retention":{}})",
          R"({"retention":{"days":0}})", R"({"retention":{"days":36501}})",
          R"({"retention":{"until":-1}})", R"({"retention":{"until":1,"days":1}})",
          R"({"retention":{"days":1,"or":2}})", R"({"retention":[1]})"}) {
        INFO(text);
        CHECK_FALSE(open_terms_in(text).sound);
    }
    CHECK(open_terms_in("no JSON").sound);
}

}  // namespace open_terms_test
