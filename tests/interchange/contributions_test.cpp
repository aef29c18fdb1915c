#include "interchange/contributions.hpp"

#include <catch2/catch_all.hpp>

#include "interchange/consultation.hpp"

namespace contributions_test {

using namespace palabre;

namespace {

Import with_text(std::string text) {
    Import import;
    import.title = "T";
    Contribution said;
    said.id = "argument/1";
    said.text = std::move(text);
    import.contributions.push_back(std::move(said));
    return import;
}

// Two proposals as the platform gave them, made up.
constexpr std::string_view consultation = R"([
 {"id":7,"title":"  A  bridge ","section":"s","text":"Line one\n\nLine two","author":"town",
  "created_at":"2015-09-26T02:00:00+0200","votes":{"for":3,"mixed":1,"against":2},
  "arguments":[
   {"id":12,"stance":"con","text":"Later","votes":0,"author":"c2",
    "created_at":"2015-10-02T00:00:00+0200"},
   {"id":11,"stance":"pro","text":"First","votes":5,"author":"c1",
    "created_at":"2015-10-01T00:00:00+0200"}],
  "sources":[{"id":12,"title":"Plan","link":"https://example.org/p","text":"",
    "votes":1,"author":"c3"}]},
 {"id":8,"title":"B","section":"s","text":"","author":"x","created_at":"2015-09-26T02:00:00+0200",
  "votes":{"for":0,"mixed":0,"against":0},"arguments":[],"sources":[]}])";

}  // namespace

TEST_CASE("a long text is cut, not shortened", "[import]") {
    const std::string sentence =
        GENERATE(as<std::string>{}, "Seven words make up this one sentence. ", "\xF0\x9F\x8C\xB3",
                 "x", "line\n", "\x01");
    std::string text;
    while (code_points(text) < 13000) text += sentence;
    const auto import = fitted(with_text(text));
    REQUIRE(import);
    std::string together;
    for (const Contribution& part : import->contributions) {
        CHECK(code_points(part.text) <= 4000);
        CHECK(part.text.size() <= 16000);
        together += part.text;
    }
    CHECK(together == text);
    REQUIRE(import->contributions.size() >= 4);
    CHECK(import->contributions[0].is_claim);
    CHECK_FALSE(import->contributions[1].is_claim);
    CHECK(import->contributions[1].id == "argument/1#2");
    CHECK(import->contributions[3].parent == "argument/1");
}

TEST_CASE("sources that do not fit beside a claim follow it", "[import]") {
    Import import = with_text("short");
    for (int i = 0; i < 14; ++i) {
        import.contributions[0].sources.push_back("https://example.org/" + std::to_string(i));
    }
    const auto fitting = fitted(std::move(import));
    REQUIRE(fitting);
    REQUIRE(fitting->contributions.size() == 2);
    CHECK(fitting->contributions[0].sources.size() == 10);
    CHECK(fitting->contributions[1].text.find("https://example.org/13") != std::string::npos);
}

TEST_CASE("a title longer than a title may be keeps its beginning", "[import]") {
    std::string title;
    for (int i = 0; i < 400; ++i) title += "\xC3\xA9";
    CHECK(code_points(fitted_title(title)) == 300);
    CHECK(fitted_title(title).substr(594) == "...");
    CHECK(fitted_title("  two \n words ") == "two words");
}

TEST_CASE("contributions that hang in the air are refused", "[import]") {
    Import import = with_text("x");
    import.contributions[0].parent = "argument/0";
    CHECK(fitted(import).fault().where == "argument/1");
    import = with_text("x");
    import.contributions.push_back(import.contributions[0]);
    CHECK_FALSE(fitted(import).ok());
    CHECK_FALSE(fitted(with_text(" \n")).ok());
}

TEST_CASE("a proposal becomes a debate with its arguments, votes and sources", "[import]") {
    const auto import = read_consultation(consultation, 7, "fr");
    REQUIRE(import);
    CHECK(import->title == "A bridge");
    CHECK(import->text == "Line one\n\nLine two");
    REQUIRE(import->contributions.size() == 3);
    CHECK(import->contributions[0].id == "argument/11");
    CHECK(import->contributions[0].votes == 5);
    CHECK(import->contributions[0].at == "2015-10-01T00:00:00+02:00");
    CHECK(import->contributions[0].at_ms == 1443650400000);  // date -ud '2015-09-30 22:00' +%s
    CHECK(import->contributions[1].stance == Stance::con);
    CHECK_FALSE(import->contributions[2].is_claim);
    CHECK(import->contributions[2].id == "source/12");
    CHECK(import->contributions[2].text == "Plan\nhttps://example.org/p");
    REQUIRE(import->questions.size() == 1);
    CHECK(import->questions[0].question.title == "Pour ou contre : A bridge");
    CHECK(canonical(import->questions[0].figures) == R"({"mixed":1,"no":2,"yes":3})");
    CHECK(import->questions[0].counted_ms == import->contributions[1].at_ms);
}

TEST_CASE("a consultation's mistakes are named by their path", "[import]") {
    CHECK(read_consultation(consultation, 9, "fr").fault().what == "there is no proposal 9");
    CHECK(read_consultation("[{\"id\":\"7\"}]", 7, "fr").fault().where == "[0].id");
    CHECK(read_consultation("[1]", 7, "fr").fault().where == "[0]");
    CHECK(read_consultation("nonsense", 7, "fr").fault().what == "this is no JSON");
    std::string broken(consultation);
    broken.replace(broken.find("\"con\""), 5, "\"neutral\"");
    CHECK(read_consultation(broken, 7, "fr").fault().where == "[0].arguments[0].stance");
    REQUIRE(proposals_in(consultation));
    CHECK(proposals_in(consultation)->size() == 2);
    CHECK(proposals_in(consultation).value()[0].votes == 6);
}

}  // namespace contributions_test
