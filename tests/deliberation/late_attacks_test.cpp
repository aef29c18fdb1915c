// Entries that come after what they decide about: in a page, line by line, they lead to what the
// whole log says (`answer` holds the one to the other after each line).
#include <catch2/catch_test_macros.hpp>

#include "deliberation/attacks.hpp"

namespace palabre::late_attacks_test {

namespace {

SignedEntry attest(LogBook& log, const std::string& name, const std::string& member,
                   const std::string& site = "site",
                   const OrderedJson& more = OrderedJson::object()) {
    OrderedJson payload = {
        {"aud", "test.example/square"}, {"sub", member}, {"jti", name + member}, {"exp", 1000}};
    payload.update(more);
    const std::string token =
        support::token_by(support::author_named(site), R"({"alg":"EdDSA"})", payload.dump());
    return log.make(name, "attest", {{"token", token}});
}

OrderedJson house(bool with_clerk) {
    OrderedJson open = {{"sites", OrderedJson::array({LogBook::key("site")})}};
    if (with_clerk) open.update(clerks());
    return open;
}

OrderedJson members_only(std::int64_t closes) {
    return {{"title", "a"}, {"method", "yes-no"}, {"eligible", "members"}, {"closes", closes}};
}

SignedEntry device(LogBook& log, const std::string& name, const std::string& other) {
    return log.make(name, "device", {{"key", LogBook::key(other)}});
}

SignedEntry replacement(LogBook& log, const std::string& by) {
    return log.make("owner", "key",
                    {{"key", LogBook::key(by)}, {"replaces", LogBook::key("site")}});
}

void add(LogBook& log, std::initializer_list<SignedEntry> entries) {
    for (const SignedEntry& each : entries) log.line(each.line());
}

}  // namespace

TEST_CASE("a question that comes after a ballot's erasure says whether that was in time",
          "[attack]") {
    LogBook log;
    log.open(clerks());
    const SignedEntry question =
        log.make("owner", "ask", {{"title", "a"}, {"method", "yes-no"}, {"closes", 10}});
    const SignedEntry vote = log.make("ada", "ballot", ballot(question.id, "yes"));
    const SignedEntry erase =
        log.make("ada", "erase",
                 {{"target", vote.id}, {"was", {{"do", "ballot"}, {"question", question.id}}}});
    log.stamp("clerk", 5, {question.id, vote.id});
    log.stamp("clerk", 10, {erase.id});
    add(log, {vote, erase, question});
    const Json said = answer(log);
    CHECK(void_reason(said, erase.id) == "time");
    CHECK(said["questions"][0]["voters"] == 1);
}

TEST_CASE("of two erasures that say what a lost body was, the first by place is believed",
          "[attack]") {
    LogBook log;
    log.open();
    const SignedEntry claim =
        log.make("ada", "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", "a"}});
    const auto erased_as = [&log, &claim](const char* stance) {
        return log.make("ada", "erase",
                        {{"target", claim.id},
                         {"was", {{"do", "claim"}, {"parent", "~"}, {"stance", stance}}}});
    };
    const SignedEntry first = erased_as("con"), second = erased_as("pro");
    log.line(claim.line_without_body());
    add(log, {second, first});
    CHECK(answer(log)["claims"][0]["places"][0]["stance"] == "con");
}

TEST_CASE("who has a member's device and then a token of their own is another member", "[attack]") {
    LogBook log;
    log.open(house(false));
    const std::string question =
        log.entry("owner", "ask", {{"title", "a"}, {"method", "yes-no"}, {"eligible", "members"}});
    add(log, {attest(log, "ada", "m"), log.make("ada", "ballot", ballot(question, "yes"))});
    add(log, {device(log, "ada", "bo")});
    const SignedEntry back = device(log, "bo", "ada");
    add(log, {back, attest(log, "bo", "n"), log.make("bo", "ballot", ballot(question, "no"))});
    const Json said = answer(log);
    CHECK(said["questions"][0]["voters"] == 2);
    CHECK(void_reason(said, back.id) == "right");
}

TEST_CASE("of two keys in the place of a site's, the first by place has it", "[attack]") {
    LogBook log;
    log.open(house(false));
    const SignedEntry first = replacement(log, "third"), second = replacement(log, "second");
    add(log, {attest(log, "ada", "m", "second", {{"role", "moderator"}}), second, first});
    CHECK(answer(log)["roles"]["moderator"].empty());
}

TEST_CASE("a device between two members does nothing, whichever of the pair is stamped",
          "[attack]") {
    LogBook log;
    log.open(house(true));
    const SignedEntry one = attest(log, "ada", "m"), other = attest(log, "bo", "n");
    const SignedEntry back = device(log, "bo", "ada"), there = device(log, "ada", "bo");
    log.stamp("clerk", 5, {one.id, other.id, there.id});
    add(log, {one, other, back, there});
    CHECK(void_reason(answer(log), back.id) == "right");
}

TEST_CASE("what a site's former key signed before it was replaced attests, whenever it comes",
          "[attack]") {
    LogBook log;
    log.open(house(true));
    const SignedEntry question = log.make("owner", "ask", members_only(50));
    const SignedEntry token = attest(log, "ada", "m");
    const SignedEntry vote = log.make("ada", "ballot", ballot(question.id, "yes"));
    const SignedEntry key = replacement(log, "second");
    log.stamp("clerk", 5, {question.id, token.id, vote.id});
    log.stamp("clerk", 10, {key.id});
    add(log, {question, key, token, vote});
    CHECK(answer(log)["questions"][0]["voters"] == 1);
}

}  // namespace palabre::late_attacks_test
