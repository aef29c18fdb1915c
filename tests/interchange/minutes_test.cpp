#include "interchange/minutes.hpp"

#include <catch2/catch_all.hpp>

#include "interchange/replay.hpp"
#include "interchange/rule_presets.hpp"
#include "support/log_book.hpp"

namespace palabre::minutes_test {
namespace {

using support::LogBook;
using support::OrderedJson;

std::string minutes(const LogBook& log, PaperForm form, std::string lang,
                    std::optional<std::int64_t> now = std::nullopt) {
    ReplayOptions options;
    options.owner = LogBook::key("owner");
    return write_minutes(*replay_log(log.text(), options).debate, {form, std::move(lang), now});
}

OrderedJson from_value(const Value& value) {
    return OrderedJson::parse(canonical(value));
}

void vote(LogBook& log, const std::string& who, const std::string& question,
          const OrderedJson& choice) {
    log.entry(who, "ballot", {{"question", question}, {"choice", choice}});
}

/// An assembly of ten of whom three are there and one is represented.
LogBook assembly(bool second) {
    LogBook log;
    log.open({{"title", "General assembly"}});
    OrderedJson rule = from_value(preset_rule("loi-1901-extraordinaire", second));
    rule["eligible_number"] = 20;
    rule["meeting"] = "6 June";
    rule["max_proxies"] = 1;
    const auto question = log.entry(
        "owner", "ask", {{"title", "Change article 4?"}, {"method", "yes-no"}, {"rule", rule}});
    log.entry("ada", "name", {{"text", "Ada"}});
    vote(log, "ada", question, "yes");
    vote(log, "bo", question, "yes");
    vote(log, "cy", question, "no");
    log.entry("di", "proxy", {{"holder", LogBook::key("ada")}, {"scope", "6 June"}});
    log.entry("ed", "proxy", {{"holder", LogBook::key("ada")}, {"scope", "6 June"}});
    return log;
}

bool says(const std::string& paper, std::string_view words) {
    return paper.find(words) != std::string::npos;
}

}  // namespace

TEST_CASE("minutes say the quorum, who was represented and why a proxy was refused") {
    const std::string paper = minutes(assembly(false), PaperForm::markdown, "en");
    CHECK(says(paper, "# Minutes: General assembly\n"));
    CHECK(says(paper, "The assembly deliberates validly if at least a quarter of the members"));
    CHECK(says(paper, "The quorum needed 5, there are 4."));
    CHECK(says(paper, "The quorum was not reached: no decision could be taken."));
    CHECK(says(paper, "| Members present | 3 |\n| Members represented | 1 |\n"));
    CHECK(says(paper, "| Votes counted | 4 |\n| Votes expressed | 4 |\n| Blank | 0 |\n"));
    CHECK(says(paper, "| For | 3 | 75% |\n| Against | 1 | 25% |\n"));
    CHECK(says(paper, "| kept |\n"));
    CHECK(says(paper, "refused: the holder has as many as allowed |\n"));
    CHECK(says(paper, "Ada ("));
}

TEST_CASE("a second convocation decides without quorum, and the minutes say so") {
    const std::string paper = minutes(assembly(true), PaperForm::markdown, "fr");
    CHECK(says(paper, "Deuxi\xC3\xA8me convocation"));
    CHECK(says(paper,
               "Aucun quorum n\xE2\x80\x99"
               "est exig\xC3\xA9."));
    // Two thirds of the four present or represented: three.
    CHECK(says(paper,
               "La proposition est adopt\xC3\xA9"
               "e\xC2\xA0: 3 pour, 1 contre\xE2\x80\xAF; il fallait 3 voix pour."));
}

TEST_CASE("what people wrote is no markup in minutes") {
    LogBook log;
    log.open({{"title", "<script>alert(1)</script>"}});
    log.entry("owner", "ask",
              {{"title", "*a* [b](http://c.example) <img src=x>|"}, {"method", "yes-no"}});
    const std::string html = minutes(log, PaperForm::html, "en");
    CHECK_FALSE(says(html, "<script"));
    CHECK_FALSE(says(html, "<img"));
    CHECK(says(html, "&lt;img src=x&gt;"));
    const std::string markdown = minutes(log, PaperForm::markdown, "en");
    CHECK(says(markdown, "1\\. \\*a\\* \\[b\\](http\\://c.example) \\<img src=x\\>\\|"));
}

TEST_CASE("results to be shown after the closing are not in minutes made before") {
    LogBook log;
    log.open();
    const auto question = log.entry(
        "owner", "ask",
        {{"title", "Now?"}, {"method", "yes-no"}, {"results", "after-close"}, {"closes", 1000000}});
    vote(log, "ada", question, "yes");
    const std::string before = minutes(log, PaperForm::markdown, "en", 999999);
    CHECK(says(before, "Results are given after the closing."));
    CHECK_FALSE(says(before, "The motion is"));
    CHECK(says(minutes(log, PaperForm::markdown, "en", 1000000), "The motion is adopted"));
    CHECK(says(minutes(log, PaperForm::markdown, "fr", 1000000),
               "Aucun serveur n’a horodaté les bulletins"));
}

TEST_CASE("each method has a sentence and a table in the minutes") {
    struct Asked {
        const char* method;
        OrderedJson rule;
        OrderedJson choice;
        std::string_view sentence;
    };
    const OrderedJson order = {{1}, {0}};
    const OrderedJson marks = OrderedJson::array({{0, 1}, {1, 3}});
    const OrderedJson budget = {{"budget", 100}, {"cost", {80, 90}}};
    const std::vector<Asked> asked = {
        {"approval", nullptr, {1}, "Right is chosen."},
        {"approval", {{"seats", 1}}, {1}, "Elected: Right."},
        {"slider", nullptr, 40, "Mean position: 40; median: 40"},
        {"plurality", nullptr, 1, "Right is chosen."},
        {"two-round", nullptr, 1, "Right is chosen."},
        {"borda", nullptr, order, "Counted otherwise (unranked zero): Right is chosen."},
        {"condorcet", nullptr, order, "Right beats every other option."},
        {"copeland", nullptr, order, "Right is chosen."},
        {"minimax", nullptr, order, "Counted otherwise (margins): Right is chosen."},
        {"schulze", nullptr, order, "\n\nRight is chosen.\n"},
        {"ranked-pairs", nullptr, order, "\n\nRight is chosen.\n"},
        {"irv", nullptr, order, "Counted otherwise (equal ranks exhausted): Right is chosen."},
        {"stv-scottish", {{"seats", 1}}, order, "Elected: Right."},
        {"stv-meek", {{"seats", 1}}, order, "Elected: Right."},
        {"hierarchy", nullptr, order, "Right is chosen."},
        {"score", {{"scale", {0, 5}}}, marks, "Counted otherwise (by mean): Right is chosen."},
        {"star", {{"scale", {0, 5}}}, marks, "Right is chosen."},
        {"cumulative", {{"points", 4}}, marks, "Right is chosen."},
        {"quadratic", {{"credits", 10}}, marks, "Right is chosen."},
        {"majority-judgment", {{"grades", 4}}, {1, 3}, "Right is chosen."},
        {"consent", nullptr, {{"position", "consent"}}, "There is consent"},
        {"budget-greedy", budget, {1}, "Counted otherwise (by votes per cost): Chosen: Right."},
        {"equal-shares",
         budget,
         {1},
         "Counted otherwise (equal shares by cost, not completed): Chosen: Right."},
        {"phragmen", budget, {1}, "Chosen: Right."},
    };
    for (const Asked& each : asked) {
        CAPTURE(each.method);
        LogBook log;
        log.open();
        const auto question = log.entry("owner", "ask",
                                        {{"title", "Which?"},
                                         {"method", each.method},
                                         {"options", {"Left", "Right"}},
                                         {"rule", each.rule}});
        vote(log, "ada", question, each.choice);
        const std::string paper = minutes(log, PaperForm::markdown, "en");
        const std::size_t result = paper.find("### Result");
        REQUIRE(result != std::string::npos);
        CHECK(says(paper, each.sentence));
        CHECK(paper.find("| --- |", result) != std::string::npos);
        CHECK_FALSE(says(paper, "This question is not counted"));
    }
}

TEST_CASE("where a rule ends at a tie nobody is named but as counted otherwise") {
    LogBook log;
    log.open();
    const auto question =
        log.entry("owner", "ask",
                  {{"title", "Who?"}, {"method", "irv"}, {"options", {"Anne", "Bruno", "Chloe"}}});
    const OrderedJson both = OrderedJson::array({OrderedJson::array({0, 2})});
    vote(log, "ada", question, both);
    vote(log, "bo", question, {{1}});
    vote(log, "cy", question, both);
    vote(log, "di", question, {{2}, {0}});
    const std::string paper = minutes(log, PaperForm::markdown, "en");
    CHECK(says(paper, "The count stops at a tie between Anne and Bruno"));
    CHECK(says(paper, "Counted otherwise (equal ranks exhausted): Chloe is chosen."));
    CHECK_FALSE(says(paper, "\n\nChloe is chosen."));
}

TEST_CASE(
    "the chair's vote is in the minutes where the rule lets it decide, and shares read well") {
    const auto paper_of = [](const char* share, const char* lang) {
        LogBook log;
        log.open();
        const auto question = log.entry(
            "owner", "ask",
            {{"title", "Agreed?"},
             {"method", "yes-no"},
             {"rule",
              {{"majority", {{"share", share}, {"strict", true}}}, {"casting_vote", "yes"}}}});
        vote(log, "ada", question, "yes");
        return minutes(log, PaperForm::markdown, lang);
    };
    CHECK(says(paper_of("1/2", "fr"), "La proposition"));
    CHECK(says(paper_of("1/2", "fr"), "la voix du président"));
    CHECK_FALSE(says(paper_of("2/3", "fr"), "la voix du président"));
    CHECK(says(paper_of("2/3", "fr"), "plus des deux tiers"));
    CHECK(says(paper_of("1/3", "fr"), "plus d’un tiers"));
    CHECK(says(paper_of("3/4", "en"), "more than three quarters"));
}

TEST_CASE("minutes of a motion on which nobody voted say that alone") {
    LogBook log;
    log.open();
    log.entry("owner", "ask", {{"title", "Now?"}, {"method", "yes-no"}});
    const std::string paper = minutes(log, PaperForm::markdown, "en");
    CHECK(says(paper, "Nobody voted."));
    CHECK_FALSE(says(paper, "The motion is"));
}

TEST_CASE("figures in minutes are written as the language writes them") {
    LogBook log;
    log.open();
    const auto credits = log.entry("owner", "ask",
                                   {{"title", "Which?"},
                                    {"method", "quadratic"},
                                    {"options", {"Left", "Right"}},
                                    {"rule", {{"credits", 10}}}});
    vote(log, "ada", credits, OrderedJson::array({{0, -3}, {1, 1}}));
    // 4 ballots for 2 seats: the quota is 2, and Left has 3.
    const auto seats = log.entry("owner", "ask",
                                 {{"title", "Who?"},
                                  {"method", "stv-scottish"},
                                  {"options", {"Left", "Right", "Third"}},
                                  {"rule", {{"seats", 2}}}});
    for (const char* who : {"ada", "bo", "cleo"}) vote(log, who, seats, {{0}, {1}});
    vote(log, "dee", seats, {{2}});
    const std::string french = minutes(log, PaperForm::html, "fr");
    CHECK(says(french, "<td>−3</td>"));
    CHECK(says(french, "Crédits dépensés\u00a0: 10."));
    CHECK(says(french, "Quota\u00a0: 2."));
    // Three votes for Left; 1/3 of each paper goes on, cut to five decimals.
    CHECK(says(french, "<td>0,99999</td>"));
    CHECK_FALSE(says(french, "2.00000"));
    CHECK(says(minutes(log, PaperForm::html, "en"), "<td>0.99999</td>"));
}

TEST_CASE("presets are rules that anyone could write out") {
    CHECK(canonical(preset_rule("loi-1901-ordinaire", false)) ==
          R"({"casting_vote":null,"majority":{"of":"expressed","share":"1/2","strict":true},)"
          R"("quorum":null})");
    CHECK(canonical(preset_rule("loi-1901-extraordinaire", false)) ==
          R"({"casting_vote":null,"majority":{"of":"present","share":"2/3","strict":false},)"
          R"("quorum":{"count":"present","of":"eligible","share":"1/4","strict":false}})");
    for (const RulePreset& preset : rule_presets()) {
        for (const bool second : {false, true}) {
            const Value rule = preset_rule(preset.name, second);
            REQUIRE(preset_of(rule) != nullptr);
            CHECK(preset_of(rule)->name == preset.name);
            CHECK(is_second_convocation(rule) == second);
        }
    }
    CHECK(preset_of(Value::object()) == nullptr);
}

}  // namespace palabre::minutes_test
