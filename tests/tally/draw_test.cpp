#include "tally/draw.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>

namespace draw_test {

using namespace palabre;

// Figures by coreutils: printf ... | sha256sum.

TEST_CASE("a commitment is the hash of the secret", "[tally]") {
    // SHA-256 of "abc" (FIPS 180-4, example 1), in base64url.
    CHECK(draw_commitment("abc") == "ungWv48Bz-pBQUDeXa4iI7ADYaOWF3qctBD_YfIAFa0");
}

TEST_CASE("the order of ballots in a log does not steer a draw", "[tally]") {
    CHECK(ballots_digest({"b", "a"}) == ballots_digest({"a", "b"}));
    CHECK(ballots_digest({"b", "a"}) ==
          "911169ddaaf146aff539f58c26c489af3b892dff0fe283c1c264c65ae5aa59a2");
    CHECK(ballots_digest({"ab"}) != ballots_digest({"a", "b"}));
}

TEST_CASE("a draw is what anyone computes from secret and ballots", "[tally]") {
    // printf 'palabre draw 1\n~?q\nabc\nDIGEST\nN' | sha256sum for N = 0, 1, 2, sorted.
    CHECK(draw_order("~?q", "abc", "DIGEST", 3) == std::vector<Option>{1, 2, 0});
}

TEST_CASE("another ballot is another draw", "[tally]") {
    const auto digest = ballots_digest({"a", "b"});
    const auto other = ballots_digest({"a", "c"});
    const auto order = draw_order("q", "secret", digest, 12);
    CHECK(order != draw_order("q", "secret", other, 12));
    CHECK(order != draw_order("q", "secres", digest, 12));
    CHECK(order != draw_order("r", "secret", digest, 12));
    auto sorted = order;
    std::sort(sorted.begin(), sorted.end());
    for (Option i = 0; i < 12; ++i) CHECK(sorted[i] == i);
}

}  // namespace draw_test
