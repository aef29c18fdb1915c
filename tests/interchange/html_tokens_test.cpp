#include "interchange/html_tokens.hpp"

#include <catch2/catch_all.hpp>

#include "support/random.hpp"

namespace html_tokens_test {

using namespace palabre;
using support::Random;

namespace {

/// A page's tokens, one a line: `<name key=value>`, `</name>`, a text in brackets; or a fault.
std::string cut(std::string_view page) {
    auto made = HtmlTokens::of(page);
    if (!made.ok()) return made.fault().where + ": " + made.fault().what;
    HtmlTokens tokens = std::move(made).value();
    std::string out;
    for (std::size_t i = 0; i <= page.size() + 1; ++i) {
        const auto token = tokens.next();
        if (!token.ok()) return out + token.fault().where + ": " + token.fault().what;
        switch (token->kind) {
            case HtmlToken::Kind::nothing_more:
                return out;
            case HtmlToken::Kind::text:
                out += "[" + token->text + "]";
                break;
            case HtmlToken::Kind::end:
                out += "</" + token->name + ">";
                break;
            case HtmlToken::Kind::start:
                out += "<" + token->name;
                for (const HtmlAttribute& each : token->attributes) {
                    out += " " + each.name + "=" + each.value;
                }
                out += token->self_closing ? "/>" : ">";
        }
    }
    return "never ends";
}

}  // namespace

TEST_CASE("tags, attributes and texts are cut as a browser cuts them", "[html]") {
    const auto [page, tokens] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {"a<b>c</b>", "[a]<b>[c]</b>"},
        {"<UL CLASS=A>", "<ul class=A>"},
        {"<li data-stance='pro' data-id=\"x\" hidden>", "<li data-stance=pro data-id=x hidden=>"},
        {"<a b = c d='>'>", "<a b=c d=>>"},
        {"<a b=1 B=2>", "<a b=1>"},  // the first counts
        {"<a =b>", "<a =b=>"},       // an equals sign in front is a name's
        {"<a b=c/>", "<a b=c/>"},    // unquoted values go on to the blank or >
        {"<br/>", "<br/>"},
        {"<a/b=c>", "<a b=c>"},
        {"1 < 2 & 3 > 2", "[1 < 2 & 3 > 2]"},
        {"&lt;b&gt; &amp;amp; &#233;&eacute", "[<b> &amp; \xC3\xA9\xC3\xA9]"},
        {"<a b='&lt;&copy=1'>", "<a b=<&copy=1>"},  // in an attribute `&copy=` stays
        {"a<!-- <b> -->c", "[a][c]"},
        {"a<!-->b-->", "[a][b-->]"},  // a comment that is over at once
        {"a<!--x--!>b", "[a][b]"},
        {"a<!-- never closed <b>", "[a]"},
        {"<!DOCTYPE html><?xml?></ x>y", "[y]"},
        {"</>a", "[a]"},
        {"</p class=x>", "</p>"},
        {"<script>1 < 2 <b></script >x", "<script>[1 < 2 <b>]</script>[x]"},
        {"<style></styles></STYLE>", "<style>[</styles>]</style>"},
        {"<textarea>&lt;<b></textarea>", "<textarea>[<<b>]</textarea>"},
        {"<title>&amp;</title>", "<title>[&]</title>"},
        {"<noscript><b></noscript>", "<noscript>[<b>]</noscript>"},
        {"<svg><style>a<b></b></style></svg>", "<svg><style>[a]<b></b></style></svg>"},
        {"<svg><![CDATA[<b>]]></svg>", "<svg></svg>"},
        {"\xEF\xBB\xBFx\r\ny\rz", "[x\ny\nz]"},
    }));
    // Neighbouring texts may come in one piece or in two; here only what is in them counts.
    std::string got = cut(page);
    INFO(page);
    CHECK(got == tokens);
}

TEST_CASE("of two attributes of one name the first counts, however many a tag has", "[html]") {
    for (std::size_t count = 1; count <= 40; ++count) {
        std::string page = "<b";
        std::string told = "<b";
        for (std::size_t i = 0; i < count; ++i) {
            page += " a" + std::to_string(i) + "=1";
            told += " a" + std::to_string(i) + "=1";
        }
        for (std::size_t i = 0; i < count; ++i) page += " A" + std::to_string(i) + "=2";
        INFO(count);
        CHECK(cut(page + " z=3 Z=4>") == told + " z=3>");
    }
}

TEST_CASE("what two readers would cut in two ways is refused with its line", "[html]") {
    const auto [page, told] = GENERATE(table<std::string, std::string>({
        {"\n\xFF", "line 2: this is not UTF-8"},
        {std::string("\n\n\0", 3), "line 3: this holds U+0000"},
        {"a\n<b c", "[a\n]line 2: the page ends inside this tag"},
        {"<a\nb='c\n\n", "line 2: the page ends inside this attribute"},
        {"\n<script>x", "[\n]<script>line 2: <script> is never closed"},
    }));
    CHECK(cut(page) == told);
    CHECK(cut("<script><!--<script></script>").find("hard to tell") != std::string::npos);
}

TEST_CASE("a token knows the line where it begins", "[html]") {
    auto made = HtmlTokens::of("a\r\nb<x\n\ny=1>\r<!--\n--><z>");
    REQUIRE(made.ok());
    HtmlTokens tokens = std::move(made).value();
    std::vector<std::pair<std::string, std::size_t>> seen;
    for (;;) {
        const auto token = tokens.next();
        REQUIRE(token.ok());
        if (token->kind == HtmlToken::Kind::nothing_more) break;
        seen.emplace_back(token->name, token->line);
    }
    CHECK(seen ==
          std::vector<std::pair<std::string, std::size_t>>{{"", 1}, {"x", 2}, {"", 4}, {"z", 6}});
}

TEST_CASE("any bytes are cut to an end, each token taking some of them", "[html][property]") {
    const std::vector<std::string> pieces{
        "<",   ">",     "</", "<!--", "-->", "--!>",     "<!",        "<?",        "a",   "li",
        " ",   "=",     "'",  "\"",   "/",   "\n",       "&",         "amp;",      "&#x", "script",
        "svg", "title", ";",  "-",    "<p",  "<script>", "</script>", "<![CDATA[", "]]>", "1"};
    for (std::uint64_t seed = 0; seed < support::rounds<std::uint64_t>(20'000); ++seed) {
        Random random(seed);
        std::string page;
        for (std::size_t i = random.below(20); i > 0; --i) page += random.pick(pieces);
        INFO(seed << ": " << page);
        REQUIRE(cut(page) != "never ends");
    }
}

}  // namespace html_tokens_test
