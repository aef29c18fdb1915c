// What people may try against votes that others cast, and against draws.
#include <catch2/catch_all.hpp>

#include "deliberation/attacks.hpp"

namespace palabre::mandate_attacks_test {
namespace {

OrderedJson to(const std::string& name, const std::string& scope) {
    return {{"to", LogBook::key(name)}, {"scope", scope}};
}
OrderedJson by(const std::string& name, const std::string& scope) {
    return {{"holder", LogBook::key(name)}, {"scope", scope}};
}
OrderedJson at(const std::string& name) {
    return {{"member", LogBook::key(name)}, {"meeting", "assembly"}};
}
OrderedJson motion(const OrderedJson& rule) {
    return {{"title", "Adopt it?"}, {"method", "yes-no"}, {"rule", rule}};
}
OrderedJson assembly(std::int64_t most) {
    return motion({{"meeting", "assembly"}, {"max_proxies", most}});
}

/// Two options with a vote each, between which a draw has to decide, closing at 1000.
OrderedJson close_race() {
    return {{"title", "Which?"},
            {"method", "two-round"},
            {"options", {"left", "right", "neither"}},
            {"rule", {{"ties", "draw"}}},
            {"closes", 1000}};
}
OrderedJson commit(const std::string& secret) {
    return {{"commit", naive::base64url(naive::sha256(secret))}};
}
OrderedJson reveal(const std::string& secret) {
    return {{"reveal", secret}};
}

}  // namespace

TEST_CASE("a proxy given twice is one vote", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", assembly(5));
    log.entry("ada", "ballot", ballot(question, "yes"));
    log.entry("bo", "ballot", ballot(question, "no"));
    log.entry("cy", "proxy", by("ada", "*"));
    log.entry("cy", "proxy", by("bo", "*"));
    log.entry("cy", "proxy", by("bo", "assembly"));
    log.entry("cy", "proxy", by("ada", question));
    CHECK(answer(log)["questions"][0]["tally"]["expressed"] == 3);
    CHECK(answer(log)["questions"][0]["tally"]["adopted"] == true);
}

TEST_CASE("who votes has no proxy cast for them as well", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", assembly(5));
    log.entry("cy", "proxy", by("ada", "*"));
    log.entry("ada", "ballot", ballot(question, "yes"));
    log.entry("cy", "ballot", ballot(question, "no"));
    CHECK(answer(log)["questions"][0]["tally"]["voters"] == 2);
}

TEST_CASE("nobody holds more proxies than the rule allows, whoever hands them in", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", assembly(2));
    log.entry("ada", "ballot", ballot(question, "yes"));
    for (const char* giver : {"bo", "cy", "di", "ed"}) log.entry(giver, "proxy", by("ada", "*"));
    CHECK(answer(log)["questions"][0]["tally"]["voters"] == 3);
}

TEST_CASE("proxies are not handed on", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", assembly(1));
    log.entry("ada", "ballot", ballot(question, "yes"));
    log.entry("bo", "proxy", by("ada", "*"));
    log.entry("cy", "proxy", by("bo", "*"));
    CHECK(answer(log)["questions"][0]["tally"]["voters"] == 2);
}

TEST_CASE("delegations in a circle cast no vote, and stop nothing", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", motion({{"liquid", true}}));
    const std::vector<std::string> ring = {"ada", "bo", "cy", "di"};
    for (std::size_t i = 0; i < ring.size(); ++i)
        log.entry(ring[i], "delegate", to(ring[(i + 1) % ring.size()], "*"));
    CHECK(answer(log)["questions"][0]["tally"]["voters"] == 0);
    log.entry("cy", "ballot", ballot(question, "yes"));
    CHECK(answer(log)["questions"][0]["tally"]["voters"] == 4);
    log.entry("cy", "ballot", {{"question", question}, {"choice", nullptr}});
    CHECK(answer(log)["questions"][0]["tally"]["voters"] == 0);
}

TEST_CASE("many keys of one person lend one vote", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", motion({{"liquid", true}}));
    log.entry("ada", "ballot", ballot(question, "yes"));
    for (const char* sock : {"sock 1", "sock 2"}) {
        log.entry("bo", "device", {{"key", LogBook::key(sock)}});
        log.entry(sock, "device", {{"key", LogBook::key("bo")}});
        log.entry(sock, "delegate", to("ada", "*"));
    }
    CHECK(answer(log)["questions"][0]["tally"]["voters"] == 2);
}

TEST_CASE("a stranger's roll call makes nobody present", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", assembly(5));
    const auto false_roll = log.entry("mallory", "present", at("mallory"));
    log.entry("bo", "proxy", by("mallory", "*"));
    const Json said = answer(log);
    CHECK(void_reason(said, false_roll) == "right");
    CHECK(said["questions"][0]["tally"]["voters"] == 0);
    CHECK(question == said["questions"][0]["id"]);
}

TEST_CASE("a vote cannot be lent after the closing", "[attack]") {
    LogBook log;
    log.open(clerks());
    OrderedJson asked = motion({{"liquid", true}});
    asked["closes"] = 1000;
    const auto question = log.entry("owner", "ask", asked);
    const auto vote = log.entry("ada", "ballot", ballot(question, "yes"));
    log.stamp("clerk", 10, {question, vote});
    const auto lent = log.entry("bo", "delegate", to("ada", "*"), {.at = 5});
    log.stamp("clerk", 1000, {lent});
    CHECK(answer(log)["questions"][0]["tally"]["voters"] == 1);
}

TEST_CASE("a secret told before the closing draws nothing, though it is told again", "[attack]") {
    LogBook log;
    log.open(clerks());
    const auto question = log.entry("owner", "ask", close_race());
    const auto committed = log.entry("owner", "draw", commit("s3cret"));
    const auto told = log.entry("owner", "draw", reveal("s3cret"));
    const auto a = log.entry("ada", "ballot", {{"question", question}, {"choice", 0}});
    const auto b = log.entry("bo", "ballot", {{"question", question}, {"choice", 1}});
    log.stamp("clerk", 500, {question, committed, told, a, b});
    log.stamp("clerk", 1000, {log.entry("owner", "draw", reveal("s3cret"))});
    CHECK(answer(log)["questions"][0]["tally"]["winner"].is_null());
}

TEST_CASE("a secret that was not committed to draws nothing, nor does a late commitment",
          "[attack]") {
    LogBook log;
    log.open(clerks());
    const auto question = log.entry("owner", "ask", close_race());
    const auto committed = log.entry("owner", "draw", commit("s3cret"));
    const auto a = log.entry("ada", "ballot", {{"question", question}, {"choice", 0}});
    const auto b = log.entry("bo", "ballot", {{"question", question}, {"choice", 1}});
    log.stamp("clerk", 500, {question, committed, a, b});
    const auto other = log.entry("owner", "draw", reveal("a better one"));
    const auto late = log.entry("owner", "draw", commit("a better one"));
    const auto again = log.entry("owner", "draw", reveal("a better one"));
    log.stamp("clerk", 1000, {other, late, again});
    CHECK(answer(log)["questions"][0]["tally"]["winner"].is_null());
}

TEST_CASE("a stranger draws nothing", "[attack]") {
    LogBook log;
    log.open(clerks());
    const auto question = log.entry("owner", "ask", close_race());
    const auto committed = log.entry("mallory", "draw", commit("mine"));
    const auto a = log.entry("ada", "ballot", {{"question", question}, {"choice", 0}});
    const auto b = log.entry("bo", "ballot", {{"question", question}, {"choice", 1}});
    log.stamp("clerk", 500, {question, committed, a, b});
    log.stamp("clerk", 1000, {log.entry("mallory", "draw", reveal("mine"))});
    const Json said = answer(log);
    CHECK(void_reason(said, committed) == "right");
    CHECK(said["questions"][0]["tally"]["winner"].is_null());
}

}  // namespace palabre::mandate_attacks_test
