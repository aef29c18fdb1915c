// What people may try against votes that others cast, and against draws.
#include <catch2/catch_all.hpp>

#include "deliberation/attacks.hpp"
#include "support/random.hpp"

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

TEST_CASE("who votes from inside a circle has no vote twice, and takes all of it back",
          "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", motion({{"liquid", true}}));
    log.entry("ada", "delegate", to("bo", "*"));
    log.entry("bo", "delegate", to("ada", "*"));
    log.entry("cy", "delegate", to("bo", "*"));
    for (const char* voter : {"ada", "bo"}) {
        log.entry(voter, "ballot", ballot(question, "yes"));
        CHECK(answer(log)["questions"][0]["tally"]["expressed"] == 3);
        log.entry(voter, "ballot", {{"question", question}, {"choice", nullptr}});
        CHECK(answer(log)["questions"][0]["tally"]["expressed"] == 0);
        CHECK(answer(log)["questions"][0]["tally"]["adopted"] == false);
    }
}

TEST_CASE("votes lent, cast, taken back and joined at random count one by one as they do at once",
          "[attack][property]") {
    support::Random random(47);
    const std::vector<std::string> people = {"ada", "bo", "cy", "di", "ed"};
    for (int round = 0; round < support::rounds(80); ++round) {
        LogBook log;
        log.open();
        const auto liquid = log.entry("owner", "ask", motion({{"liquid", true}}));
        const auto proxies = log.entry("owner", "ask", assembly(2));
        for (int step = 0; step < 16; ++step) {
            const std::string& who = people[random.below(people.size())];
            const std::string& other = people[random.below(people.size())];
            const std::string& question = random.chance(70) ? liquid : proxies;
            const std::string& scope = random.chance(70) ? "*" : question;
            const auto act = random.below(100);
            if (act < 40 && who != other) {
                log.entry(who, "delegate", to(other, scope));
            } else if (act < 45) {
                log.entry(who, "delegate", {{"to", nullptr}, {"scope", scope}});
            } else if (act < 55 && who != other) {
                log.entry(who, "proxy", by(other, scope));
            } else if (act < 60 && who != other) {
                log.entry(who, "device", {{"key", LogBook::key(other)}});
                log.entry(other, "device", {{"key", LogBook::key(who)}});
            } else if (act < 90) {
                log.entry(who, "ballot", ballot(question, random.chance(50) ? "yes" : "no"));
            } else {
                log.entry(who, "ballot", {{"question", question}, {"choice", nullptr}});
            }
        }
        CHECK(answer(log)["questions"].size() == 2);
    }
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
