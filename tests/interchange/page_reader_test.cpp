#include "interchange/page_reader.hpp"

#include <catch2/catch_all.hpp>

#include "interchange/html_text.hpp"
#include "interchange/html_writer.hpp"
#include "interchange/question_markup.hpp"
#include "interchange/rule_presets.hpp"

namespace page_reader_test {

using namespace palabre;

namespace {

PageDebate only(std::string_view html) {
    auto pages = read_page(html);
    INFO((pages ? "" : pages.fault().where + ": " + pages.fault().what));
    REQUIRE(pages);
    REQUIRE(pages->size() == 1);
    return pages->front();
}

PageDebate within(std::string_view content) {
    return only("<palabre-debate>" + std::string(content) + "</palabre-debate>");
}

std::string refusal(std::string_view html) {
    const auto pages = read_page(html);
    REQUIRE_FALSE(pages);
    return pages.fault().where + ": " + pages.fault().what;
}

}  // namespace

TEST_CASE("character references mean what a browser takes them for", "[html]") {
    // WHATWG HTML Standard, 13.2.5.72-80 and its examples.
    const auto [written, in_attribute, meant] = GENERATE(table<std::string, bool, std::string>({
        {"&eacute;&#233;&#xE9;&#XE9;", false, "\xC3\xA9\xC3\xA9\xC3\xA9\xC3\xA9"},
        {"I'm &notit; I tell you", false, "I'm \xC2\xACit; I tell you"},
        {"I'm &notin; I tell you", false, "I'm \xE2\x88\x89 I tell you"},
        {"?a=1&copy=2", true, "?a=1&copy=2"},
        {"?a=1&copy=2", false, "?a=1\xC2\xA9=2"},
        {"&copy", true, "\xC2\xA9"},
        {"&#128;&#x92;", false, "\xE2\x82\xAC\xE2\x80\x99"},
        {"&#0;&#xD800;&#x110000;&#99999999999;", false,
         "\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD"},
        {"& &; &#; &#x; &unknown; &#65", false, "& &; &#; &#x; &unknown; A"},
        {"&NotEqualTilde;", false, "\xE2\x89\x82\xCC\xB8"},
    }));
    CHECK(decode_references(written, in_attribute) == meant);
}

TEST_CASE("a page's nested list is read as thesis and claims", "[html]") {
    const PageDebate page = only(
        "<!doctype html><title><palabre-debate></title><script>'<palabre-debate>'</script>"
        "<!-- <palabre-debate> --><palabre-debate debate=square site='test.example' LANG=fr>\n"
        "<h2>Close &amp; <em>open</em>?</h2><p>Not a claim</p>"
        "<ul><li data-stance=pro data-id=walk> Children\n  walk <ul>"
        "<li data-stance=CON>Not <b>there</b></ul> at last<li data-stance=con><p>One<p>Two"
        "</ul></palabre-debate><p>after");
    CHECK(page.name == "square");
    CHECK(page.site == "test.example");
    CHECK(page.lang == "fr");
    CHECK(page.outline.thesis == "Close & open?");
    REQUIRE(page.outline.claims.size() == 3);
    CHECK(page.outline.claims[0].id == "~walk");
    CHECK(page.outline.claims[0].text == "Children walk at last");
    CHECK(page.outline.claims[1].parent == "~walk");
    CHECK(page.outline.claims[1].stance == Stance::con);
    CHECK(page.outline.claims[1].text == "Not there");
    CHECK(page.outline.claims[2].parent == "~");
    CHECK(page.outline.claims[2].text == "OneTwo");
}

TEST_CASE("what is read differently from a browser is refused with its line", "[html]") {
    const auto [html, told] = GENERATE(table<std::string, std::string>({
        {"<p>no debate", "line 1: there is no <palabre-debate> in this page"},
        {"<palabre-debate>\n<table></table></palabre-debate>",
         "line 2: an outline may not hold <table>"},
        {"<palabre-debate>\n\n<b>bold", "line 3: <b> is never closed"},
        {"<palabre-debate><b><i></b></i></palabre-debate>",
         "line 1: </b> comes while <i> of line 1 is open"},
        {"<palabre-debate><ul><li data-stance=pro>x</palabre-debate>",
         "line 1: </palabre-debate> comes while <li> of line 1 is open"},
        {"<palabre-debate><ul>text</ul></palabre-debate>",
         "line 1: text stands in a list, but not in an item"},
        {"<p>\n<palabre-debate></palabre-debate>",
         "line 2: a debate cannot stand in a paragraph: its heading would end both"},
        {"<palabre-debate><ul>\n<li>plain</ul></palabre-debate>",
         "line 2: this item has no data-stance"},
        {"<palabre-debate><ul><li data-stance=maybe>x</ul></palabre-debate>",
         "line 1: a data-stance is pro or con"},
        {"<palabre-debate><ul><li data-stance=pro> </ul></palabre-debate>",
         "line 1: this claim has no text"},
        {"<palabre-debate><ul><li data-stance=pro data-id='No!'>x</ul></palabre-debate>",
         "line 1: a data-id is 1 to 32 of a-z, 0-9 and -"},
        {"<palabre-debate>\n<palabre-question closes=tomorrow><h3>?</h3></palabre-question>"
         "</palabre-debate>",
         "line 2: closes: this is no time with a zone, such as 2026-03-01T18:00:00Z"},
        {"<palabre-debate>\n\xC3(", "line 2: this is not UTF-8"},
        {"<script><!-- <script>", "line 1: <script> is never closed"},
    }));
    CHECK(refusal(html) == told);
}

TEST_CASE("a question takes from its debate what it does not say itself", "[html]") {
    const PageDebate page = only(
        "<palabre-debate closes='2026-03-01T19:00:00+01:00' quorum='25%'><palabre-question "
        "method=approval majority='> 1/2 of voters' eligible=40 quorum=''><h3>Which?</h3><p>One</p>"
        "<p>Two</p><ul><li>A<li>B</ul></palabre-question></palabre-debate>");
    REQUIRE(page.outline.questions.size() == 1);
    const QuestionText& question = page.outline.questions[0].question;
    CHECK(question.title == "Which?");
    CHECK(question.text == "One\nTwo");
    CHECK(question.options == std::vector<std::string>{"A", "B"});
    CHECK(question.closes == 1772388000000);  // date -ud '2026-03-01 18:00' +%s
    CHECK(canonical(question.rule) ==
          R"({"eligible_number":40,"majority":{"of":"voters","share":"1/2","strict":true}})");
    CHECK_FALSE(page.outline.thesis.has_value());
}

TEST_CASE("a page can say the rule of every method", "[html]") {
    const auto [markup, rule] = GENERATE(table<std::string, std::string>({
        {"method=stv-scottish seats=3", R"({"seats":3})"},
        {"method=score scale=' 0 .. 10 '", R"({"scale":[0,10]})"},
        {"method=star scale='-2 2'", R"({"scale":[-2,2]})"},
        {"method=majority-judgment grades=6", R"({"grades":6})"},
        {"method=majority-judgment grades='Good,\n fair , poor'", R"({"grades":3})"},
        {"method=quadratic credits=100", R"({"credits":100})"},
        {"method=cumulative points=10 max-per-option=4", R"({"max_per_option":4,"points":10})"},
        {"method=equal-shares budget=4200", R"({"budget":4200,"cost":[900,1000]})"},
        {"method=slider bins=10", R"({"bins":10})"},
        {"method=yes-no casting-vote=yes", R"({"casting_vote":"yes"})"},
        {"rules=loi-1901-ordinaire", canonical(preset_rule("loi-1901-ordinaire", false))},
        {"rules='loi-1901-extraordinaire  second-convocation'",
         canonical(preset_rule("loi-1901-extraordinaire", true))},
        {"liquid=yes", R"({"liquid":true})"},
        {"meeting='6 June' max-proxies=2", R"({"max_proxies":2,"meeting":"6 June"})"},
        {"method=irv ties=draw", R"({"ties":"draw"})"},
    }));
    const bool priced = rule.find("cost\"") != std::string::npos;
    const PageDebate page = only("<palabre-debate><palabre-question " + markup + "><h3>?</h3><ul>" +
                                 (priced ? "<li data-cost=900>A<li data-cost=' 1000'>B" : "<li>A") +
                                 "</ul></palabre-question></palabre-debate>");
    REQUIRE(page.outline.questions.size() == 1);
    CHECK(canonical(page.outline.questions[0].question.rule) == rule);
    const std::string html = write_outline_html(page.outline, "test.example/square", "", "en");
    CHECK(html.find("data-copy") == std::string::npos);
    CHECK(only(html).outline.questions.at(0).id == page.outline.questions[0].id);
}

TEST_CASE("rules of a question's own are whole, and its own shares go before them", "[html]") {
    const PageDebate page = only(
        "<palabre-debate quorum='1/5' majority='3/4'><palabre-question rules=loi-1901-ordinaire>"
        "<h3>A</h3></palabre-question><palabre-question rules=loi-1901-extraordinaire quorum=1/3>"
        "<h3>B</h3></palabre-question></palabre-debate>");
    REQUIRE(page.outline.questions.size() == 2);
    CHECK(canonical(page.outline.questions[0].question.rule) ==
          canonical(preset_rule("loi-1901-ordinaire", false)));
    CHECK(canonical(page.outline.questions[1].question.rule) ==
          R"({"casting_vote":null,"majority":{"of":"present","share":"2/3","strict":false},)"
          R"("quorum":{"share":"1/3"}})");
    CHECK(refusal("<palabre-debate><palabre-question rules=loi-1902><h3>?</h3></palabre-question>"
                  "</palabre-debate>") == "line 1: rules: there are no such rules");
}

TEST_CASE("a rule that is none is refused with its attribute", "[html]") {
    const auto [markup, told] = GENERATE(table<std::string, std::string>({
        {"seats=0", "seats: this is no number from 1"},
        {"scale=5", "scale: this is no scale, such as 0..5"},
        {"scale=5..5", "scale: this is no scale, such as 0..5"},
        {"grades=1", "grades: grades are a number from 2, or words with commas between"},
        {"grades=good,,poor", "grades: grades are a number from 2, or words with commas between"},
        {"bins=1001", "bins: bins are 1 to 1000"},
        {"budget='4 200'", "budget: this is no number from 1"},
        {"casting-vote=blank", "casting-vote: a casting vote is yes or no"},
        {"budget=9", "data-cost: each option costs a whole number from 1"},
    }));
    CHECK(refusal("<palabre-debate><palabre-question " + markup +
                  "><h3>?</h3><ul><li data-cost=3>A<li>B</ul></palabre-question>"
                  "</palabre-debate>") == "line 1: " + told);
}

TEST_CASE("times in attributes follow the calendar", "[html]") {
    CHECK(time_from("1970-01-01T00:00:00Z") == 0);
    CHECK(time_from("2000-02-29 12:00+0000") == 951825600000);
    CHECK(time_from("2024-02-29T23:59:59.5-00:30") == 1709252999500);
    for (const char* wrong : {"2023-02-29T00:00Z", "2023-13-01T00:00Z", "2023-01-01T24:00Z",
                              "2023-01-01T00:00", "2023-01-01", "1969-12-31T23:59:59Z"}) {
        CHECK_FALSE(time_from(wrong).has_value());
    }
    CHECK(to_iso_time(951825600000) == "2000-02-29T12:00:00.000Z");
    CHECK(to_iso_time(4102444799999) == "2099-12-31T23:59:59.999Z");
    CHECK_FALSE(to_iso_time(253402300800000).has_value());
}

TEST_CASE("rendering an outline and reading it again changes nothing", "[html]") {
    std::vector<ClaimDraft> drafts;
    const auto add = [&drafts](const char* name, int parent, Stance stance, std::string text) {
        ClaimDraft draft;
        if (*name != '\0') draft.name = name;
        draft.parent = parent;
        draft.stance = stance;
        draft.text = std::move(text);
        drafts.push_back(std::move(draft));
    };
    add("a", -1, Stance::pro, "</li></palabre-debate><script>alert(1)</script>");
    add("", 0, Stance::con, "a & b &amp; \"c\" 'd' &#38; \x01 \xE2\x80\xAE");
    add("", 1, Stance::con, "same");
    add("", 1, Stance::con, "same");
    add("a", -1, Stance::con, "the name comes again");
    for (int depth = 0; depth < 900; ++depth) {
        add("", static_cast<int>(drafts.size()) - 1, Stance::pro, "deep " + std::to_string(depth));
    }
    Outline outline;
    outline.thesis = "<b>Why</b> & how?";
    outline.claims = name_claims(drafts).value();
    QuestionText question;
    question.title = "Do \"we\" <agree>?";
    question.text = "One\nTwo & three";
    question.method = Method::approval;
    question.options = std::vector<std::string>{"<ul>", "B"};
    question.closes = 1772388000001;
    question.results = Results::after_close;
    for (const auto& [name, value] : std::vector<std::pair<std::string, std::string>>{
             {"quorum", "1/3"}, {"majority", ">2/3 of voters"}, {"eligible", "12"}}) {
        REQUIRE(set_attribute(question, name, value));
    }
    outline.questions.push_back({question_id(question), question});

    const std::string html = write_outline_html(outline, "test.example/square", "", "en");
    const PageDebate again = only(html);
    CHECK(again.name == "square");
    CHECK(again.site == "test.example");
    CHECK(again.outline.thesis == outline.thesis);
    REQUIRE(again.outline.claims.size() == outline.claims.size());
    for (std::size_t i = 0; i < outline.claims.size(); ++i) {
        CHECK(again.outline.claims[i].id == outline.claims[i].id);
        CHECK(again.outline.claims[i].parent == outline.claims[i].parent);
        CHECK(again.outline.claims[i].stance == outline.claims[i].stance);
        CHECK(again.outline.claims[i].text == outline.claims[i].text);
    }
    REQUIRE(again.outline.questions.size() == 1);
    CHECK(again.outline.questions[0].id == outline.questions[0].id);
    CHECK(write_outline_html(again.outline, "test.example/square", "", "en") == html);
    CHECK(html.find("<script") == std::string::npos);
    CHECK(html.find("id=\"palabre-square.~a\" data-id=\"a\"") != std::string::npos);
}

TEST_CASE("what a page shows of entries is not declared again", "[html]") {
    const PageDebate page = within(
        "<ul><li data-stance=pro data-id=a>Mine<ul><li data-copy data-stance=con data-id=XyZ>Said"
        "<ul><li data-stance=pro data-id=AbC>Below</ul></ul></ul>"
        "<div data-copy><h3>Not a thesis</h3><ul><li>option</ul></div>");
    REQUIRE(page.outline.claims.size() == 1);
    CHECK_FALSE(page.outline.thesis.has_value());
    REQUIRE(page.copies.size() == 2);
    CHECK(page.copies[0].parent == "~a");
    CHECK(page.copies[0].text == "Said");
    CHECK(page.copies[1].parent == "XyZ");
}

}  // namespace page_reader_test
