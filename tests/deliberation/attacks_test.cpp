// What people may try against a debate, and what comes of it. Each log is signed for real and
// replayed with signatures checked.
#include "deliberation/attacks.hpp"

#include <algorithm>
#include <catch2/catch_all.hpp>

#include "interchange/replay.hpp"
#include "seal/seal.hpp"

namespace palabre::attacks_test {
namespace {

Json claim_of(const Json& said, const std::string& id) {
    const auto found = std::find_if(said["claims"].begin(), said["claims"].end(),
                                    [&](const Json& claim) { return claim["id"] == id; });
    return found == said["claims"].end() ? Json() : *found;
}

bool waits(const Json& said, const std::string& id) {
    return std::find(said["waiting"].begin(), said["waiting"].end(), id) != said["waiting"].end();
}

OrderedJson yes_no(std::int64_t closes) {
    return {{"title", "Close it?"}, {"method", "yes-no"}, {"closes", closes}};
}
OrderedJson was_claim() {
    return {{"do", "claim"}, {"parent", "~"}, {"stance", "pro"}};
}

}  // namespace

TEST_CASE("a ballot dated back after the closing does not count", "[attack]") {
    LogBook log;
    log.open(clerks());
    const auto question = log.entry("owner", "ask", yes_no(1000));
    log.stamp("clerk", 10, {question});
    const auto honest = log.entry("ada", "ballot", ballot(question, "no"), {.at = 900});
    log.stamp("clerk", 900, {honest});
    const auto forged = log.entry("bo", "ballot", ballot(question, "yes"), {.clock = 2, .at = 500});
    log.stamp("clerk", 1000, {forged});
    const auto hidden = log.entry("cy", "ballot", ballot(question, "yes"), {.clock = 2, .at = 500});

    const Json said = answer(log);
    CHECK(void_reason(said, forged) == "time");
    CHECK(said["questions"][0]["voters"] == 1);
    CHECK(said["questions"][0]["pending"] == 1);
    CHECK(said["questions"][0]["tally"]["outcome"] == "rejected");
    CHECK(void_reason(said, hidden).empty());
}

TEST_CASE("a question swapped after the vote has none of the votes", "[attack]") {
    OrderedJson asked = {{"title", "Close the street?"}, {"method", "yes-no"}};
    OrderedJson swapped = {{"title", "Keep the street open?"}, {"method", "yes-no"}};
    asked["id"] = support::declared_question_id(asked);
    swapped["id"] = support::declared_question_id(swapped);
    LogBook log;
    const auto vote = log.entry("ada", "ballot", ballot(asked["id"], "yes"));

    ReplayOptions options;
    options.check = seal::verify_entry;
    options.check_token = seal::verify_token;
    const OrderedJson page = {
        {"thesis", nullptr}, {"claims", OrderedJson::array()}, {"questions", {swapped}}};
    options.page = outline_from_json(page.dump()).value();
    const Json said = Json::parse(replay(log.text(), options));
    CHECK(said["questions"][0]["voters"] == 0);
    CHECK(waits(said, vote));

    OrderedJson lying = page;
    lying["questions"][0]["id"] = asked["id"];
    CHECK_FALSE(outline_from_json(lying.dump()).ok());
}

TEST_CASE("a stranger's open decides nothing", "[attack]") {
    LogBook log;
    const auto usurped = log.entry(
        "mallory", "open", {{"title", "Mine"}, {"fold", 7}, {"write", "closed"}}, {.clock = 1});
    log.open();
    const auto claim = log.claim("ada");
    const auto hide = log.entry("mallory", "hide", {{"target", claim}, {"reason", "mine"}});

    const Json said = answer(log);
    CHECK(void_reason(said, usurped) == "open");
    CHECK(void_reason(said, hide) == "right");
    CHECK(claim_of(said, claim)["status"] == "shown");
    CHECK(said["roles"]["owner"] == Json::array({LogBook::key("owner")}));
}

TEST_CASE("the owner's second open changes nothing", "[attack]") {
    LogBook log;
    log.open();
    const auto second = log.open({{"write", "closed"}, {"clerks", {LogBook::key("clerk")}}});
    const auto claim = log.claim("ada");

    const Json said = answer(log);
    CHECK(void_reason(said, second) == "open");
    CHECK(claim_of(said, claim)["status"] == "shown");
    CHECK(said["roles"]["clerk"].empty());
}

TEST_CASE("a clock at 2^53-1 neither counts nor pushes others away", "[attack]") {
    LogBook log;
    const auto claim = log.claim("ada");
    const auto far = log.entry("mallory", "edit", {{"target", claim}, {"text", "mine for good"}},
                               {.clock = naive::largest_number});
    const auto further =
        log.entry("mallory", "claim", {{"parent", far}, {"stance", "pro"}, {"text", "a"}});
    const SignedEntry beyond = log.make("mallory", "name", {{"text", "M"}});
    const std::string number = "\"clock\":" + std::to_string(naive::largest_number + 1);
    std::string head = beyond.head;
    head.replace(head.find("\"clock\":"), std::string("\"clock\":3").size(), number);
    log.line(support::sign_head(support::author_named("mallory"), head, beyond.body).line());

    const Json said = answer(log);
    CHECK(waits(said, far));
    CHECK(waits(said, further));
    CHECK(claim_of(said, claim)["text"] == "a claim");
    CHECK(said["malformed"] == Json({{4, "head"}}));
}

TEST_CASE("an entry replayed into another debate is malformed there", "[attack]") {
    LogBook log;
    log.claim("ada");
    log.claim("bo");
    const SignedEntry elsewhere =
        log.make("ada", "claim", {{"parent", "~"}, {"stance", "con"}, {"text", "said elsewhere"}},
                 {.debate = "test.example/market"});
    log.line(elsewhere.line());
    std::string head = elsewhere.head;
    head.replace(head.find("market"), 6, "square");
    SignedEntry moved = elsewhere;
    moved.head = head;
    log.line(moved.line());

    const Json said = answer(log);
    CHECK(said["malformed"] == Json({{3, "debate"}, {4, "signature"}}));
    CHECK(said["entries"] == 2);
}

TEST_CASE("base64url that is not canonical makes no second entry of one", "[attack]") {
    LogBook log;
    const SignedEntry made = log.make("ada", "name", {{"text", "Ada"}});
    log.line(made.line());
    const std::string letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const auto other_end = [&](std::string text) {
        text.back() = letters[letters.find(text.back()) + 1];
        return text;
    };
    const std::string key = LogBook::key("ada");
    std::string head = made.head;
    head.replace(head.find(key), key.size(), other_end(key));
    log.line(support::sign_head(support::author_named("ada"), head, made.body).line());
    SignedEntry resigned = made;
    resigned.sig = other_end(made.sig);
    log.line(resigned.line());
    resigned.sig = made.sig + "==";
    log.line(resigned.line());

    const Json said = answer(log);
    CHECK(said["entries"] == 1);
    CHECK(said["malformed"] == Json({{2, "head"}, {3, "signature"}, {4, "signature"}}));
}

TEST_CASE("an erased text that is merged back stays erased", "[attack]") {
    LogBook log, copy;
    const SignedEntry said_once =
        log.make("ada", "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", "my address"}});
    log.line(said_once.line_without_body());
    log.entry("ada", "erase", {{"target", said_once.id}, {"was", was_claim()}});
    const Json before = answer(log);
    log.line(said_once.line());
    const Json after = answer(log);
    CHECK(claim_of(after, said_once.id)["text"].is_null());
    CHECK(claim_of(after, said_once.id)["status"] == "erased");
    CHECK(before == after);
}

TEST_CASE("an erase that lies about what it erases does nothing", "[attack]") {
    LogBook log;
    const auto claim = log.claim("ada");
    const auto answer_to_it = log.claim("bo", claim, "con");
    const auto lie =
        log.entry("ada", "erase",
                  {{"target", claim},
                   {"was", {{"do", "claim"}, {"parent", answer_to_it}, {"stance", "con"}}}});
    const Json said = answer(log);
    CHECK(void_reason(said, lie) == "was");
    CHECK(claim_of(said, claim)["status"] == "shown");
}

TEST_CASE("a device that names another without being named joins nothing", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", {{"title", "Yes?"}, {"method", "yes-no"}});
    log.entry("ada", "ballot", ballot(question, "no"));
    const auto claim = log.claim("ada");
    log.entry("mallory", "device", {{"key", LogBook::key("ada")}});
    log.entry("mallory", "ballot", ballot(question, "yes"));
    const auto theft = log.entry("mallory", "withdraw", {{"target", claim}});
    const Json said = answer(log);
    CHECK(said["questions"][0]["voters"] == 2);
    CHECK(void_reason(said, theft) == "right");
}

TEST_CASE("many keys that name each other have one ballot", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", {{"title", "Yes?"}, {"method", "yes-no"}});
    for (int i = 0; i < 5; ++i) {
        const std::string one = "sock " + std::to_string(i), next = "sock " + std::to_string(i + 1);
        log.entry(one, "device", {{"key", LogBook::key(next)}});
        log.entry(next, "device", {{"key", LogBook::key(one)}});
        log.entry(one, "ballot", ballot(question, "yes"));
    }
    CHECK(answer(log)["questions"][0]["voters"] == 1);
}

TEST_CASE("keys joined by one that says nothing itself have one ballot", "[attack]") {
    LogBook log;
    log.open();
    const auto question = log.entry("owner", "ask", {{"title", "Yes?"}, {"method", "yes-no"}});
    const auto pair = [&](const char* one, const char* other) {
        log.entry(one, "device", {{"key", LogBook::key(other)}});
        log.entry(other, "device", {{"key", LogBook::key(one)}});
    };
    pair("ada's phone", "mute");
    log.entry("ada's phone", "ballot", ballot(question, "yes"));
    log.entry("ada's laptop", "ballot", ballot(question, "yes"));
    pair("ada's laptop", "mute");
    CHECK(answer(log)["questions"][0]["voters"] == 1);
    CHECK(answer(log)["persons"] == 2);  // the owner is one
}

TEST_CASE("a removed clerk can stamp nothing from its removal on", "[attack]") {
    LogBook log;
    log.open({{"clerks", {LogBook::key("clerk"), LogBook::key("next")}}});
    log.entry("owner", "role",
              {{"key", LogBook::key("clerk")}, {"role", "clerk"}, {"on", false}, {"from", 500}});
    const auto before = log.claim("ada"), after = log.claim("bo");
    log.stamp("clerk", 499, {before});
    const auto late = log.stamp("clerk", 500, {after});
    const Json said = answer(log);
    CHECK(claim_of(said, before)["status"] == "shown");
    CHECK(claim_of(said, after)["status"] == "pending");
    CHECK(void_reason(said, late) == "stamp");
}

TEST_CASE("a clerk cannot go back in time to let a late ballot in", "[attack]") {
    LogBook log;
    log.open(clerks());
    const auto question = log.entry("owner", "ask", yes_no(1000));
    log.stamp("clerk", 10, {question});
    const auto honest = log.entry("ada", "ballot", ballot(question, "no"));
    log.stamp("clerk", 1200, {honest});
    const auto friendly = log.entry("bo", "ballot", ballot(question, "yes"));
    const auto back = log.stamp("clerk", 999, {friendly, honest});
    const Json said = answer(log);
    CHECK(void_reason(said, back) == "stamp");
    CHECK(void_reason(said, honest) == "time");
    CHECK(said["questions"][0]["voters"] == 0);
    CHECK(said["questions"][0]["pending"] == 1);
}

TEST_CASE("a hub cannot keep the owner's role from counting by not stamping it", "[attack]") {
    LogBook log;
    log.open(clerks());
    log.entry("owner", "role", {{"key", LogBook::key("mo")}, {"role", "moderator"}, {"on", true}});
    const auto claim = log.claim("mallory");
    const auto hide = log.entry("mo", "hide", {{"target", claim}, {"reason", "spam"}});
    log.stamp("clerk", 5, {claim, hide});
    CHECK(claim_of(answer(log), claim)["status"] == "hidden");
}

TEST_CASE("a banned key can take back and erase, and nothing else", "[attack]") {
    LogBook log;
    log.open();
    const auto a = log.claim("mallory"), b = log.claim("mallory");
    log.entry("owner", "ban", {{"key", LogBook::key("mallory")}, {"on", true}});
    const auto more = log.claim("mallory");
    log.entry("mallory", "withdraw", {{"target", a}});
    log.entry("mallory", "erase", {{"target", b}, {"was", was_claim()}});
    const Json said = answer(log);
    CHECK(void_reason(said, more) == "banned");
    CHECK(claim_of(said, a)["status"] == "withdrawn");
    CHECK(claim_of(said, b)["status"] == "erased");
}

TEST_CASE("a moderator cannot turn on the owner", "[attack]") {
    LogBook log;
    log.open();
    log.entry("owner", "role", {{"key", LogBook::key("mo")}, {"role", "moderator"}, {"on", true}});
    const auto ban = log.entry("mo", "ban", {{"key", LogBook::key("owner")}, {"on", true}});
    const auto role =
        log.entry("mo", "role", {{"key", LogBook::key("mo")}, {"role", "owner"}, {"on", true}});
    const auto clerk =
        log.entry("mo", "role", {{"key", LogBook::key("mo")}, {"role", "clerk"}, {"on", true}});
    const Json said = answer(log);
    for (const auto& id : {ban, role, clerk}) CHECK(void_reason(said, id) == "right");
    CHECK(said["roles"]["owner"] == Json::array({LogBook::key("owner")}));
}

TEST_CASE("a claim cannot stand in a seventeenth place", "[attack]") {
    LogBook log;
    const auto claim = log.claim("ada");
    std::vector<std::string> links;
    for (int i = 0; i < 16; ++i) {
        const auto parent = log.claim("bo");
        links.push_back(
            log.entry("ada", "link", {{"claim", claim}, {"parent", parent}, {"stance", "pro"}}));
    }
    const Json said = answer(log);
    CHECK(claim_of(said, claim)["places"].size() == 16);
    CHECK(void_reason(said, links[14]).empty());
    CHECK(void_reason(said, links[15]) == "places");
}

TEST_CASE("nothing stands 1,001 deep, and a thousand deep is no trouble", "[attack]") {
    LogBook log;
    std::string parent = "~";
    for (int i = 0; i < 1000; ++i) parent = log.claim("ada", parent, i % 2 == 0 ? "pro" : "con");
    const auto deeper = log.claim("ada", parent);
    const Json said = answer(log);
    CHECK(said["claims"].size() == 1000);
    CHECK(claim_of(said, parent)["status"] == "shown");
    CHECK(void_reason(said, deeper) == "depth");
}

TEST_CASE("a link that comes alone is held to the depth of all that was there before it",
          "[attack]") {
    LogBook log;
    log.open();
    std::string upper = "~";
    for (int i = 0; i < 600; ++i) upper = log.claim("ada", upper);
    const auto top = log.claim("bo");
    std::string lower = top;
    for (int i = 0; i < 400; ++i) lower = log.claim("bo", lower);
    LiveDebate live("test.example/square", LogBook::key("owner"), {});
    LiveDebate::Applied applied;
    live.take(log.text(), 1, applied);
    live.settle();
    const SignedEntry link =
        log.make("bo", "link", {{"claim", top}, {"parent", upper}, {"stance", "pro"}});
    live.take(link.line() + "\n", 2, applied);
    live.settle();
    CHECK(void_reason(Json::parse(write_replay(live, {})), link.id) == "depth");
}

TEST_CASE("two moves that meet leave a tree, whichever comes first", "[attack]") {
    LogBook log;
    log.open();
    const auto a = log.claim("ada"), b = log.claim("ada");
    const auto one = log.entry("owner", "move", {{"claim", a}, {"parent", b}, {"stance", "pro"}},
                               {.clock = 9, .n = 2});
    const auto other = log.entry("owner", "move", {{"claim", b}, {"parent", a}, {"stance", "pro"}},
                                 {.clock = 9, .n = 3});
    const Json said = answer(log);
    CHECK(void_reason(said, one).empty());
    CHECK(void_reason(said, other) == "cycle");
    CHECK(said["claims"].size() == 2);
}

TEST_CASE("a body one byte too long is void, whatever it says", "[attack]") {
    LogBook log;
    log.open(clerks());
    const auto padded = [](std::string_view verb, OrderedJson fields, std::size_t size) {
        fields["pad"] = "";
        const std::size_t bare = support::body_text(1, verb, fields).size();
        fields["pad"] = std::string(size - bare, 'x');
        return fields;
    };
    const auto fits = log.entry("ada", "name", padded("name", {{"text", "Ada"}}, 16384));
    const auto long_name = log.entry("ada", "name", padded("name", {{"text", "No"}}, 16385));
    const OrderedJson stamp = {{"time", 1}, {"ids", {fits}}};
    log.entry("clerk", "stamp", padded("stamp", stamp, 65536));
    const auto long_stamp = log.entry("clerk", "stamp", padded("stamp", stamp, 65537));
    const Json said = answer(log);
    CHECK(void_reason(said, long_name) == "body");
    CHECK(void_reason(said, long_stamp) == "body");
    CHECK(said["names"] == Json({{LogBook::key("ada"), "Ada"}}));
}

TEST_CASE("a text that says it is markup or a key stays a text", "[attack]") {
    LogBook log;
    const std::string text = "<img src=x onerror=alert(1)>\u202E" + std::string(1, '\0') + "x";
    log.entry("ada", "tag", {{"target", "~"}, {"tag", "__proto__"}, {"on", true}});
    const auto claim =
        log.entry("ada", "claim", {{"parent", "~"}, {"stance", "pro"}, {"text", text}});
    const Json said = answer(log);
    CHECK(claim_of(said, claim)["text"] == text);
    CHECK(said["tags"] == Json({{"~", {{"__proto__", 1}}}}));
}

}  // namespace palabre::attacks_test
