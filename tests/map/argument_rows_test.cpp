#include "map/argument_rows.hpp"

#include <catch2/catch_all.hpp>
#include <limits>

#include "map/random_rows.hpp"

namespace argument_rows_test {

using namespace palabre;
using namespace palabre::map;
using namespace palabre::test;

TEST_CASE("the places of a claim belong together, and what answers it hangs below the first") {
    const ArgumentRows rows = read_rows({{0, 0, 0.5, 0, "~"},
                                         {0, 0, 0.5, 0, "a"},
                                         {0, 1, 0.5, 0, "b"},
                                         {1, 1, 0.25, 4, "b"},
                                         {2, 3, 0.5, 0, "c"}});
    CHECK(rows.first == std::vector<Row>{0, 1, 2, 2, 4});
    CHECK(rows.parent == std::vector<Row>{0, 0, 0, 1, 2});
    CHECK(rows.is_ghost(3));
    CHECK(rows.side[4] == Side::weightless);
    CHECK(rows.con[4] == 1);
    // (impact sum 0 + 8) / (4 * (4 + 4)) judged by four.
    CHECK(rows.base[3] == 0.25);
}

TEST_CASE("a claim may hang below one that was written later") {
    const ArgumentRows rows =
        read_rows({{0, 0, 0.5, 0, "~"}, {2, 0, 0.5, 0, "a"}, {0, 1, 0.5, 0, "b"}});
    CHECK(rows.order == std::vector<Row>{1, 2, 0});
}

TEST_CASE("columns that are broken are refused") {
    const auto refused = [](const std::vector<ColumnRow>& rows) {
        const auto read = ArgumentRows::read(columns_of(rows));
        return !read.ok() && read.fault().code == "columns";
    };
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(refused({}));
    CHECK(refused({{0, 0, 0.5, 0, "~"}, {0, 0, nan, 0, "a"}}));
    CHECK(refused({{0, 0, 0.5, 0, "~"}, {0, 0, 1.0, 0, "a"}}));
    CHECK(refused({{0, 0, 0.5, 0, "~"}, {2, 0, 0.5, 0, "a"}}));
    // Round and round, never down to the thesis.
    CHECK(refused({{0, 0, 0.5, 0, "~"}, {2, 0, 0.5, 0, "a"}, {1, 0, 0.5, 0, "b"}}));
    CHECK(refused({{0, 0, 0.5, 0, "~"}, {1, 0, 0.5, 0, "a"}}));
    // A claim below its own second place.
    CHECK(refused(
        {{0, 0, 0.5, 0, "~"}, {0, 0, 0.5, 0, "a"}, {3, 0, 0.5, 0, "a"}, {1, 0, 0.5, 0, "b"}}));
    std::string many = columns_of({{0, 0, 0.5, 0, "~"}});
    for (std::size_t i = 4; i < 8; ++i) many[i] = '\xff';
    CHECK_FALSE(ArgumentRows::read(many).ok());
}

TEST_CASE("columns cut short anywhere are refused, changed ones never do harm") {
    support::Random random(3);
    const std::string whole = columns_of(random_shared_rows(random, 24));
    REQUIRE(ArgumentRows::read(whole).ok());
    for (std::size_t size = 0; size < whole.size(); ++size)
        CHECK_FALSE(ArgumentRows::read(whole.substr(0, size)).ok());
    for (int i = 0; i < 4000; ++i) {
        std::string changed = whole;
        changed[random.below(changed.size())] = static_cast<char>(random.below(256));
        const auto made = Map::open(changed);
        if (!made.ok()) continue;
        CHECK(made.value()->size() == 24);
        made.value()->open_all();
        made.value()->fit();
    }
}

}  // namespace argument_rows_test
