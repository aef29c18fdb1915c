#include "interchange/text_likeness.hpp"

#include <catch2/catch_all.hpp>
#include <set>

#include "support/random.hpp"

namespace text_likeness_test {

using namespace palabre;
using Catch::Matchers::WithinAbs;
using support::Random;

namespace {

double likeness(std::string_view a, std::string_view b) {
    return dice(trigrams(folded_words(a)), trigrams(folded_words(b)));
}

std::string some_words(Random& random) {
    static const std::vector<std::string> words{
        "trees", "Trees", "\xC3\xA9t\xC3\xA9", "ete", "give", "shade", ",", "l'eau", "10", "\n"};
    std::string text;
    for (std::size_t i = random.below(12); i > 0; --i) text += random.pick(words) + " ";
    return text;
}

// By its definition, over sets of texts.
double plain_dice(const std::string& a, const std::string& b) {
    std::set<std::string> left;
    std::set<std::string> right;
    for (std::size_t i = 0; i + 3 <= a.size(); ++i) left.insert(a.substr(i, 3));
    for (std::size_t i = 0; i + 3 <= b.size(); ++i) right.insert(b.substr(i, 3));
    if (left.empty() || right.empty()) return 0.0;
    std::size_t both = 0;
    for (const std::string& run : left) both += right.count(run);
    return 2.0 * static_cast<double>(both) / static_cast<double>(left.size() + right.size());
}

}  // namespace

TEST_CASE("case, accents, ligatures and punctuation make no other word", "[likeness]") {
    const auto [text, folded] = GENERATE(table<std::string, std::string>({
        {"", ""},
        {" ,.! ", ""},
        {"Les livraisons du march\xC3\xA9 !", " les livraisons du marche"},
        {"L'\xC3\x89T\xC3\x89", " l ete"},
        {"e\xCC\x81t\xC3\xA9", " ete"},                  // a mark of its own
        {"\xC5\x92uvre, C\xC5\x93ur", " oeuvre coeur"},  // oe
        {"Stra\xC3\x9F"
         "e \xC3\x86on",
         " strasse aeon"},                           // ss, ae
        {"\xC2\xAB oui \xC2\xBB", " oui"},           // guillemets
        {"aujourd\xE2\x80\x99hui", " aujourd hui"},  // a typographic apostrophe
        {"10\xC2\xA0"
         "000",
         " 10 000"},  // a no-break space
        {"\xCE\x91\xCE\x92 \xD0\x9C\xD0\x98\xD0\xA0", " \xCE\xB1\xCE\xB2 \xD0\xBC\xD0\xB8\xD1\x80"},
        {"\xE5\xB9\xB3\xE5\x92\x8C", " \xE5\xB9\xB3\xE5\x92\x8C"},  // left as it is
        {"a\xE3\x80\x82"
         "b",
         " a b"},  // an ideographic full stop
        {"3\xC3\x97"
         "4",
         " 3 4"},  // the sign for times
    }));
    CHECK(folded_words(text) == folded);
}

TEST_CASE("likeness is symmetric, 1 of a text with itself and never outside [0,1]",
          "[likeness][property]") {
    Random random(1945);
    for (int run = 0; run < 3000; ++run) {
        const std::string a = some_words(random);
        const std::string b = some_words(random);
        INFO(a << " | " << b);
        const double like = likeness(a, b);
        REQUIRE(like == likeness(b, a));
        REQUIRE(like >= 0.0);
        REQUIRE(like <= 1.0);
        REQUIRE(like == plain_dice(folded_words(a), folded_words(b)));
        REQUIRE(likeness(a, a) == (folded_words(a).size() < 3 ? 0.0 : 1.0));
    }
    CHECK(likeness("The trees give SHADE!",
                   "the tr\xC3\xA9"
                   "es, give shade") == 1.0);
    CHECK(likeness("abc", "xyz") == 0.0);
    // " ab" and "abc" of one, " ab" and "abd" of the other: one of two shared.
    CHECK_THAT(likeness("abc", "abd"), WithinAbs(0.5, 1e-15));
    CHECK(likeness("", "") == 0.0);
}

TEST_CASE("all words of a search have to begin words of the text", "[likeness]") {
    const auto found = [](std::string_view query, std::string_view text) {
        return words_found(folded_words(query), folded_words(text));
    };
    CHECK(found("tree sha", "The Trees give shade") == 2);
    CHECK(found("shade", "lampshade") == 0);
    CHECK(found("tree sun", "The trees give shade") == 0);
    CHECK(found("ete", "\xC3\x89t\xC3\xA9 comme hiver") == 1);
    CHECK(found("", "anything") == 0);
    CHECK(found("a a", "a") == 2);
    CHECK(found("trees", "tree") == 0);
}

// Counted, not timed: a run is a run of a text, and a text of n bytes has n - 2.
TEST_CASE("a long text of one letter has one run, and any text at most as many as bytes",
          "[likeness]") {
    const std::string long_text(100'000, 'x');
    CHECK(trigrams(folded_words(long_text)).size() == 2);  // " xx" and "xxx"
    Random random(7);
    std::string any;
    for (int i = 0; i < 100'000; ++i) any += static_cast<char>('a' + random.below(26));
    const auto runs = trigrams(folded_words(any));
    CHECK(runs.size() <= 26 * 26 * 26 + 1);
    CHECK(std::is_sorted(runs.begin(), runs.end()));
    CHECK(std::adjacent_find(runs.begin(), runs.end()) == runs.end());
}

TEST_CASE("folding takes any bytes without reading beyond them", "[likeness]") {
    for (const std::string text : {"\xF0", "a\xE2\x82", "\xC3", "\xFF\xFE", "\xCC"}) {
        (void)folded_words(text);
    }
    CHECK(folded_words("a\xC3\xA9") == " ae");
}

}  // namespace text_likeness_test
