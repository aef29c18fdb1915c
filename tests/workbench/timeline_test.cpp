#include <catch2/catch_all.hpp>

#include "support/random.hpp"
#include "workbench/opened.hpp"

namespace palabre::timeline_test {
namespace {

using support::LogBook;
using test::open_bench;
using workbench::Timeline;

/// The first `count` lines of a log.
std::string first_lines(const std::string& log, std::size_t count) {
    std::size_t end = 0;
    while (count-- > 0 && end < log.size()) end = log.find('\n', end) + 1;
    return log.substr(0, end);
}

LogBook three_claims() {
    LogBook log;
    log.open();
    const std::string first = log.claim("ada");
    log.claim("bo", first, "con");
    log.claim("cy");
    return log;
}

}  // namespace

TEST_CASE("the debate at a place is the one that a log of so many entries gives") {
    const std::string log = three_claims().text();
    const auto bench = open_bench(log);
    REQUIRE(bench);
    Timeline& timeline = *bench.value()->timeline;
    REQUIRE(timeline.size() == 4);
    CHECK(timeline.is_present());
    // Back, to the very beginning, forward by one and by more, and to the end.
    for (const std::size_t place : std::vector<std::size_t>{2, 0, 1, 3, 3, 1, 4}) {
        timeline.go(place);
        CHECK(timeline.place() == place);
        ReplayOptions options;
        options.owner = LogBook::key("owner");
        options.debate = "test.example/square";
        const Replayed alone = replay_log(first_lines(log, place), options);
        CHECK(state_digest(timeline.shown()) == state_digest(*alone.debate));
        CHECK(set_digest(timeline.shown()) == set_digest(*alone.debate));
    }
    timeline.go(99);
    CHECK(timeline.is_present());
}

TEST_CASE("whatever is in a log, the last place shows what replaying it shows") {
    const int rounds = support::rounds(40);
    for (int round = 0; round < rounds; ++round) {
        const auto made = support::random_log({.seed = 900 + static_cast<std::uint64_t>(round)});
        const auto whole = replay_known(made.text(), test::options_of(made));
        const auto bench = workbench::Workbench::open(made.text(), test::options_of(made));
        REQUIRE(whole.ok() == bench.ok());
        if (!whole) continue;
        Timeline& timeline = *bench.value()->timeline;
        const std::string end = state_digest(*whole->debate);
        CHECK(state_digest(timeline.shown()) == end);
        timeline.go(timeline.size() / 3);
        bench.value()->follow();
        // One step before the end, then the last entry alone.
        if (timeline.size() > 0) timeline.go(timeline.size() - 1);
        bench.value()->follow();
        timeline.go(timeline.size());
        CHECK(state_digest(timeline.shown()) == end);
    }
}

TEST_CASE("lines that are badly signed are left out with their numbers, and no place is theirs") {
    LogBook log = three_claims();
    log.line("no line");
    support::SignedEntry forged = log.make("di", "claim", {{"parent", "~"}});
    forged.sig = std::string(86, 'A');
    log.line(forged.line());
    log.claim("ed");
    const auto bench = open_bench(log.text());
    REQUIRE(bench);
    const Timeline& timeline = *bench.value()->timeline;
    CHECK(timeline.size() == 5);
    REQUIRE(timeline.malformed().size() == 2);
    CHECK(timeline.malformed()[0].first == 5);
    CHECK(timeline.malformed()[1].first == 6);
    CHECK(timeline.malformed()[1].second == "signature");
}

TEST_CASE("a log that names no debate, and one of rules to come, are refused") {
    const auto none = open_bench("");
    REQUIRE_FALSE(none);
    CHECK(none.fault().code == "debate");
    LogBook later;
    later.open({{"fold", 2}});
    const auto unknown = open_bench(later.text());
    REQUIRE_FALSE(unknown);
    CHECK(unknown.fault().code == "fold");
}

TEST_CASE("while the past is shown, what is added comes to the present") {
    LogBook log = three_claims();
    const auto bench = open_bench(log.text());
    REQUIRE(bench);
    Timeline& timeline = *bench.value()->timeline;
    timeline.go(2);
    const std::uint64_t turn = timeline.turn();
    timeline.add(
        log.make("di", "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", "new"}}).line());
    CHECK(timeline.turn() != turn);
    CHECK(timeline.size() == 5);
    CHECK(timeline.place() == 2);
    CHECK(timeline.shown().debate().tree().claims().size() == 2);
    CHECK(timeline.present().debate().tree().claims().size() == 5);
}

TEST_CASE("of lines that come as a hub sends them, each entry of this debate counts once") {
    LogBook log;
    log.open();
    const std::string first = log.claim("ada");
    const std::string opened = log.text();
    log.claim("bo", first, "con");
    log.claim("cy");
    LogBook::Given other;
    other.debate = "test.example/other";
    const std::string foreign =
        LogBook().make("di", "claim", {{"parent", "~"}}, other).line() + "\n";
    const auto bench = open_bench(opened);
    REQUIRE(bench);
    Timeline& timeline = *bench.value()->timeline;
    const std::uint64_t turn = timeline.turn();
    // All again, with a line that is none, one of another debate and one cut short.
    CHECK(timeline.take(log.text() + "no line\n" + foreign + "{\"head\":") == 2);
    CHECK(timeline.size() == 4);
    CHECK(timeline.turn() != turn);
    CHECK(timeline.take(log.text() + foreign) == 0);
    const auto whole = open_bench(log.text());
    CHECK(state_digest(timeline.shown()) == state_digest(whole.value()->timeline->shown()));
    // The slider of time goes through them too.
    timeline.go(3);
    timeline.go(4);
    CHECK(state_digest(timeline.shown()) == state_digest(whole.value()->timeline->shown()));
}

TEST_CASE("the map shows what the timeline does, and a choice outlasts what it is of") {
    const auto bench = open_bench(three_claims().text());
    REQUIRE(bench);
    workbench::Workbench& all = *bench.value();
    REQUIRE(all.map.picture().size() == 4);
    const std::string last = all.map.claim(3);
    all.map.choose(last);
    CHECK(all.map.picture().chosen() == 3);
    CHECK(all.map.row_of(last) == 3);
    all.timeline->go(1);
    all.follow();
    CHECK(all.map.picture().size() == 1);
    CHECK(all.map.picture().chosen() == map::no_row);
    CHECK(all.map.chosen() == last);
    all.timeline->go(4);
    all.follow();
    CHECK(all.map.picture().chosen() == 3);
}

}  // namespace palabre::timeline_test
