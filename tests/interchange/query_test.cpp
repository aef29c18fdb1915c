// Each question that a reader's view asks, of a small debate whose answers are worked out by hand.
// tests/wasm/core.test.mjs holds the modules to the names of docs/engine.md; here are the values.
#include "interchange/query.hpp"

#include <catch2/catch_all.hpp>
#include <nlohmann/json.hpp>

#include "deliberation/outline.hpp"
#include "support/log_book.hpp"
#include "wasm/module_questions.hpp"

namespace query_test {

using namespace palabre;
using Catch::Matchers::WithinAbs;
using nlohmann::json;
using support::LogBook;
using support::OrderedJson;

namespace {

const json page_quote = {
    {"id", "~walk"}, {"parent", "~"}, {"stance", "pro"}, {"text", "Children walk to school."}};

Outline page() {
    Outline outline;
    outline.thesis = "Shall the square be closed?";
    outline.claims.push_back({"~walk", "~", Stance::pro, "Children walk to school."});
    outline.claims.push_back({"~goods", "~", Stance::con, "Deliveries lose their way."});
    return outline;
}

/// thesis
///   pro ~walk (of the page)
///     pro shade, ada: "Trees give shade.", judged 4 by bob and 2 by cleo
///       con winter, bob: "Not in winter.", linked by ada under the thesis as a con too
///   con ~goods (of the page)
///   con hidden, bob, hidden by the owner; below it a pro, `under`, of ada
struct Square {
    LogBook log;
    std::string shade, winter, hidden, under, remark, vote;

    Square() {
        log.open({{"title", "The square"}, {"text", "At length."}, {"lang", "en"}});
        log.entry("ada", "name", {{"text", "Ada"}});
        shade = said("ada", "~walk", "pro", "Trees give shade.", 5000, true);
        winter = said("bob", shade, "con", "Not in winter.", 6000, false);
        hidden = said("bob", "~", "con", "Rubbish.", 7000, false);
        under = said("ada", hidden, "pro", "Why?", 7500, false);
        log.entry("bob", "impact",
                  {{"claim", shade}, {"parent", "~walk"}, {"value", 4}, {"quote", page_quote}});
        log.entry("cleo", "impact",
                  {{"claim", shade}, {"parent", "~walk"}, {"value", 2}, {"quote", page_quote}});
        remark =
            log.entry("bob", "remark", {{"parent", shade}, {"text", "Which trees?"}}, {.at = 8000});
        log.entry("ada", "tag", {{"target", shade}, {"tag", "climate"}, {"on", true}});
        log.entry("cleo", "tag", {{"target", shade}, {"tag", "climate"}, {"on", true}});
        log.entry("cleo", "tag", {{"target", shade}, {"tag", "cost"}, {"on", true}});
        log.entry("cleo", "tag", {{"target", shade}, {"tag", "cost"}, {"on", false}});
        log.entry("bob", "flag", {{"target", shade}, {"reason", "spam"}});
        log.entry("ada", "stance", {{"target", "~"}, {"value", -20}});
        log.entry("ada", "stance", {{"target", "~"}, {"value", 60}});
        log.entry("bob", "stance", {{"target", "~"}, {"value", 10}});
        vote = log.entry("owner", "ask", {{"title", "Shall cars go?"}, {"method", "yes-no"}});
        log.entry("ada", "ballot", {{"question", vote}, {"choice", "no"}});
        log.entry("ada", "ballot", {{"question", vote}, {"choice", "yes"}});
        log.entry("bob", "ballot", {{"question", vote}, {"choice", "abstain"}});
        log.entry("cleo", "ballot", {{"question", vote}, {"choice", "yes"}});
        log.entry("cleo", "ballot", {{"question", vote}, {"choice", nullptr}});
        log.entry("owner", "hide", {{"target", hidden}, {"reason", "off topic"}});
        log.entry("ada", "link", {{"claim", winter}, {"parent", "~"}, {"stance", "con"}});
    }
    std::string said(const std::string& name, const std::string& parent, const std::string& stance,
                     const std::string& text, std::int64_t at, bool quoted) {
        OrderedJson fields = {{"parent", parent}, {"stance", stance}, {"text", text}};
        if (quoted) fields["quote"] = page_quote;
        if (quoted) fields["sources"] = {"https://example.org/trees"};
        return log.entry(name, "claim", fields, {.at = at});
    }
};
constexpr std::int64_t square_entries = 25;

constexpr auto questions = with_reader_questions(std::array{
    KnownQuestion{"digest", answer_digest},
    KnownQuestion{"faults", answer_faults},
    KnownQuestion{"mine", answer_mine},
    KnownQuestion{"outline", answer_outline},
    KnownQuestion{"person", answer_person},
    KnownQuestion{"clock", answer_clock},
    KnownQuestion{"counts", nullptr},
});

/// A debate that is asked.
class Asked {
  public:
    explicit Asked(const std::string& lines)
        : live_("test.example/square", LogBook::key("owner"), page()), overview_(live_) {
        take(lines);
    }
    void take(const std::string& lines) {
        LiveDebate::Applied applied;
        live_.take(lines, 2, applied);
        live_.settle();
        REQUIRE(applied.malformed.empty());
    }
    json operator()(const json& question, const std::string& me = "") {
        json whole = question;
        if (!me.empty()) whole["me"] = LogBook::key(me);
        const auto answer = query(live_, overview_, questions, whole.dump());
        INFO(whole.dump() << (answer.ok() ? "" : answer.fault().code));
        REQUIRE(answer.ok());
        return json::parse(answer.value());
    }
    std::string fault(const std::string& text) {
        const auto answer = query(live_, overview_, questions, text);
        return answer.ok() ? "" : answer.fault().code;
    }

  private:
    LiveDebate live_;
    Overview overview_;
};

void check_near(const json& figure, double numerator, double denominator) {
    CHECK_THAT(figure.get<double>(), WithinAbs(numerator / denominator, 1e-12));
}

std::vector<std::string> ids(const json& claims) {
    std::vector<std::string> all;
    for (const json& claim : claims) all.push_back(claim["id"]);
    return all;
}
using Ids = std::vector<std::string>;

}  // namespace

// By hand, DF-QuAD: shade 7/12 attacked by 1/2 is 7/24; walk 1/2 supported by that is 31/48; goods
// and winter 1/2 each against the thesis: 1 - 1/4 = 36/48; it loses half of their 5/48 surplus.
TEST_CASE("the thesis is told with its strength, its people and what one may do", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    const json thesis = ask({{"q", "thesis"}}, "ada");
    check_near(thesis["strength"], 43, 96);
    CHECK(thesis["text"] == "Shall the square be closed?");
    CHECK(thesis["title"] == "The square");
    CHECK(thesis["about"] == "At length.");
    CHECK(thesis["lang"] == "en");
    CHECK(thesis["claims"] == 5);  // the hidden one apart
    CHECK(thesis["remarks"] == 1);
    CHECK(thesis["persons"] == 3);
    CHECK(thesis["imported"] == 0);
    CHECK(thesis["judgements"] == 2);
    CHECK(thesis["ballots"] == 2);
    CHECK(thesis["entries"] == square_entries);
    CHECK(thesis["pending"] == 0);
    CHECK(thesis["pros"] == 1);
    CHECK(thesis["cons"] == 2);
    CHECK(thesis["name"] == "Ada");
    CHECK(thesis["stance"]["n"] == 2);
    CHECK(thesis["stance"]["mean"] == 35);
    // Of those who have said twice where they stand: ada.
    CHECK(thesis["stance"]["first_mean"] == -20);
    CHECK(thesis["stance"]["last_mean"] == 60);
    CHECK(thesis["my_stance"] == json{{"first", -20}, {"last", 60}, {"n", 2}});
    CHECK(thesis["open"]["opened"] == true);
    CHECK(thesis["open"]["write"] == "open");
    CHECK(thesis["open"]["clerks"] == 0);
    const std::vector<std::string> may = thesis["may"];
    CHECK(std::count(may.begin(), may.end(), "claim") == 1);
    CHECK(std::count(may.begin(), may.end(), "hide") == 0);
    const std::vector<std::string> owner = ask({{"q", "thesis"}}, "owner")["may"];
    CHECK(std::count(owner.begin(), owner.end(), "hide") == 1);
    CHECK(std::count(owner.begin(), owner.end(), "role") == 1);
    CHECK_FALSE(ask({{"q", "thesis"}}).contains("my_stance"));
}

TEST_CASE("a claim is told with what it weighs at the place that was asked for", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    const json shade = ask({{"q", "claim"}, {"id", square.shade}}, "cleo");
    check_near(shade["base"], 7, 12);
    check_near(shade["strength"], 7, 24);
    check_near(shade["weight"], 7, 48);
    check_near(shade["judged_mean"], 3, 4);
    CHECK(shade["judged"] == 2);
    CHECK(shade["my_impact"] == 2);
    CHECK(shade["my_judgement_older"] == false);
    CHECK(shade["parent"] == "~walk");
    CHECK(shade["stance"] == "pro");
    CHECK(shade["text"] == "Trees give shade.");
    CHECK(shade["status"] == "shown");
    CHECK(shade["author"] == LogBook::key("ada"));
    CHECK(shade["name"] == "Ada");
    CHECK(shade["at"] == 5000);
    CHECK(shade["latest"] == 6000);
    CHECK(shade["declared"] == false);
    CHECK(shade["sources"] == json{"https://example.org/trees"});
    CHECK(shade["pros"] == 0);
    CHECK(shade["cons"] == 1);
    CHECK(shade["below"] == 1);
    CHECK(shade["depth"] == 2);
    CHECK(shade["remarks"] == 1);
    CHECK(shade["tags"] == json{{"climate", 2}});
    CHECK(shade["my_tags"] == json{"climate"});
    CHECK(shade["flags"] == 1);
    CHECK(shade["mine"] == false);
    CHECK_FALSE(shade.contains("my_flag"));
    CHECK_FALSE(shade.contains("edited"));
    REQUIRE(shade["remarks_list"].size() == 1);
    CHECK(shade["remarks_list"][0]["text"] == "Which trees?");
    CHECK(shade["remarks_list"][0]["at"] == 8000);
    const json winter = ask({{"q", "claim"}, {"id", square.winter}}, "bob");
    CHECK(winter["mine"] == true);
    CHECK(winter["places"] == json{{{"parent", square.shade}, {"stance", "con"}},
                                   {{"parent", "~"}, {"stance", "con"}}});
    check_near(winter["weight"], -7, 24);
    const json walk = ask({{"q", "claim"}, {"id", "~walk"}});
    CHECK(walk["declared"] == true);
    CHECK(walk["author"].is_null());
    CHECK(walk["at"] == 0);
    CHECK(walk["below"] == 2);
    CHECK(walk["judged_mean"].is_null());
    // With it 43/96; without it the thesis has 1/2 (1 - 3/4).
    check_near(walk["weight"], 43 - 12, 96);
    const json hidden = ask({{"q", "claim"}, {"id", square.hidden}});
    CHECK(hidden["status"] == "hidden");
    CHECK(hidden["hidden_reason"] == "off topic");
    check_near(hidden["weight"], 0, 1);
    CHECK(ask({{"q", "claim"}, {"id", "~"}})["remarks_list"].empty());
}

TEST_CASE("an edit is told as its author's or a moderator's, and judgements before it as older",
          "[query]") {
    Square square;
    square.log.entry("ada", "edit", {{"target", square.shade}, {"text", "Trees cool."}});
    square.log.entry("owner", "edit", {{"target", square.winter}, {"text", "Not in January."}});
    Asked ask(square.log.text());
    const json shade = ask({{"q", "claim"}, {"id", square.shade}}, "cleo");
    CHECK(shade["text"] == "Trees cool.");
    CHECK(shade["edited"] == "self");
    CHECK(shade["my_judgement_older"] == true);
    CHECK(ask({{"q", "claim"}, {"id", square.winter}})["edited"] == "moderator");
}

TEST_CASE("answers come in the order that was asked for, and page by page", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    const auto listed = [&](const json& more, const std::string& me = "") {
        json question = {{"q", "children"}, {"of", "~"}};
        question.update(more);
        return ids(ask(question, me)["claims"]);
    };
    // Weights on the thesis: walk 31/96; winter and goods each -1/4 * 1/2 = -12/96, the strength
    // of both 1/2, so by place. The hidden one has something shown below it.
    CHECK(listed({{"sort", "strongest"}}) == Ids{"~walk", "~goods", square.winter, square.hidden});
    CHECK(listed({{"sort", "debated"}}).front() == "~walk");
    CHECK(listed({{"sort", "oldest"}}) == Ids{"~walk", "~goods", square.winter, square.hidden});
    CHECK(listed({{"sort", "newest"}}).front() == square.hidden);
    CHECK(listed({{"sort", "random"}, {"seed", 5}}) == listed({{"sort", "random"}, {"seed", 5}}));
    CHECK(listed({{"sort", "oldest"}, {"stance", "pro"}}) == Ids{"~walk"});
    CHECK(listed({{"sort", "oldest"}, {"from", 1}, {"count", 2}}) == Ids{"~goods", square.winter});
    CHECK(listed({{"sort", "oldest"}, {"from", 4}}).empty());
    CHECK(listed({{"from", -1}}).size() == 4);
    CHECK(listed({{"count", 0}}).empty());
    CHECK(listed({{"count", -3}}).empty());
    CHECK(ask({{"q", "children"}, {"of", "~"}, {"count", 1}})["total"] == 4);
    // At its second place it weighs on the thesis.
    const json at_thesis = ask({{"q", "children"}, {"of", "~"}, {"sort", "oldest"}})["claims"][2];
    CHECK(at_thesis["id"] == square.winter);
    CHECK(at_thesis["parent"] == "~");
    check_near(at_thesis["weight"], -12, 96);
    CHECK(ids(ask({{"q", "children"}, {"of", square.shade}})["claims"]) == Ids{square.winter});
}

TEST_CASE("a path leads from the thesis through first places", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    CHECK(ask({{"q", "path"}, {"id", square.winter}})["path"] ==
          json{"~", "~walk", square.shade, square.winter});
    CHECK(ask({{"q", "path"}, {"id", "~"}})["path"] == json{"~"});
}

TEST_CASE("a vote is told with its figures and one's own choice", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    const json vote = ask({{"q", "tally"}, {"id", square.vote}}, "ada");
    CHECK(vote["title"] == "Shall cars go?");
    CHECK(vote["method"] == "yes-no");
    CHECK(vote["counts"] == json{{"yes", 1}, {"no", 0}, {"abstain", 1}, {"blank", 0}});
    CHECK(vote["voters"] == 2);
    CHECK(vote["my_choice"] == "yes");
    CHECK(vote["my_votes"] == 2);
    CHECK(vote["declared"] == false);
    CHECK(vote["eligible"] == "anyone");
    CHECK(vote["results"] == "live");
    CHECK(vote["closes"].is_null());
    CHECK(vote["pending"] == 0);
    // One yes of one expressed is more than half.
    CHECK(vote["tally"]["adopted"] == true);
    const json taken_back = ask({{"q", "tally"}, {"id", square.vote}}, "cleo");
    CHECK(taken_back["my_choice"].is_null());
    CHECK(taken_back["my_votes"] == 2);
    CHECK_FALSE(ask({{"q", "tally"}, {"id", square.vote}}).contains("my_votes"));
    const json all = ask({{"q", "questions"}}, "ada")["questions"];
    REQUIRE(all.size() == 1);
    CHECK(all[0] == vote);
}

TEST_CASE("a search finds what is shown, the shortest text first", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    const auto found = [&](const std::string& text) {
        return ids(ask({{"q", "search"}, {"text", text}})["claims"]);
    };
    CHECK(found("TR\xC3\x89") == Ids{square.shade});
    CHECK(found("rubbish").empty());
    CHECK(found("t") == Ids{square.shade, "~walk", "~goods"});
    CHECK(found("").empty());
    CHECK(found("?!").empty());
    const json like = ask({{"q", "similar"},
                           {"text", "the trees give shade!"},
                           {"parent", "~walk"},
                           {"stance", "pro"}})["claims"];
    REQUIRE(like.size() == 1);
    CHECK(like[0]["id"] == square.shade);
    // " trees give shade" has 15 runs of three, all among the 19 of " the trees give shade".
    check_near(like[0]["likeness"], 2 * 15, 15 + 19);
    CHECK(ask({{"q", "similar"}, {"text", "Rubbish."}})["claims"].empty());
}

TEST_CASE("news are what others brought since, and none of one's own", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    const json news = ask({{"q", "news"}, {"after", 0}}, "ada");
    CHECK(news["total"] == 1);
    CHECK(ids(news["claims"]) == Ids{square.winter});
    CHECK(news["judgements"] == 3);  // two impacts, bob's stance
    CHECK(news["ballots"] == 3);
    CHECK(news["edits"] == 0);
    CHECK(news["persons"] == 3);  // the owner too
    const json later = ask({{"q", "news"}, {"after", square_entries}}, "ada");
    CHECK(later["total"] == 0);
    CHECK(later["persons"] == 0);
    CHECK(ask({{"q", "news"}, {"after", 1000}})["total"] == 0);
}

TEST_CASE("what a moderator has hidden is no news until it is shown again", "[query]") {
    Square square;
    const auto news = [&square] {
        return Asked(square.log.text())({{"q", "news"}}, "cleo")["claims"];
    };
    CHECK(ids(news()) == Ids{square.under, square.winter, square.shade});  // the newest first
    square.log.entry("owner", "show", {{"target", square.hidden}});
    CHECK(ids(news()) == Ids{square.under, square.hidden, square.winter, square.shade});
    square.log.entry("owner", "hide", {{"target", square.winter}, {"reason", "twice"}});
    CHECK(ids(news()) == Ids{square.under, square.hidden, square.shade});
}

TEST_CASE("one's own, a person, the clock and the log are told from the entries", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    const json mine = ask({{"q", "mine"}}, "ada");
    CHECK(ids(mine["claims"]) == Ids{square.shade, square.under});
    CHECK(mine["total"] == 2);
    CHECK(mine["remarks"] == 0);
    CHECK(mine["ballots"] == 2);
    CHECK(mine["entries"] == 9);
    CHECK(ask({{"q", "mine"}})["entries"] == 0);
    const json ada = ask({{"q", "person"}, {"key", LogBook::key("ada")}});
    CHECK(ada["name"] == "Ada");
    CHECK(ada["claims"] == 2);
    CHECK(ask({{"q", "person"}, {"key", LogBook::key("cleo")}})["name"].is_null());
    const json clock = ask({{"q", "clock"}}, "ada");
    CHECK(clock["clock"] == square_entries);
    CHECK(clock["entries"] == square_entries);
    CHECK(clock["n"] == 9);
    CHECK(ask({{"q", "clock"}}, "nobody")["n"] == 0);
    const json log = ask({{"q", "log"}, {"from", 1}, {"count", 2}});
    CHECK(log["total"] == square_entries);
    const std::string lines = square.log.text();
    const std::size_t second = lines.find('\n') + 1;
    const std::size_t third = lines.find('\n', second) + 1;
    REQUIRE(log["lines"].size() == 2);
    CHECK(log["lines"][0] == lines.substr(second, third - 1 - second));
    const json marks = ask({{"q", "marks"}});
    CHECK(marks["tags"] == json{{"climate", 2}});
    CHECK(marks["total"] == 2);
    CHECK(ask({{"q", "outline"}})["claims"][0] == page_quote);
}

TEST_CASE("what does not count is told with its reason", "[query]") {
    Square square;
    const std::string stranger =
        square.log.entry("cleo", "hide", {{"target", square.shade}, {"reason", "no"}});
    const std::string lost = square.log.claim("cleo", "not-here");
    const auto bodiless = square.log.make("dan", "name", {{"text", "Dan"}});
    square.log.line(bodiless.line_without_body());
    Asked ask(square.log.text());
    const json faults = ask({{"q", "faults"}});
    CHECK(faults["void"] == json::array({json::array({stranger, "right"})}));
    CHECK(faults["waiting"] == json{lost});
    CHECK(faults["missing"] == json{bodiless.id});
}

TEST_CASE("what is no question, or asks for what is not there, has a fault", "[query]") {
    const Square square;
    Asked ask(square.log.text());
    for (const std::string text : {"", "[]", "{", "{}", R"({"q":1})", R"({"q":"everything"})",
                                   R"({"q":"thesis","q":"thesis"})", "\"\xFF\""}) {
        INFO(text);
        CHECK(ask.fault(text) == "query");
    }
    CHECK(ask.fault(R"({"q":"counts","id":"x"})") == "not-here");
    CHECK(ask.fault(R"({"q":"children","of":"x"})") == "no-such-claim");
    CHECK(ask.fault(R"({"q":"children"})") == "no-such-claim");
    CHECK(ask.fault(R"({"q":"claim","id":"x"})") == "no-such-claim");
    CHECK(ask.fault(R"({"q":"path","id":7})") == "no-such-claim");
    CHECK(ask.fault(R"({"q":"tally","id":"~walk"})") == "no-such-question");
    CHECK(ask.fault(R"({"q":"person","key":"x"})") == "no-such-person");
    CHECK(ask.fault(R"({"q":"search"})") == "query");
    CHECK(ask.fault(R"({"q":"thesis","me":"x"})").empty());
}

}  // namespace query_test
