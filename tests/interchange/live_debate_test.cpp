#include "interchange/live_debate.hpp"

#include <catch2/catch_test_macros.hpp>
#include <nlohmann/json.hpp>

#include "interchange/replay.hpp"
#include "support/signed_entry.hpp"

namespace palabre::live_debate_test {

namespace {

Outline page_of_one_claim() {
    Outline page;
    page.thesis = "Shall the square be closed?";
    page.claims.push_back({"~children", "~", Stance::pro, "Children walk to school."});
    return page;
}

}  // namespace

TEST_CASE("A debate that was only opened shows what its page declares") {
    const LiveDebate debate("test.example/square", "", page_of_one_claim());
    const auto state = nlohmann::json::parse(write_replay(debate, {}));
    REQUIRE(state["claims"].size() == 1);
    CHECK(state["claims"][0]["id"] == "~children");
    CHECK(state["claims"][0]["places"][0]["strength"] == 0.5);
    CHECK(state["thesis"]["strength"] == 0.75);
    CHECK(state["entries"] == 0);
    CHECK(debate.revision() == 0);
}

TEST_CASE("A line comes out of a debate as it went in, with its body, without it and erased") {
    const support::Author ada = support::author_named("ada");
    const auto said = [&](std::int64_t n, std::string_view verb, const support::OrderedJson& what) {
        support::HeadFields head;
        head.n = n;
        head.clock = n;
        return support::make_entry(ada, head,
                                   support::body_text(static_cast<std::uint64_t>(n), verb, what));
    };
    const auto claim = said(1, "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", "Quiet"}});
    const auto gone = said(2, "name", {{"text", "Ada"}});
    const auto erase = said(3, "erase", {{"target", gone.id}});
    LiveDebate debate("test.example/square", "", {});
    LiveDebate::Applied applied;
    debate.take(claim.line_without_body() + "\n" + gone.line() + "\n" + erase.line(), 2, applied);
    debate.settle();
    CHECK(debate.line(applied.fresh.at(0)) == claim.line_without_body());
    CHECK(debate.line(applied.fresh.at(1)) == gone.line_without_body());
    CHECK(debate.line(applied.fresh.at(2)) == erase.line());
    debate.take(claim.line(), 2, applied);
    debate.settle();
    CHECK(debate.line(applied.fresh.at(0)) == claim.line());
}

TEST_CASE("What another version wrote is carried once, however often it comes") {
    LiveDebate debate("test.example/square", "", {});
    const std::string first =
        R"({"head":"{\"v\":2,\"debate\":\"test.example/square\"}","sig":"a"})";
    const std::string second =
        R"({"head":"{\"v\":3,\"debate\":\"test.example/square\"}","sig":"b"})";
    LiveDebate::Applied applied;
    for (int times = 0; times < 3; ++times) {
        debate.take(first + "\n" + second + "\n" + first, 2, applied);
        debate.settle();
    }
    CHECK(applied.malformed.empty());
    REQUIRE(debate.other_versions().size() == 2);
    CHECK(debate.other_versions().text(0) == first);
    CHECK(debate.other_versions().text(1) == second);
}

TEST_CASE("A remark changes the claim that it stands under") {
    const support::Author ada = support::author_named("ada");
    support::HeadFields head;
    head.n = 1;
    head.clock = 1;
    const auto remark = support::make_entry(
        ada, head,
        support::body_text(1, "remark", {{"parent", "~children"}, {"text", "Which school?"}}));
    LiveDebate debate("test.example/square", "", page_of_one_claim());
    (void)debate.take_changed();
    LiveDebate::Applied applied;
    debate.take(remark.line(), 2, applied);
    debate.settle();
    const LiveDebate::Changed changed = debate.take_changed();
    REQUIRE(changed.claims.size() == 1);
    CHECK(debate.debate().tree().claims().size() == 2);
    CHECK(changed.claims.front().value == 1);
    CHECK(changed.remarks.size() == 1);
}

}  // namespace palabre::live_debate_test
