#include "interchange/strict_json.hpp"

#include <rapidjson/document.h>
#include <rapidjson/encodedstream.h>
#include <rapidjson/memorystream.h>
#include <rapidjson/reader.h>

#include <catch2/catch_all.hpp>
#include <nlohmann/json.hpp>
#include <set>

#include "deliberation/limits.hpp"
#include "interchange/utf8.hpp"
#include "support/random.hpp"

namespace strict_json_test {

using namespace palabre;
using nlohmann::json;
using support::Random;

namespace {

bool strict_takes(std::string_view text) {
    StrictJson parser;
    return !first_invalid_utf8(text) && parser.parse(text);
}

bool rapidjson_takes(std::string_view text) {
    rapidjson::MemoryStream bytes(text.data(), text.size());
    rapidjson::EncodedInputStream<rapidjson::UTF8<>, rapidjson::MemoryStream> stream(bytes);
    rapidjson::Reader reader;
    rapidjson::BaseReaderHandler<> nobody;
    constexpr unsigned flags =
        rapidjson::kParseIterativeFlag | rapidjson::kParseValidateEncodingFlag;
    return !reader.Parse<flags>(stream, nobody).IsError();
}

/// What docs/entry.md, section 1, asks for beyond JSON, heard from nlohmann's parser.
class Strictness : public json::json_sax_t {
  public:
    [[nodiscard]] bool holds() const { return holds_; }

    bool null() override { return true; }
    bool boolean(bool) override { return true; }
    bool number_integer(std::int64_t number) override {
        return require(number >= -limits::number_max && number <= limits::number_max);
    }
    bool number_unsigned(std::uint64_t number) override {
        return require(number <= static_cast<std::uint64_t>(limits::number_max));
    }
    bool number_float(double, const std::string&) override { return require(false); }
    bool string(std::string&) override { return true; }
    bool binary(json::binary_t&) override { return true; }
    bool start_object(std::size_t) override { return begin(); }
    bool key(std::string& name) override { return require(keys_.back().insert(name).second); }
    bool end_object() override { return end(); }
    bool start_array(std::size_t) override { return begin(); }
    bool end_array() override { return end(); }
    bool parse_error(std::size_t, const std::string&, const json::exception&) override {
        return false;
    }

  private:
    bool require(bool held) {
        holds_ = holds_ && held;
        return true;
    }
    bool begin() {
        keys_.emplace_back();
        return require(keys_.size() <= 8);
    }
    bool end() {
        keys_.pop_back();
        return true;
    }
    bool holds_ = true;
    std::vector<std::set<std::string>> keys_;
};

/// -0, which nlohmann reports as 0, and line ends, which it passes over: looked for in the bytes,
/// outside texts and anywhere.
bool has_forbidden_bytes(std::string_view text) {
    bool quoted = false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || text[i] == '\r') return true;
        if (quoted && text[i] == '\\')
            ++i;
        else if (text[i] == '"')
            quoted = !quoted;
        else if (!quoted && text.substr(i, 2) == "-0")
            return true;
    }
    return false;
}

/// A JSON text or nearly one, built from pieces that meet the rules and their edges.
class Texts {
  public:
    explicit Texts(std::uint64_t seed) : random_(seed) {}

    std::string value(int depth) {
        const std::size_t kind = random_.below(depth > 0 ? 10 : 5);
        if (kind < 2) return number();
        if (kind < 4) return string();
        if (kind == 4) return random_.pick(words_);
        std::string text(1, kind < 8 ? '{' : '[');
        const std::size_t items = random_.below(4);
        for (std::size_t i = 0; i < items; ++i) {
            if (i > 0) text += blank() + "," + blank();
            if (kind < 8) text += string() + blank() + ":" + blank();
            text += value(depth - 1);
        }
        return text + blank() + (kind < 8 ? '}' : ']');
    }
    std::string nested(std::size_t depth) {
        std::string text = number();
        for (std::size_t i = 0; i < depth; ++i) {
            text = random_.chance(50) ? "[" + text + "]" : "{\"a\":" + text + "}";
        }
        return text;
    }
    std::string mutated(std::string text) {
        for (std::size_t i = random_.below(3) + 1; i > 0 && !text.empty(); --i) {
            const std::size_t at = random_.below(text.size());
            switch (random_.below(4)) {
                case 0:
                    text.erase(at, 1 + random_.below(3));
                    break;
                case 1:
                    text.insert(at, random_.pick(bits_));
                    break;
                case 2:
                    text[at] = random_.pick(bits_)[0];
                    break;
                default:
                    text.insert(at, text.substr(random_.below(text.size()), random_.below(9)));
            }
        }
        return text;
    }

  private:
    std::string blank() { return random_.chance(80) ? "" : random_.chance(90) ? " " : "\t "; }
    std::string number() {
        if (random_.chance(70)) return std::to_string(random_.between(-1000, 1000));
        return random_.pick(numbers_);
    }
    std::string string() {
        std::string text = "\"";
        for (std::size_t i = random_.below(5); i > 0; --i) text += random_.pick(pieces_);
        return text + "\"";
    }

    Random random_;
    std::vector<std::string> words_{"true", "false", "null"};
    std::vector<std::string> numbers_{"0",
                                      "-0",
                                      "9007199254740991",
                                      "-9007199254740991",
                                      "00",
                                      "01",
                                      "9007199254740992",
                                      "-9007199254740992",
                                      "1.0",
                                      "1e2",
                                      "1E+2",
                                      "-1",
                                      "18446744073709551616",
                                      "-",
                                      "0.5",
                                      "1.",
                                      ".5",
                                      "99999999999999999999999"};
    std::vector<std::string> pieces_{"a",
                                     "b",
                                     "key",
                                     " ",
                                     "\xC3\xA9",
                                     "\xF0\x9F\x8C\xB3",
                                     "\\n",
                                     "\\\"",
                                     "\\\\",
                                     "\\/",
                                     "\\u0041",
                                     "\\u00e9",
                                     "\\uD83C\\uDF33",
                                     "\\u0000",
                                     "longer than eight bytes",
                                     "\x7F",
                                     "a",
                                     "b"};
    std::vector<std::string> bits_{"{",       "}",     "[",  "]",  "\"",  ",",    ":",    "\\",
                                   "0",       "-",     ".",  "e",  "n",   "true", "\\u",  "\\uD83C",
                                   "\\uDF33", "\\u12", " ",  "\t", "/",   "\x1F", "\xC3", "\xA9",
                                   "'",       "+",     "\n", "\r", "\x0B"};
};

}  // namespace

TEST_CASE("what plain JSON refuses is refused, and what it takes is taken where the rules hold",
          "[strict-json][property]") {
    std::size_t taken = 0;
    std::size_t refused_by_rules = 0;
    std::size_t refused = 0;
    for (std::uint64_t seed = 0; seed < support::rounds<std::uint64_t>(30'000); ++seed) {
        Texts texts(seed);
        std::string text = seed % 10 == 9 ? texts.nested(seed / 10 % 11) : texts.value(5);
        if (seed % 2 == 1) text = texts.mutated(std::move(text));
        INFO(seed << ": " << text);
        Strictness strictness;
        const bool plain = json::sax_parse(text, &strictness) && json::accept(text);
        // RapidJSON lets the second half of a surrogate stand alone.
        const bool may_be_alone = text.find("\\uDF33") != std::string::npos;
        if (!first_invalid_utf8(text)) {
            REQUIRE((rapidjson_takes(text) == plain || (may_be_alone && !plain)));
        }
        const bool wanted = plain && strictness.holds() && !has_forbidden_bytes(text);
        REQUIRE(strict_takes(text) == wanted);
        ++(wanted ? taken : plain ? refused_by_rules : refused);
    }
    // None of the three is a rarity here.
    CHECK(taken > support::rounds<std::size_t>(3000));
    CHECK(refused_by_rules > support::rounds<std::size_t>(1000));
    CHECK(refused > support::rounds<std::size_t>(3000));
}

TEST_CASE("what is taken means what plain JSON takes it for", "[strict-json][property]") {
    const auto plain_of = [](const auto& self, const Value& value) -> json {
        switch (value.kind) {
            case Value::Kind::null:
                return nullptr;
            case Value::Kind::boolean:
                return value.boolean;
            case Value::Kind::number:
                return value.number;
            case Value::Kind::text:
                return value.text;
            case Value::Kind::list: {
                json list = json::array();
                for (const Value& item : value.items) list.push_back(self(self, item));
                return list;
            }
            case Value::Kind::object: {
                json object = json::object();
                for (const auto& [key, field] : value.fields) object[key] = self(self, field);
                return object;
            }
        }
        return nullptr;
    };
    StrictJson parser;  // one for all: nothing of an earlier text may be left
    std::size_t taken = 0;
    for (std::uint64_t seed = 0; seed < support::rounds<std::uint64_t>(10'000); ++seed) {
        Texts texts(seed);
        const std::string text = texts.value(5);
        if (first_invalid_utf8(text) || !parser.parse(text)) continue;
        ++taken;
        INFO(seed << ": " << text);
        const json plain = json::parse(text);
        REQUIRE(plain_of(plain_of, parser.value(0)) == plain);
        if (!plain.is_object()) continue;
        for (const auto& [key, field] : plain.items()) {
            const std::uint32_t at = parser.find(0, key);
            REQUIRE(at != 0);
            REQUIRE(plain_of(plain_of, parser.value(at)) == field);
            REQUIRE(parser.some(0, key) == (field.is_null() ? 0 : at));
        }
        REQUIRE(parser.find(0, "no such key") == 0);
    }
    CHECK(taken > support::rounds<std::size_t>(3000));
}

TEST_CASE("no key stands twice in one object, at whatever depth and however it is written",
          "[strict-json]") {
    CHECK(strict_takes(R"({"a":1,"b":{"a":1}})"));
    CHECK(strict_takes(R"([{"a":1},{"a":1}])"));
    CHECK_FALSE(strict_takes(R"({"a":1,"a":1})"));
    CHECK_FALSE(strict_takes(R"({"b":[{"c":{"a":1,"d":2,"a":3}}]})"));
    CHECK_FALSE(strict_takes(R"({"a":1,"\u0061":1})"));
    CHECK_FALSE(strict_takes(R"({"":1,"":1})"));
    // Keys whose bits are alike, 65 of them at least two, are compared as texts.
    std::string many = "{";
    for (int i = 0; i < 200; ++i) many += "\"k" + std::to_string(i) + "\":0,";
    CHECK(strict_takes(many + R"("k":0})"));
    CHECK_FALSE(strict_takes(many + R"("k137":0})"));
}

TEST_CASE("numbers are whole, in one form and exact in JavaScript", "[strict-json]") {
    for (const std::string text : {"0", "7", "-7", "10", "9007199254740991", "-9007199254740991"}) {
        INFO(text);
        StrictJson parser;
        REQUIRE(parser.parse(text));
        CHECK(parser.at(0).number == std::stoll(text));
    }
    for (const std::string text : {"-0",
                                   "00",
                                   "01",
                                   "-01",
                                   "+1",
                                   "1.0",
                                   "1.",
                                   ".1",
                                   "1e0",
                                   "1E2",
                                   "-",
                                   "--1",
                                   "0x1",
                                   "9007199254740992",
                                   "-9007199254740992",
                                   "99999999999999999",
                                   "9223372036854775808",
                                   "18446744073709551617",
                                   "1 2",
                                   "NaN",
                                   "Infinity"}) {
        INFO(text);
        CHECK_FALSE(strict_takes(text));
    }
}

TEST_CASE("eight levels are taken, and no ninth", "[strict-json]") {
    const auto lists = [](std::size_t depth) {
        return std::string(depth, '[') + std::string(depth, ']');
    };
    CHECK(strict_takes(lists(8)));
    CHECK_FALSE(strict_takes(lists(9)));
    CHECK_FALSE(strict_takes(lists(1'000'000)));
    CHECK_FALSE(strict_takes(std::string(1'000'000, '[')));
    CHECK(strict_takes(R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":1}}}}}}}})"));
    CHECK_FALSE(strict_takes(R"({"a":{"a":{"a":{"a":{"a":{"a":{"a":{"a":[]}}}}}}}})"));
}

TEST_CASE("a surrogate stands only before or behind its other half", "[strict-json]") {
    StrictJson parser;
    REQUIRE(parser.parse(R"("\ud83c\udf33")"));
    CHECK(parser.at(0).text == "\xF0\x9F\x8C\xB3");
    REQUIRE(parser.parse(R"("\uD800\uDC00\uDBFF\uDFFF\uE000\uD7FF")"));
    CHECK(parser.at(0).text == "\xF0\x90\x80\x80\xF4\x8F\xBF\xBF\xEE\x80\x80\xED\x9F\xBF");
    for (const std::string text :
         {R"("\uD800")", R"("\uDC00")", R"("\uDC00\uD800")", R"("\uD800\uD800\uDC00")",
          R"("\uD800x")", R"("\uD800\n")", R"("\uD800\u0041")", R"("\uD8")", R"("\uD800\uDC0")",
          R"({"\uDFFF":1})", R"("\u12G4")", R"("\u")"}) {
        INFO(text);
        CHECK_FALSE(strict_takes(text));
    }
}

TEST_CASE("line ends stand nowhere in a log, and between tokens where a person writes",
          "[strict-json]") {
    const auto with = [](std::string_view text, StrictJson::LineEnds line_ends) {
        StrictJson parser;
        return parser.parse(text, line_ends);
    };
    for (const std::string text : {"{\n}", "{\r}", "\n{}", "{}\n", "[1,\n2]", "{}\r\n"}) {
        INFO(text);
        CHECK_FALSE(with(text, StrictJson::LineEnds::refused));
        CHECK(with(text, StrictJson::LineEnds::spaces));
    }
    for (const std::string text : {"\"\n\"", "\"\r\"", "\"12345678\n\"", "\"\t\"", "\"\x1F\""}) {
        INFO(text);
        CHECK_FALSE(with(text, StrictJson::LineEnds::refused));
        CHECK_FALSE(with(text, StrictJson::LineEnds::spaces));
    }
    CHECK(with(" \t{ \"a\"\t: 1 } ", StrictJson::LineEnds::refused));
    CHECK_FALSE(with("{}\x0B", StrictJson::LineEnds::spaces));
    CHECK_FALSE(with("\xEF\xBB\xBF{}", StrictJson::LineEnds::spaces));
    CHECK_FALSE(with(std::string_view("{}\0", 3), StrictJson::LineEnds::spaces));
    CHECK_FALSE(with("", StrictJson::LineEnds::spaces));
}

TEST_CASE("a text is cut where it ends, wherever its quote or escape stands", "[strict-json]") {
    // The bytes are looked at eight at a time: every offset and length has to come out.
    for (std::size_t before = 0; before < 20; ++before) {
        for (std::size_t behind = 0; behind < 20; ++behind) {
            const std::string a(before, 'a');
            const std::string b(behind, '\x7F');
            StrictJson parser;
            const std::string text = "[\"" + a + "\\n" + b + "\",\"" + a + "\xC2\x80" + b + "\"]";
            REQUIRE(parser.parse(text));
            REQUIRE(parser.at(1).text == a + "\n" + b);
            REQUIRE(parser.at(2).text == a + "\xC2\x80" + b);
            REQUIRE_FALSE(parser.parse("\"" + a + "\x01" + b + "\""));
            REQUIRE_FALSE(parser.parse("\"" + a + "\\" + b));
            REQUIRE_FALSE(parser.parse("\"" + a));
        }
    }
}

}  // namespace strict_json_test
