#include "interchange/composition.hpp"

#include <catch2/catch_all.hpp>

#include "deliberation/naive/fold.hpp"
#include "deliberation/outline.hpp"
#include "interchange/debate_file.hpp"
#include "interchange/replay.hpp"
#include "support/log_book.hpp"

namespace composition_test {

using namespace palabre;
using nlohmann::json;
using support::LogBook;
using support::OrderedJson;

namespace {

constexpr std::string_view square = "test.example/square";
constexpr std::string_view salt = "AAAAAAAAAAAAAAAAAAAAAA";

/// A debate, and who writes in it.
class Debated {
  public:
    explicit Debated(const LogBook& log, Outline page = {})
        : page_(page), live_(std::string(square), LogBook::key("owner"), std::move(page)) {
        take(log.text());
    }

    Result<Composed> composed(const std::string& name, const OrderedJson& intent,
                              std::int64_t at = 1000) {
        OrderedJson whole = intent;
        whole["author"] = LogBook::key(name);
        whole["salt"] = salt;
        whole["at"] = at;
        return compose(live_, whole.dump());
    }
    /// The fault's code, and its `where` behind a blank where there is one; "" where it is fine.
    std::string refusal(const std::string& name, const OrderedJson& intent,
                        std::int64_t at = 1000) {
        const auto made = composed(name, intent, at);
        if (made.ok()) return "";
        return made.fault().code + (made.fault().where.empty() ? "" : " " + made.fault().where);
    }
    void take(const std::string& lines) {
        LiveDebate::Applied applied;
        live_.take(lines, 2, applied);
        live_.settle();
        CHECK(applied.malformed.empty());
        lines_ += lines;
    }
    /// Signs what was composed and takes it; what the two folds say of the debate.
    std::pair<json, json> taken(const std::string& name, const Composed& made) {
        take(support::sign_head(support::author_named(name), made.head, made.body).line() + "\n");
        naive::ReplayInput input;
        input.owner = LogBook::key("owner");
        input.debate = square;
        input.declared = write_outline_json(page_);
        return {json::parse(write_replay(live_, {})), naive::replay(lines_, input)};
    }
    [[nodiscard]] const LiveDebate& live() const { return live_; }

  private:
    Outline page_;
    LiveDebate live_;
    std::string lines_;
};

Outline page() {
    Outline outline;
    outline.thesis = "Shall the square be closed?";
    outline.claims.push_back({"~walk", "~", Stance::pro, "Children walk to school."});
    outline.claims.push_back({"~avenue", "~walk", Stance::con, "The way is the avenue."});
    DeclaredQuestion asked;
    asked.question.title = "Shall cars go?";
    asked.question.opens = 500;
    asked.question.closes = 2000;
    asked.id = question_id(asked.question);
    outline.questions.push_back(asked);
    return outline;
}

OrderedJson claim_below(const std::string& parent, const std::string& text = "So it is.") {
    return {{"do", "claim"}, {"parent", parent}, {"stance", "pro"}, {"text", text}};
}

std::string times(std::size_t count, const std::string& text) {
    std::string all;
    for (std::size_t i = 0; i < count; ++i) all += text;
    return all;
}

}  // namespace

TEST_CASE("an intent without what an entry needs is refused by its field", "[compose]") {
    LogBook log;
    log.open();
    Debated debate(log, page());
    const OrderedJson whole = {{"do", "claim"},
                               {"parent", "~"},
                               {"stance", "pro"},
                               {"text", "Trees."},
                               {"author", LogBook::key("ada")},
                               {"salt", salt},
                               {"at", 1}};
    const auto refused = [&](const std::string& field, const OrderedJson& value) {
        LiveDebate live{std::string(square), "", Outline{}};
        OrderedJson intent = whole;
        if (value.is_discarded())
            intent.erase(field);
        else
            intent[field] = value;
        const auto made = compose(live, intent.dump());
        return made.ok() ? std::string() : made.fault().code + " " + made.fault().where;
    };
    const OrderedJson absent(OrderedJson::value_t::discarded);
    CHECK(refused("text", "Trees.").empty());
    CHECK(refused("author", absent) == "fields author");
    CHECK(refused("author", "AAAA") == "fields author");
    CHECK(refused("salt", "AAAAAAAAAAAAAAAAAAAAAB") == "fields salt");
    CHECK(refused("salt", 1) == "fields salt");
    CHECK(refused("at", -1) == "fields at");
    CHECK(refused("at", "now") == "fields at");
    CHECK(refused("do", "shout") == "fields do");
    CHECK(refused("stance", "maybe") == "fields ");
    CHECK(refused("parent", absent) == "fields ");
    CHECK(refused("text", 3) == "fields ");
    for (const std::string text :
         {"", "[]", "{\"do\":1.5}", "{\"do\":\"a\",\"do\":\"a\"}", "{\xFF}"}) {
        LiveDebate live{std::string(square), "", Outline{}};
        REQUIRE_FALSE(compose(live, text).ok());
        CHECK(compose(live, text).fault().code == "fields");
    }
}

TEST_CASE("a text of the allowed length is taken, and one more character is not", "[compose]") {
    LogBook log;
    log.open();
    Debated debate(log, page());
    // A character of four bytes is one.
    const std::string tree = "\xF0\x9F\x8C\xB3";
    CHECK(debate.refusal("ada", claim_below("~", times(4000, "x"))).empty());
    CHECK(debate.refusal("ada", claim_below("~", times(4001, "x"))) == "text-too-long text");
    CHECK(debate.refusal("ada", claim_below("~", times(3900, tree))).empty());
    CHECK(debate.refusal("ada", claim_below("~", times(4001, tree))) == "text-too-long text");
    // Within the characters, but beyond the 16 KiB of a body.
    OrderedJson many = claim_below("~", times(3900, tree));
    many["sources"] = OrderedJson::array();
    for (int i = 0; i < 3; ++i) many["sources"].push_back(times(500, "s"));
    CHECK(debate.refusal("ada", many) == "text-too-long");
    CHECK(debate.refusal("ada", claim_below("~", "")) == "text-empty text");
    CHECK(debate.refusal("ada", claim_below("~", " \n\t ")) == "text-empty text");
    CHECK(debate.refusal("ada", {{"do", "name"}, {"text", times(60, tree)}}).empty());
    CHECK(debate.refusal("ada", {{"do", "name"}, {"text", times(61, "x")}}) ==
          "text-too-long text");
    const OrderedJson tagged = {{"do", "tag"}, {"target", "~walk"}, {"on", true}};
    OrderedJson tag = tagged;
    tag["tag"] = times(40, "x");
    CHECK(debate.refusal("ada", tag).empty());
    tag["tag"] = times(41, "x");
    CHECK(debate.refusal("ada", tag) == "text-too-long tag");
    tag["tag"] = " ";
    CHECK(debate.refusal("ada", tag) == "text-empty tag");
    const OrderedJson asked = {{"do", "ask"}, {"title", times(301, "x")}, {"method", "yes-no"}};
    CHECK(debate.refusal("owner", asked) == "text-too-long title");
    OrderedJson sourced = claim_below("~");
    sourced["sources"] = {times(501, "x")};
    CHECK(debate.refusal("ada", sourced) == "fields");
}

TEST_CASE("what refers to nothing, or to what it cannot be about, is refused", "[compose]") {
    LogBook log;
    log.open();
    const std::string claim = log.claim("ada");
    const std::string remark = log.entry("ada", "remark", {{"parent", claim}, {"text", "When?"}});
    const std::string lost = log.claim("ada", "not-here");
    Debated debate(log, page());
    const auto gone = "no-such-target";
    CHECK(debate.refusal("ada", claim_below("not-here")) == gone);
    CHECK(debate.refusal("ada", claim_below(remark)) == gone);
    CHECK(debate.refusal("ada", claim_below(lost)) == gone);
    CHECK(debate.refusal("ada", {{"do", "ballot"}, {"question", claim}, {"choice", "yes"}}) ==
          gone);
    // What the page says is the page's to change.
    CHECK(debate.refusal("ada", {{"do", "edit"}, {"target", "~walk"}, {"text", "x"}}) == gone);
    CHECK(debate.refusal("ada", {{"do", "erase"}, {"target", "not-here"}}) == gone);
    OrderedJson forged = claim_below("~walk");
    forged["quote"] = {{"id", "~other"}, {"parent", "~"}, {"stance", "pro"}, {"text", "x"}};
    CHECK(debate.refusal("ada", forged) == gone);
}

TEST_CASE("what belongs to others, or to a role, is refused", "[compose]") {
    LogBook log;
    log.open();
    const std::string claim = log.claim("ada");
    log.entry("owner", "role",
              {{"key", LogBook::key("mona")}, {"role", "moderator"}, {"on", true}});
    Debated debate(log, page());
    const OrderedJson edit = {{"do", "edit"}, {"target", claim}, {"text", "Otherwise."}};
    const OrderedJson erase = {{"do", "erase"}, {"target", claim}};
    const OrderedJson withdraw = {{"do", "withdraw"}, {"target", claim}};
    for (const OrderedJson& intent : {edit, erase, withdraw}) {
        CHECK(debate.refusal("bob", intent) == "not-yours");
        CHECK(debate.refusal("ada", intent).empty());
    }
    CHECK(debate.refusal("mona", edit).empty());
    CHECK(debate.refusal("mona", erase).empty());
    CHECK(debate.refusal("mona", withdraw) == "not-yours");
    const OrderedJson hide = {{"do", "hide"}, {"target", claim}, {"reason", "off topic"}};
    const OrderedJson ask = {{"do", "ask"}, {"title", "When?"}, {"method", "yes-no"}};
    CHECK(debate.refusal("bob", hide) == "no-right");
    CHECK(debate.refusal("mona", hide).empty());
    CHECK(debate.refusal("mona", ask) == "no-right");
    CHECK(debate.refusal("owner", ask).empty());
}

TEST_CASE("where nobody writes, one can still vote, and say so", "[compose]") {
    LogBook log;
    log.open({{"write", "closed"}});
    Debated debate(log, page());
    const std::string asked = page().questions[0].id;
    CHECK(debate.refusal("ada", claim_below("~")) == "no-right");
    CHECK(
        debate.refusal("ada", {{"do", "ballot"}, {"question", asked}, {"choice", "yes"}}).empty());
    CHECK(debate.refusal("ada", {{"do", "name"}, {"text", "Ada"}}).empty());
}

TEST_CASE("a banned person writes nothing more, but may take back and erase", "[compose]") {
    LogBook log;
    log.open();
    const std::string claim = log.claim("ada");
    log.entry("owner", "ban", {{"key", LogBook::key("ada")}, {"on", true}});
    Debated debate(log, page());
    CHECK(debate.refusal("ada", claim_below("~")) == "banned");
    CHECK(debate.refusal("ada", {{"do", "name"}, {"text", "Ada"}}) == "banned");
    CHECK(debate.refusal("ada", {{"do", "withdraw"}, {"target", claim}}).empty());
    const OrderedJson erase = {{"do", "erase"}, {"target", claim}};
    CHECK(debate.refusal("ada", erase).empty());
    CHECK(debate.refusal("bob", erase) == "not-yours");
    const auto made = debate.composed("ada", erase);
    REQUIRE(made.ok());
    const auto [state, plain] = debate.taken("ada", *made.operator->());
    CHECK(state["claims"] == plain["claims"]);
    CHECK(state["void"].empty());
    CHECK(plain["void"].empty());
}

TEST_CASE("a vote is open from its opening to its closing", "[compose]") {
    LogBook log;
    log.open();
    Debated debate(log, page());
    const OrderedJson vote = {
        {"do", "ballot"}, {"question", page().questions[0].id}, {"choice", "yes"}};
    CHECK(debate.refusal("ada", vote, 499) == "not-open-yet question");
    CHECK(debate.refusal("ada", vote, 500).empty());
    CHECK(debate.refusal("ada", vote, 1999).empty());
    CHECK(debate.refusal("ada", vote, 2000) == "closed question");
}

TEST_CASE("a phase binds where somebody vouches for times, and nobody where nobody does",
          "[compose]") {
    const OrderedJson phase = {
        {"name", "voting"}, {"from", 1000}, {"to", 2000}, {"allows", {"ballot"}}};
    LogBook log;
    log.open({{"clerks", {LogBook::key("hub")}}});
    log.stamp("hub", 10, {log.entry("owner", "phase", phase)});
    Debated stamped(log, page());
    CHECK(stamped.refusal("ada", claim_below("~"), 999).empty());
    CHECK(stamped.refusal("ada", claim_below("~"), 1000) == "phase");
    CHECK(stamped.refusal("ada", claim_below("~"), 2000).empty());
    const OrderedJson vote = {
        {"do", "ballot"}, {"question", page().questions[0].id}, {"choice", "yes"}};
    CHECK(stamped.refusal("ada", vote, 1000).empty());
    LogBook alone;
    alone.open();
    alone.entry("owner", "phase", phase);
    Debated free(alone, page());
    CHECK(free.refusal("ada", claim_below("~"), 1500).empty());
}

TEST_CASE("a choice that the question does not offer is refused, and so is who is no member",
          "[compose]") {
    LogBook log;
    log.open();
    const std::string best = log.entry(
        "owner", "ask", {{"title", "Which?"}, {"method", "approval"}, {"options", {"a", "b"}}});
    const std::string inside = log.entry(
        "owner", "ask", {{"title", "Whose?"}, {"method", "yes-no"}, {"eligible", "members"}});
    Debated debate(log, page());
    const auto vote = [](const std::string& question, const OrderedJson& choice) {
        return OrderedJson{{"do", "ballot"}, {"question", question}, {"choice", choice}};
    };
    CHECK(debate.refusal("ada", vote(best, {0, 1})).empty());
    CHECK(debate.refusal("ada", vote(best, nullptr)).empty());
    CHECK(debate.refusal("ada", vote(best, {2})) == "choice");
    CHECK(debate.refusal("ada", vote(best, {1, 0})) == "choice");
    CHECK(debate.refusal("ada", vote(best, "yes")) == "choice");
    CHECK(debate.refusal("ada", vote(page().questions[0].id, "maybe")) == "choice");
    CHECK(debate.refusal("ada", vote(inside, "yes")) == "not-eligible");
}

TEST_CASE("what would make the tree no tree is refused", "[compose]") {
    LogBook log;
    log.open();
    const std::string top = log.claim("ada");
    const std::string middle = log.claim("ada", top);
    const std::string low = log.claim("ada", middle);
    const std::string other = log.claim("ada");
    const std::string away = log.claim("ada");
    log.entry("owner", "merge", {{"claim", away}, {"into", other}});
    const std::string wide = log.claim("ada");
    std::vector<std::string> parents;
    for (int i = 0; i < 16; ++i) parents.push_back(log.claim("bob", other));
    for (int i = 0; i < 15; ++i) {
        log.entry(
            "ada", "link",
            {{"claim", wide}, {"parent", parents[static_cast<std::size_t>(i)]}, {"stance", "con"}});
    }
    Debated debate(log, page());
    const auto link = [](const std::string& claim, const std::string& parent) {
        return OrderedJson{{"do", "link"}, {"claim", claim}, {"parent", parent}, {"stance", "con"}};
    };
    const auto move = [&link](const std::string& claim, const std::string& parent) {
        OrderedJson intent = link(claim, parent);
        intent["do"] = "move";
        return intent;
    };
    CHECK(debate.refusal("ada", link(top, low)) == "cycle");
    CHECK(debate.refusal("ada", link(top, top)) == "cycle");
    CHECK(debate.refusal("owner", move(top, low)) == "cycle");
    CHECK(debate.refusal("owner", {{"do", "merge"}, {"claim", top}, {"into", low}}) == "cycle");
    CHECK(debate.refusal("ada", link(low, middle)) == "twice");
    CHECK(debate.refusal("owner", move(low, middle)).empty());  // turns it round
    CHECK(debate.refusal("ada", link(wide, parents[15])) == "places");
    CHECK(debate.refusal("ada", link(wide, parents[0])) == "twice");
    CHECK(debate.refusal("ada", link(away, top)) == "merged");
    CHECK(debate.refusal("owner", move(away, top)) == "merged");
    CHECK(debate.refusal("owner", {{"do", "merge"}, {"claim", away}, {"into", top}}) == "merged");
    CHECK(debate.refusal("ada", link(low, "~")).empty());
    // As a parent a merged claim means what it was merged into.
    CHECK(debate.refusal("ada", claim_below(away)).empty());
}

TEST_CASE("a thousand deep is deep enough", "[compose]") {
    Outline deep;
    for (int i = 1; i <= 1000; ++i) {
        deep.claims.push_back({"~c" + std::to_string(i),
                               i == 1 ? "~" : "~c" + std::to_string(i - 1), Stance::pro, "x"});
    }
    LogBook log;
    log.open();
    Debated debate(log, deep);
    CHECK(debate.refusal("ada", claim_below("~c999")).empty());
    CHECK(debate.refusal("ada", claim_below("~c1000")) == "depth");
}

TEST_CASE("what is composed counts once it is signed, says the plain fold too", "[compose]") {
    LogBook log;
    log.open();
    const std::string claim = log.claim("ada");
    const std::string free = log.claim("bob");
    const std::string best = log.entry(
        "owner", "ask", {{"title", "Which?"}, {"method", "approval"}, {"options", {"a", "b"}}});
    Debated debate(log, page());
    const std::vector<std::pair<std::string, OrderedJson>> intents{
        {"ada", claim_below("~walk")},
        {"ada", claim_below(claim)},
        {"bob", {{"do", "remark"}, {"parent", "~avenue"}, {"text", "Since when?"}}},
        {"bob", {{"do", "link"}, {"claim", "~avenue"}, {"parent", claim}, {"stance", "con"}}},
        {"bob", {{"do", "link"}, {"claim", free}, {"parent", "~walk"}, {"stance", "con"}}},
        {"bob", {{"do", "impact"}, {"claim", "~walk"}, {"parent", "~"}, {"value", 3}}},
        {"bob", {{"do", "impact"}, {"claim", "~walk"}, {"parent", "~"}, {"value", nullptr}}},
        {"bob", {{"do", "stance"}, {"target", "~walk"}, {"value", -40}}},
        {"bob", {{"do", "stance"}, {"target", "~"}, {"value", 40}}},
        {"bob", {{"do", "tag"}, {"target", claim}, {"tag", "trees"}, {"on", true}}},
        {"bob", {{"do", "flag"}, {"target", claim}, {"reason", "spam"}}},
        {"bob", {{"do", "ballot"}, {"question", best}, {"choice", {1}}}},
        {"bob", {{"do", "ballot"}, {"question", page().questions[0].id}, {"choice", "no"}}},
        {"bob", {{"do", "name"}, {"text", "Bob"}}},
        {"ada", {{"do", "edit"}, {"target", claim}, {"text", "Otherwise."}}},
        {"owner", {{"do", "hide"}, {"target", claim}, {"reason", "off topic"}}},
        {"owner", {{"do", "show"}, {"target", claim}}},
        {"owner", {{"do", "move"}, {"claim", free}, {"parent", claim}, {"stance", "pro"}}},
        {"ada", {{"do", "withdraw"}, {"target", claim}}},
        {"bob", {{"do", "erase"}, {"target", free}}},
    };
    std::map<std::string, std::int64_t> said{{"owner", 2}, {"ada", 1}, {"bob", 1}};
    std::int64_t clock = 4;
    for (const auto& [name, intent] : intents) {
        INFO(intent.dump());
        const auto made = debate.composed(name, intent);
        REQUIRE(made.ok());
        const json head = json::parse(made->head);
        CHECK(head["n"] == ++said[name]);
        CHECK(head["clock"] == ++clock);
        CHECK(head["at"] == 1000);
        const auto [state, plain] = debate.taken(name, *made.operator->());
        CHECK(state["void"].empty());
        CHECK(plain["void"].empty());
        CHECK(plain["waiting"].empty());
        CHECK(state["state"] == plain["state"]);
        CHECK(state["entries"] == clock);
    }
}

TEST_CASE("who answers the page carries along what the page says, and nobody else does",
          "[compose]") {
    LogBook log;
    log.open();
    const std::string claim = log.claim("ada");
    Debated debate(log, page());
    const auto body_of = [&](const OrderedJson& intent) {
        const auto made = debate.composed("bob", intent);
        REQUIRE(made.ok());
        return OrderedJson::parse(made->body);
    };
    const OrderedJson quote = {{"id", "~avenue"},
                               {"parent", "~walk"},
                               {"stance", "con"},
                               {"text", "The way is the avenue."}};
    const OrderedJson answer = body_of(claim_below("~avenue"));
    CHECK(answer["quote"] == quote);
    CHECK(answer.begin().key() == "salt");
    CHECK((++answer.begin()).key() == "do");
    CHECK_FALSE(answer.contains("author"));
    CHECK_FALSE(answer.contains("at"));
    CHECK(
        body_of(
            {{"do", "impact"}, {"claim", "~avenue"}, {"parent", "~walk"}, {"value", 1}})["quote"] ==
        quote);
    CHECK(body_of({{"do", "remark"}, {"parent", "~avenue"}, {"text", "x"}})["quote"] == quote);
    CHECK_FALSE(body_of(claim_below("~")).contains("quote"));
    CHECK_FALSE(body_of(claim_below(claim)).contains("quote"));
    CHECK_FALSE(body_of({{"do", "name"}, {"text", "Bob"}}).contains("quote"));
}

TEST_CASE("composing leaves the debate as it was", "[compose]") {
    LogBook log;
    log.open();
    const std::string claim = log.claim("ada");
    Debated debate(log, page());
    const std::string before = write_replay(debate.live(), {});
    const std::uint32_t revision = debate.live().revision();
    REQUIRE(debate.composed("bob", claim_below(claim)).ok());
    REQUIRE(
        debate
            .composed("bob",
                      {{"do", "link"}, {"claim", claim}, {"parent", "~walk"}, {"stance", "con"}})
            .ok());
    REQUIRE_FALSE(debate.composed("bob", claim_below("~", "")).ok());
    CHECK(write_replay(debate.live(), {}) == before);
    CHECK(debate.live().revision() == revision);
}

}  // namespace composition_test
