#include "interchange/pabulib.hpp"

#include <catch2/catch_all.hpp>
#include <string>

#include "interchange/election_rules.hpp"
#include "interchange/pabulib_question.hpp"
#include "interchange/replay.hpp"
#include "support/log_book.hpp"

namespace pabulib_test {

using namespace palabre;
using support::LogBook;

namespace {

const std::string street =
    "META\nkey;value\ndescription;A street\nbudget;100\nvote_type;approval\n"
    "PROJECTS\nproject_id;cost;name\n7;60;Trees\n2;50;Benches\nx;40;\"A fountain; \"\"large\"\"\"\n"
    "VOTES\nvoter_id;age;vote\n1;34;\"7,2\"\n2;51;x, 2\n3;;7\n4;27;\n5;33;2,7\n";

/// Where the fault of reading `text` stands, and what it is; "" where it reads.
std::string fault_of(const std::string& text) {
    const auto file = read_pabulib(text);
    return file.ok() ? "" : file.fault().where + ": " + file.fault().what;
}

std::string replaced(const std::string& what, const std::string& by) {
    std::string text = street;
    text.replace(text.find(what), what.size(), by);
    return text;
}

std::string tallied(const std::string& rule, const std::string& text) {
    const auto json = parse_election(text);
    REQUIRE(json.ok());
    JsonWriter out;
    const Election election{JsonPlace(json.value(), ""), {}};
    REQUIRE(find_election_rule(rule)->tally(election, out).ok());
    return out.take();
}

}  // namespace

TEST_CASE("a Pabulib file is a budget with its projects in the order listed", "[interchange]") {
    REQUIRE(is_pabulib(street));
    const PabulibFile file = read_pabulib(street).value();
    CHECK(file.description == "A street");
    CHECK(file.election.budget == 100);
    CHECK(file.election.cost == std::vector<std::int64_t>{60, 50, 40});
    CHECK(file.projects[2].id == "x");
    CHECK(file.projects[2].name == "A fountain; \"large\"");
    // Equal ballots once: nobody's, 0 with 1 (twice), 0 alone, 1 with 2.
    REQUIRE(file.election.ballots.size() == 4);
    CHECK(file.election.ballots[0].approved.empty());
    CHECK(file.election.ballots[2].approved == std::vector<Project>{0, 1});
    CHECK(file.election.ballots[2].count == 2);
}

TEST_CASE("a voter who votes twice in a Pabulib file is named with both lines", "[interchange]") {
    CHECK(fault_of(replaced("4;27;", "2;27;")) == "line 16: voter \"2\" has voted on line 14");
    // Who is not named is nobody twice.
    CHECK(fault_of(replaced("4;27;", ";27;")).empty());
    CHECK(fault_of(replaced("4;27;\n5;33", ";27;\n;33")).empty());
}

TEST_CASE("a Pabulib file is counted as the same budget in JSON", "[interchange]") {
    const std::string json =
        R"({"cost":[60,50,40],"budget":100,"ballots":[[2,[0,1]],[1,[1,2]],[1,[0]],[1,[]]]})";
    for (const std::string rule : {"budget-greedy", "equal-shares", "phragmen"}) {
        CHECK(tallied(rule, street) == tallied(rule, json));
    }
    CHECK(tallied("budget-greedy", street) ==
          R"({"approvals":[3,3,1],"greedy_votes":[1,2],"greedy_votes_per_cost":[1,2],)"
          R"("price_per_supporter":[20,"50/3",40]})");
}

TEST_CASE("line ends, marks and cents of other systems are read", "[interchange]") {
    std::string other = "\xEF\xBB\xBF" + replaced("budget;100\n", "budget;100,00\n");
    for (std::size_t at = 0; (at = other.find('\n', at)) != std::string::npos; at += 2) {
        other.insert(at, "\r");
    }
    REQUIRE(is_pabulib(other));
    CHECK(read_pabulib(other)->election.budget == 100);
    CHECK(tallied("equal-shares", other) == tallied("equal-shares", street));
}

TEST_CASE("a mistake in a Pabulib file is named by its line", "[interchange]") {
    CHECK(fault_of(street).empty());
    CHECK(fault_of(replaced("PROJECTS\n", "")).starts_with(": there is no section PROJECTS"));
    CHECK(fault_of("x\n" + street).starts_with("line 1: this stands before"));
    CHECK(fault_of(street + "META\n").starts_with("line 18: the section META begins a second"));
    CHECK(fault_of(replaced("budget;100\n", "")).starts_with("line 1: META has no budget"));
    CHECK(fault_of(replaced("budget;100", "budget;-1")).starts_with("line 4: this is no whole"));
    CHECK(fault_of(replaced("budget;100", "budget;9007199254740992")).starts_with("line 4: "));
    CHECK(fault_of(replaced("vote_type;approval", "budget;1")).starts_with("line 5: there is a"));
    CHECK(fault_of(replaced(";approval", ";ordinal")).starts_with("line 5: only votes of the"));
    CHECK(fault_of(replaced(";cost", ";price")).starts_with("line 7: PROJECTS has no column"));
    CHECK(fault_of(replaced("7;60", "7;0")).starts_with("line 8: this is no whole amount"));
    CHECK(fault_of(replaced("7;60", "7;60.5")).starts_with("line 8: this is no whole amount"));
    CHECK(fault_of(replaced("7;60", "7;60.")).starts_with("line 8: this is no whole amount"));
    CHECK(fault_of(replaced("2;50", "7;50")).starts_with("line 9: project \"7\" is listed twice"));
    CHECK(fault_of(replaced("2;50", ";50")).starts_with("line 9: this is no project's id"));
    CHECK(fault_of(replaced(";vote\n", ";choice\n")).starts_with("line 12: VOTES has no column"));
    CHECK(fault_of(replaced("x, 2", "y, 2")).starts_with("line 14: there is no project \"y\""));
    CHECK(fault_of(replaced("x, 2", "x,,2")).starts_with("line 14: there is no project \"\""));
    CHECK(fault_of(replaced("x, 2", "2, 2")).starts_with("line 14: a project stands here twice"));
    CHECK(fault_of(replaced("4;27;", "4;27")).starts_with("line 16: this line has no vote"));
    CHECK(fault_of(replaced("\"7,2\"", "\"7,2")).starts_with("line 13: a quote is never closed"));
}

TEST_CASE("a Pabulib file is written so that it is read again", "[interchange]") {
    const PabulibFile file = read_pabulib(street).value();
    const std::string written = write_pabulib(file).value();
    CHECK(written ==
          "META\nkey;value\ndescription;A street\nnum_projects;3\nnum_votes;5\nbudget;100\n"
          "vote_type;approval\nPROJECTS\nproject_id;cost;name\n7;60;Trees\n2;50;Benches\n"
          "x;40;\"A fountain; \"\"large\"\"\"\nVOTES\nvoter_id;vote\n1;\n2;7\n3;7,2\n4;7,2\n"
          "5;2,x\n");
    CHECK(write_pabulib(read_pabulib(written).value()).value() == written);
    PabulibFile crowd = file;
    crowd.election.ballots[0].count = pabulib_voters_max + 1;
    CHECK_FALSE(write_pabulib(crowd).ok());
}

TEST_CASE("a budget voted on in a debate leaves as a Pabulib file of the ballots that count",
          "[interchange]") {
    LogBook log;
    log.open();
    const auto bench = log.claim("ada");
    const auto question = log.entry("owner", "ask",
                                    {{"title", "What shall we buy?"},
                                     {"method", "equal-shares"},
                                     {"options", {"Trees; young", bench, "Lamps"}},
                                     {"rule", {{"budget", 100}, {"cost", {60, 50, 40}}}}});
    const auto vote = [&](const char* who, const support::OrderedJson& choice) {
        log.entry(who, "ballot", {{"question", question}, {"choice", choice}});
    };
    vote("ada", {0});
    vote("bo", {0, 1});
    vote("bo", {1, 2});
    vote("cy", {2});
    vote("cy", nullptr);
    vote("di", support::OrderedJson::array());
    vote("ed", {7});
    const auto other = log.entry("owner", "ask", {{"title", "Agreed?"}, {"method", "yes-no"}});
    const auto lent = log.entry("owner", "ask",
                                {{"title", "And lent?"},
                                 {"method", "budget-greedy"},
                                 {"options", {"Trees"}},
                                 {"rule", {{"budget", 9}, {"cost", {5}}, {"liquid", true}}}});
    ReplayOptions options;
    options.owner = LogBook::key("owner");
    const auto debate = replay_log(log.text(), options).debate;

    CHECK(budget_questions(*debate) == std::vector<std::string_view>{question, lent});
    const std::string written = write_pabulib(pabulib_of(*debate, question).value()).value();
    CHECK(written.starts_with(
        "META\nkey;value\ndescription;What shall we buy?\nnum_projects;3\nnum_votes;3\n"
        "budget;100\nvote_type;approval\nPROJECTS\nproject_id;cost;name\n"
        "0;60;\"Trees; young\"\n1;50;"));
    CHECK(written.ends_with("2;40;Lamps\nVOTES\nvoter_id;vote\n1;\n2;0\n3;1,2\n"));
    CHECK(written.find(bench) == std::string::npos);
    CHECK(pabulib_of(*debate, other).fault().where == other);
    CHECK(pabulib_of(*debate, lent).fault().what.starts_with("people vote for others"));
    CHECK(pabulib_of(*debate, "nobody").fault().what == "there is no such question");
}

TEST_CASE("a member's votes leave as so many ballots of a Pabulib file", "[interchange]") {
    LogBook log;
    log.open({{"sites", {LogBook::key("site")}}});
    const auto question = log.entry("owner", "ask",
                                    {{"title", "What shall we buy?"},
                                     {"method", "budget-greedy"},
                                     {"eligible", "members"},
                                     {"options", {"Roof", "Garden"}},
                                     {"rule", {{"budget", 100}, {"cost", {80, 90}}}}});
    const auto member = [&log, &question](const char* who, int weight, int option) {
        const support::OrderedJson payload = {{"aud", "test.example/square"},
                                              {"sub", who},
                                              {"jti", who},
                                              {"exp", 1000},
                                              {"weight", weight}};
        log.entry(who, "attest",
                  {{"token", support::token_by(support::author_named("site"), R"({"alg":"EdDSA"})",
                                               payload.dump())}});
        log.entry(who, "ballot",
                  {{"question", question}, {"choice", support::OrderedJson::array({option})}});
    };
    member("ada", 3, 0);
    member("bo", 1, 1);
    ReplayOptions options;
    options.owner = LogBook::key("owner");
    const auto debate = replay_log(log.text(), options).debate;
    const std::string written = write_pabulib(pabulib_of(*debate, question).value()).value();
    CHECK(written.find("num_votes;4\n") != std::string::npos);
    CHECK(written.ends_with("voter_id;vote\n1;0\n2;0\n3;0\n4;1\n"));
}

}  // namespace pabulib_test
