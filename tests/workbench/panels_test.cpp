#include <catch2/catch_all.hpp>
#include <cmath>

#include "workbench/lent_votes.hpp"
#include "workbench/opened.hpp"
#include "workbench/outline_lines.hpp"
#include "workbench/qr_code.hpp"
#include "workbench/tally_charts.hpp"
#include "workbench/upkeep.hpp"

namespace palabre::panels_test {
namespace {

using support::LogBook;
using support::OrderedJson;
using namespace workbench;

std::unique_ptr<LiveDebate> debate_of(const LogBook& log) {
    ReplayOptions options;
    options.owner = LogBook::key("owner");
    return replay_log(log.text(), options).debate;
}

const RuleChart* chart_by(const std::vector<RuleChart>& charts, Method rule) {
    for (const RuleChart& chart : charts) {
        if (chart.rule == rule) return &chart;
    }
    return nullptr;
}

std::vector<std::string> figures(const RuleChart& chart) {
    std::vector<std::string> all;
    for (const Bar& each : chart.bars) all.push_back(each.figure);
    return all;
}

std::vector<std::string> chosen(const RuleChart& chart) {
    std::vector<std::string> all;
    for (const Bar& each : chart.bars) {
        if (each.chosen) all.push_back(each.label);
    }
    return all;
}

void vote(LogBook& log, const std::string& who, const std::string& question,
          const OrderedJson& choice) {
    log.entry(who, "ballot", {{"question", question}, {"choice", choice}});
}

}  // namespace

TEST_CASE("a vote for or against has a bar for each answer, and says what was decided") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", {{"title", "Q"}, {"method", "yes-no"}});
    vote(log, "ada", question, "yes");
    vote(log, "bo", question, "yes");
    vote(log, "cy", question, "no");
    vote(log, "di", question, "blank");
    const auto charts = charts_of(*debate_of(log), QuestionIndex(std::size_t{0}));
    REQUIRE(charts.size() == 1);
    CHECK(charts[0].own);
    CHECK(charts[0].outcome == "adopted");
    CHECK(figures(charts[0]) == std::vector<std::string>{"2", "1", "0", "1"});
}

// Counted by hand. Ada, Bo: A over B over C; Cy, Di: B over C over A; Ed: C over B over A.
// First choices A 2, B 2, C 1. B beats A 3:2 and C 4:1, A loses to C 2:3 as well.
TEST_CASE("ranked ballots are charted by every rule that they admit") {
    LogBook log;
    log.open();
    const auto question = log.entry(
        "owner", "ask", {{"title", "Q"}, {"method", "schulze"}, {"options", {"A", "B", "C"}}});
    for (const char* who : {"ada", "bo"}) vote(log, who, question, {{0}, {1}, {2}});
    for (const char* who : {"cy", "di"}) vote(log, who, question, {{1}, {2}, {0}});
    vote(log, "ed", question, {{2}, {1}, {0}});
    const auto charts = charts_of(*debate_of(log), QuestionIndex(std::size_t{0}));
    REQUIRE(charts.size() > 8);
    CHECK(charts[0].rule == Method::schulze);
    CHECK(charts[0].by_place);
    CHECK(figures(charts[0]) == std::vector<std::string>{"3", "1", "2"});
    CHECK(chosen(charts[0]) == std::vector<std::string>{"B"});
    const RuleChart* plurality = chart_by(charts, Method::plurality);
    REQUIRE(plurality != nullptr);
    CHECK_FALSE(plurality->own);
    CHECK(figures(*plurality) == std::vector<std::string>{"2", "2", "1"});
    CHECK(chosen(*plurality) == std::vector<std::string>{"A", "B"});
    const RuleChart* condorcet = chart_by(charts, Method::condorcet);
    REQUIRE(condorcet != nullptr);
    CHECK(figures(*condorcet) == std::vector<std::string>{"0", "2", "1"});
    const RuleChart* irv = chart_by(charts, Method::irv);
    REQUIRE(irv != nullptr);
    CHECK(figures(*irv) == std::vector<std::string>{"2", "2", "1"});
    CHECK(chosen(*irv) == std::vector<std::string>{"B"});
}

TEST_CASE("figures are lengths whether whole, decimal or fractions; all else is none") {
    const auto length = [](std::string_view text) { return length_of(Value::of(text)); };
    CHECK(length_of(Value::of(std::int64_t{-3})) == -3.0);
    CHECK(length("7/4") == 1.75);
    CHECK(length("-1/2") == -0.5);
    CHECK(length("20.25") == 20.25);
    for (const char* none : {"", "-", "/", "1/", "/2", "1/0", "x", "1.2.3", "1/2/3", ".", "1e3"}) {
        INFO(none);
        CHECK_FALSE(length(none));
    }
    CHECK_FALSE(length_of(Value()));
}

TEST_CASE("who delegated to whom is told with what became of it") {
    LogBook log;
    log.open();
    const auto question = log.entry(
        "owner", "ask", {{"title", "Q"}, {"method", "yes-no"}, {"rule", {{"liquid", true}}}});
    const auto delegate = [&](const std::string& from, const std::string& to) {
        log.entry(from, "delegate", {{"to", LogBook::key(to)}, {"scope", "*"}});
    };
    vote(log, "ada", question, "yes");
    delegate("bo", "ada");
    delegate("cy", "bo");
    delegate("di", "nobody who votes");
    const LentVotes told = lent_votes(*debate_of(log), QuestionIndex(std::size_t{0}));
    CHECK(told.kind == "liquid");
    REQUIRE(told.lent.size() == 3);
    REQUIRE(told.carriers.size() == 1);
    CHECK(told.carriers[0].votes == 3);
    CHECK(told.lost == 1);
    std::size_t kept = 0;
    for (const LentVote& each : told.lent) kept += each.fate == "kept" ? 1 : 0;
    CHECK(kept == 2);
}

TEST_CASE("at a meeting proxies are told with the reason why one was refused") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask",
                                    {{"title", "Q"},
                                     {"method", "yes-no"},
                                     {"rule", {{"meeting", "June"}, {"max_proxies", 1}}}});
    vote(log, "ada", question, "yes");
    log.entry("bo", "proxy", {{"holder", LogBook::key("ada")}, {"scope", "June"}});
    log.entry("cy", "proxy", {{"holder", LogBook::key("ada")}, {"scope", "June"}});
    const LentVotes told = lent_votes(*debate_of(log), QuestionIndex(std::size_t{0}));
    CHECK(told.kind == "meeting");
    REQUIRE(told.lent.size() == 2);
    CHECK(told.lent[0].fate == "kept");
    CHECK(told.lent[1].fate == "holder_full");
    REQUIRE(told.carriers.size() == 1);
    CHECK(told.carriers[0].votes == 2);
    CHECK(told.lost == 1);
}

TEST_CASE("the queue holds what was flagged or hidden, and who is banned") {
    LogBook log;
    log.open();
    const auto flagged = log.claim("ada");
    const auto hidden = log.claim("bo");
    log.claim("cy");
    log.entry("di", "flag", {{"target", flagged}, {"reason", "off topic"}});
    log.entry("owner", "hide", {{"target", hidden}, {"reason", "insults"}});
    log.entry("owner", "ban", {{"key", LogBook::key("bo")}, {"on", true}});
    const auto live = debate_of(log);
    const ModerationQueue queue = moderation_queue(*live);
    REQUIRE(queue.things.size() == 2);
    CHECK(queue.things[0].id == flagged);
    CHECK(queue.things[0].reasons == std::vector<std::string>{"off topic"});
    CHECK_FALSE(queue.things[0].hidden);
    CHECK(queue.things[1].hidden);
    CHECK(queue.more == 0);
    REQUIRE(queue.banned.size() == 1);
    CHECK(queue.banned[0] == LogBook::key("bo").substr(0, 8));
}

TEST_CASE("entries that are void, wait or lack their body, and forks, are told") {
    LogBook log;
    log.open();
    log.entry("ada", "claim", {{"parent", "nowhere"}, {"stance", "pro"}, {"text", "x"}});
    log.entry("bo", "hide", {{"target", "~"}, {"reason", "x"}});
    const auto bodiless =
        log.make("cy", "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", "y"}});
    log.line(bodiless.line_without_body());
    LogBook::Given again;
    again.n = 1;
    log.entry("ada", "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", "z"}}, again);
    const auto live = debate_of(log);
    const Faults faults = faults_of(*live);
    REQUIRE(faults.entries.size() == 3);
    CHECK(faults.entries[0].why == "waiting");
    CHECK(live->debate().ledger().at(faults.entries[1].entry).state == State::voided);
    CHECK(faults.entries[2].why == "missing");
    REQUIRE(faults.forks.size() == 1);
    CHECK(faults.forks[0].n == 1);
    CHECK(faults.forks[0].entries.size() == 2);
    const DebateSize size = size_of(*live);
    CHECK(size.entries == 5);
    CHECK(size.claims == 1);
}

TEST_CASE("the wall shows what stands right below, on both sides, without what is hidden") {
    LogBook log;
    log.open();
    const auto strong = log.claim("ada");
    const auto weak = log.claim("bo");
    log.claim("cy", "~", "con");
    const auto hidden = log.claim("di");
    log.claim("ed", strong);
    log.entry("owner", "hide", {{"target", hidden}, {"reason", "x"}});
    for (const char* who : {"a", "b", "c"}) {
        log.entry(who, "impact", {{"claim", strong}, {"parent", "~"}, {"value", 4}});
        log.entry(who, "impact", {{"claim", weak}, {"parent", "~"}, {"value", 0}});
    }
    const auto live = debate_of(log);
    const SidesBelow sides = sides_below(*live, thesis_index);
    REQUIRE(sides.pros.size() == 2);
    CHECK(live->debate().ledger().text(live->debate().tree().at(sides.pros[0]).id) == strong);
    CHECK(sides.cons.size() == 1);
    CHECK(outline_lines(*live).size() == 5);
}

TEST_CASE("a thesis that stands in the page alone is known by what its debate was opened as") {
    LogBook unopened;
    unopened.claim("ada");
    CHECK(one_line(*debate_of(unopened), thesis_index) == debate_of(unopened)->id());
    LogBook titled;
    titled.open({{"title", "The market  square"}});
    CHECK(one_line(*debate_of(titled), thesis_index) == "The market square");
    LogBook told;
    told.open({{"title", "The market square"}});
    const auto none = OrderedJson::array();
    told.entry("owner", "declare",
               {{"thesis", "Close the square"}, {"claims", none}, {"questions", none}});
    CHECK(one_line(*debate_of(told), thesis_index) == "Close the square");
    const auto bench = test::open_bench(titled.text());
    REQUIRE(bench);
    const std::string& row = bench.value()->map.claim(0);
    const Debate& debate = bench.value()->timeline->shown().debate();
    CHECK(debate.claim_of(RefId(debate.ledger().refs.find(row))) == thesis_index);
}

TEST_CASE("weights stand side by side, those on which the semantics differ most first") {
    LogBook log;
    log.open();
    const auto first = log.claim("ada");
    for (int i = 0; i < 6; ++i) log.claim("bo", first, i % 3 == 0 ? "con" : "pro");
    const auto bench = test::open_bench(log.text());
    REQUIRE(bench);
    const auto rows = weighed_rows(bench.value()->map.picture(), true);
    REQUIRE(rows.size() == 8);
    for (std::size_t i = 1; i < rows.size(); ++i) CHECK(rows[i - 1].apart >= rows[i].apart);
    CHECK(rows[0].apart > 0.0);
    const auto plain = weighed_rows(bench.value()->map.picture(), false);
    for (std::size_t i = 0; i < plain.size(); ++i) CHECK(plain[i].row == i);
    const LiveDebate& live = bench.value()->timeline->shown();
    CHECK(std::fabs(plain[0].strengths[0] - live.strengths().thesis()) < 1e-6);
}

// The three finders and their light surroundings (ISO/IEC 18004, 6.3.3), and the dark module.
TEST_CASE("a QR code has its finders; one for nothing, or for too much, there is not") {
    const auto code = qr_code("https://debat.example.org/rue-des-halles");
    REQUIRE(code);
    REQUIRE(code->side == 29);
    REQUIRE(code->dark.size() == 29 * 29);
    const auto is_finder = [&](std::size_t left, std::size_t top) {
        for (std::size_t y = 0; y < 7; ++y) {
            for (std::size_t x = 0; x < 7; ++x) {
                const bool ring = x == 0 || x == 6 || y == 0 || y == 6;
                const bool core = x >= 2 && x <= 4 && y >= 2 && y <= 4;
                if (code->is_dark(left + x, top + y) != (ring || core)) return false;
            }
        }
        return true;
    };
    CHECK(is_finder(0, 0));
    CHECK(is_finder(22, 0));
    CHECK(is_finder(0, 22));
    CHECK(code->is_dark(8, 21));
    CHECK(qr_code(std::string(2331, 'x')));
    CHECK_FALSE(qr_code(std::string(2332, 'x')));
    CHECK_FALSE(qr_code(std::string(100'000, 'x')));
    CHECK_FALSE(qr_code(""));
}

}  // namespace palabre::panels_test
