#include "workbench/room.hpp"

#include <catch2/catch_all.hpp>

#include "workbench/opened.hpp"

namespace palabre::room_test {
namespace {

using support::LogBook;
using support::OrderedJson;
using namespace workbench;
using test::count;
using test::KeptInMemory;
using test::open_bench;
using test::say;

struct Written {
    KeptInMemory kept;
    std::unique_ptr<Workbench> bench;

    explicit Written(LogBook log) {
        bench = std::move(open_bench(log.text()).value());
        bench->lend(kept.means(7));
    }
    explicit Written()
        : Written([] {
              LogBook log;
              log.open();
              return log;
          }()) {}
    Room& room() { return *bench->room; }
    const Debate& debate() { return bench->timeline->present().debate(); }
    std::string place_of(const std::string& id) {
        const ClaimIndex claim = debate().claim_of(RefId(debate().ledger().refs.find(id)));
        const Placement& place = debate().tree().at(debate().tree().at(claim).shown.front());
        return std::string(to_text(place.stance)) + " of " +
               std::string(debate().ledger().text(debate().tree().at(place.parent).id));
    }
    /// What an auditor counts from the room's own log, each line verified.
    Replayed audit() {
        ReplayOptions options;
        options.owner = LogBook::key("owner");
        options.debate = "test.example/square";
        options.check = seal::verify_entry;
        std::string log;
        for (const std::string& line : kept.lines) log += line + "\n";
        return replay_log(log, options);
    }
};

}  // namespace

TEST_CASE("lines typed one after the other stand below one claim, on the side chosen last") {
    Written written;
    Room& room = written.room();
    const std::string first = say(room, "The school is near", 1).value();
    const std::string second = say(room, "- Deliveries suffer", 2).value();
    const std::string third = say(room, "So do the old", 3).value();
    const std::string fourth = say(room, "+ Quiet nights", 4).value();
    CHECK(written.place_of(first) == "pro of ~");
    CHECK(written.place_of(second) == "con of ~");
    CHECK(written.place_of(third) == "con of ~");
    CHECK(written.place_of(fourth) == "pro of ~");
    CHECK(room.last() == fourth);
}

TEST_CASE("Tab goes below the line said last, and back to where that stands") {
    Written written;
    Room& room = written.room();
    CHECK_FALSE(room.go_under());
    CHECK_FALSE(room.go_out());
    const std::string first = say(room, "Above", 1).value();
    REQUIRE(room.go_under());
    CHECK(room.parent() == first);
    CHECK_FALSE(room.go_under());
    const std::string below = say(room, "- Below", 2).value();
    CHECK(written.place_of(below) == "con of " + first);
    REQUIRE(room.go_under());
    const std::string deepest = say(room, "Deepest", 3).value();
    CHECK(written.place_of(deepest) == "con of " + below);
    REQUIRE(room.go_out());
    CHECK(room.parent() == first);
    // Out and under again is where one was.
    CHECK(room.last() == below);
    REQUIRE(room.go_out());
    CHECK(room.parent() == "~");
    CHECK_FALSE(room.go_out());
}

TEST_CASE("a sign alone chooses the side, and a number with a sign is words") {
    Written written;
    Room& room = written.room();
    CHECK(say(room, "-", 1).value().empty());
    CHECK(say(room, "\xE2\x88\x92 ", 1).value().empty());
    CHECK(room.stance() == Stance::con);
    CHECK(written.kept.lines.empty());
    const std::string said = say(room, "-5 degrees in winter", 2).value();
    const auto& live = written.bench->timeline->present();
    const ClaimIndex claim = live.debate().claim_of(RefId(live.debate().ledger().refs.find(said)));
    CHECK(live.text(claim) == "-5 degrees in winter");
}

TEST_CASE("all that a room says can be audited from its own log") {
    Written written;
    for (int i = 0; i < 40; ++i) {
        REQUIRE(say(written.room(), (i % 2 == 0 ? "+ one " : "- two ") + std::to_string(i), i + 1));
        if (i % 5 == 0) written.room().go_under();
    }
    REQUIRE(written.kept.lines.size() == 40);
    const Replayed audited = written.audit();
    CHECK(audited.malformed.empty());
    const Ledger& ledger = audited.debate->debate().ledger();
    REQUIRE(ledger.entries.size() == 40);
    for (const Entry& entry : ledger.entries) {
        CHECK(entry.state == State::counts);
        CHECK(ledger.text(entry.author) == written.room().author());
    }
}

TEST_CASE("what cannot be kept is not said, and can be said again") {
    Written written;
    written.kept.full = true;
    const auto refused = say(written.room(), "- Lost?", 1);
    REQUIRE_FALSE(refused);
    CHECK(refused.fault().code == "file");
    CHECK(written.debate().tree().claims().size() == 1);
    CHECK(written.room().stance() == Stance::pro);
    written.kept.full = false;
    CHECK(say(written.room(), "- Lost?", 2));
    CHECK(written.kept.lines.size() == 1);
    CHECK(written.audit().malformed.empty());
}

TEST_CASE("what takes time to be kept counts when it is, and nothing is said beside it") {
    Written written;
    written.kept.slow = true;
    Room& room = written.room();
    std::vector<std::string> heard;
    const auto hear = [&](const Result<std::string>& said) {
        heard.push_back(said ? "said" : said.fault().code);
    };
    room.say("- Slowly", 1, hear);
    CHECK(heard.empty());
    CHECK(written.debate().tree().claims().size() == 1);
    room.say("Beside", 2, hear);
    CHECK(heard == std::vector<std::string>{"keeping"});
    written.kept.waiting();
    CHECK(heard == std::vector<std::string>{"keeping", "said"});
    CHECK(written.place_of(room.last()) == "con of ~");
    // One that could not be kept leaves its number to the next.
    room.say("+ Lost", 3, hear);
    written.kept.full = true;
    written.kept.waiting();
    CHECK(heard.back() == "file");
    CHECK(room.stance() == Stance::con);
    written.kept.full = written.kept.slow = false;
    CHECK(say(room, "Kept", 4));
    CHECK(written.audit().malformed.empty());
    CHECK(written.audit().debate->debate().ledger().entries.size() == 2);
}

TEST_CASE("a room may say no more than anybody: empty, too long, closed and banned are refused") {
    Written written;
    CHECK(say(written.room(), "   ", 1).fault().code == "text-empty");
    CHECK(say(written.room(), std::string(4001, 'x'), 1).fault().code == "text-too-long");
    CHECK(say(written.room(), "\xFF\xFE", 1).fault().code == "fields");
    LogBook closed;
    closed.open({{"write", "closed"}});
    Written shut(closed);
    CHECK(say(shut.room(), "Let me in", 1).fault().code == "no-right");
    CHECK(shut.kept.lines.empty());
}

TEST_CASE("hands are counted by a facilitator, table by table, and a later count corrects") {
    LogBook log;
    log.open();
    KeptInMemory kept;
    const std::string key = seal::to_text(kept.means(7).keys.public_key);
    log.entry("owner", "role", {{"key", key}, {"role", "facilitator"}, {"on", true}});
    log.entry("owner", "ask", {{"title", "Now?"}, {"method", "yes-no"}});
    Written written(log);
    Room& room = written.room();
    const QuestionIndex question{std::size_t{0}};
    REQUIRE(count(room, question, {"Table 2", {3, 4, 0}, "Bo"}, "hands", 1));
    REQUIRE(count(room, question, {" Table  1 ", {10, 2, 1}, ""}, "hands", 2));
    REQUIRE(count(room, question, {"Table 2", {5, 4, 0}, "Bo"}, "hands", 3));
    const LiveDebate& live = written.bench->timeline->present();
    const HandsCounted counted = hands_counted(live, live.debate().questions()[0], room.author());
    REQUIRE(counted.tables.size() == 2);
    CHECK(counted.tables[0].table == "Table 1");
    CHECK(counted.tables[1].hands == std::vector<std::int64_t>{5, 4, 0});
    CHECK(counted.total == std::vector<std::int64_t>{15, 6, 1});
    CHECK(counted.corrected == 1);
    // A column of its own: no ballot was added.
    CHECK(live.debate().questions()[0].voters == 0);
    CHECK(live.debate().questions()[0].columns.size() == 3);
    CHECK(hands_counted(live, live.debate().questions()[0], "another").tables.empty());
    CHECK(count(room, question, {"", {1, 1, 1}, ""}, "hands", 4).fault().code == "table");
    CHECK(count(room, question, {"T", {1, -1, 1}, ""}, "hands", 4).fault().code == "hands");
    CHECK(count(room, question, {"T", {1, hands_max + 1, 1}, ""}, "hands", 4).fault().code ==
          "hands");
    CHECK(count(room, question, {"T", {1, 1}, ""}, "hands", 4).fault().code == "hands");
}

TEST_CASE("hands for options are a list, and a key without the right counts nothing") {
    LogBook log;
    log.open();
    log.entry("owner", "ask",
              {{"title", "Where?"}, {"method", "approval"}, {"options", {"Here", "There"}}});
    Written written(log);
    const auto refused =
        count(written.room(), QuestionIndex{std::size_t{0}}, {"T", {1, 2}, ""}, "hands", 1);
    REQUIRE_FALSE(refused);
    CHECK(refused.fault().code == "no-right");
    const LiveDebate& live = written.bench->timeline->present();
    const Question& question = live.debate().questions()[0];
    CHECK(hand_choices(live, question) == std::vector<std::string>{"Here", "There"});
    CHECK(canonical(figures_of(question, {1, 2})) == "[1,2]");
}

}  // namespace palabre::room_test
