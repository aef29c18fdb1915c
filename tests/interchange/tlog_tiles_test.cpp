#include "interchange/tlog_tiles.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>

namespace tlog_tiles_test {

using namespace palabre;

TEST_CASE("a tile has the address that C2SP's tlog-tiles gives it", "[interchange][tiles]") {
    // The specification's example.
    const auto read = read_tile_path("0/x001/x234/067");
    REQUIRE(read.has_value());
    CHECK(read->index == 1234067);
    CHECK(read->level == 0);
    CHECK(read->width == 256);
    CHECK_FALSE(read->entries);
    CHECK(write_tile_path(*read) == "0/x001/x234/067");
    const auto partial = read_tile_path("2/000.p/1");
    REQUIRE(partial.has_value());
    CHECK(partial->level == 2);
    CHECK(partial->width == 1);
    const auto bundle = read_tile_path("entries/x001/000.p/255");
    REQUIRE(bundle.has_value());
    CHECK(bundle->entries);
    CHECK(bundle->index == 1000);
    CHECK(bundle->width == 255);
    CHECK(read_tile_path("63/x999/x999/x999/x999/x999/999")->index == 999999999999999999U);
}

TEST_CASE("a tile has one address only", "[interchange][tiles]") {
    for (const char* wrong : {"",
                              "0",
                              "0/",
                              "/000",
                              "0/0",
                              "0/00",
                              "0/0000",
                              "0/x000/000",
                              "0/x001",
                              "0/001/002",
                              "0/x001/002/",
                              "00/000",
                              "64/000",
                              "-1/000",
                              "entries",
                              "entries/",
                              "Entries/000",
                              "0/000.p/",
                              "0/000.p/0",
                              "0/000.p/256",
                              "0/000.p/01",
                              "0/000.p/1/",
                              "0/000.p/1.p/1",
                              "0/.p/1",
                              "0/000/x001",
                              "0/ 00",
                              "0/x0a1/000",
                              "entries/0/000",
                              "0/000?",
                              "0/x001/x000/x000/x000/x000/x000/000"}) {
        INFO(wrong);
        CHECK_FALSE(read_tile_path(wrong).has_value());
    }
}

TEST_CASE("a tile is its hashes one after another", "[interchange][tiles]") {
    const std::vector<Digest> hashes{sha256("one"), sha256("two")};
    const std::string bytes = write_tile(hashes);
    CHECK(bytes.size() == 64);
    CHECK(read_tile(bytes, 2).value() == hashes);
    for (const unsigned width : {1U, 3U}) CHECK_FALSE(read_tile(bytes, width).ok());
    CHECK_FALSE(read_tile(bytes + "x", 2).ok());
}

TEST_CASE("entries in a bundle stand behind their lengths", "[interchange][tiles]") {
    std::string bundle;
    add_to_bundle(bundle, "ab");
    add_to_bundle(bundle, "");
    add_to_bundle(bundle, std::string(65535, 'x'));
    CHECK(bundle.substr(0, 6) == std::string("\0\2ab\0\0", 6));
    CHECK(bundle.substr(6, 2) == "\xff\xff");
    const auto read = read_bundle(bundle, 3);
    REQUIRE(read.ok());
    CHECK(read.value()[0] == "ab");
    CHECK(read.value()[1].empty());
    CHECK(read.value()[2].size() == 65535);
    CHECK(read_bundle(bundle, 2).fault().what == "there are bytes behind the last entry");
    CHECK(read_bundle(bundle, 4).fault().where == "entry 3");
    CHECK(read_bundle(bundle.substr(0, 3), 1).fault().what == "the bundle ends in it");
    CHECK(read_bundle(std::string("\0", 1), 1).fault().what == "the bundle ends before it");
}

}  // namespace tlog_tiles_test
