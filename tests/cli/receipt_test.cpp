// `palabre verify --receipt`: a receipt stands by itself; with anything in it changed it does not.
#include <catch2/catch_all.hpp>

#include "cli/hub_log.hpp"
#include "cli/voter_receipt.hpp"

namespace receipt_test {

using namespace palabre;
using namespace hub_log;

namespace {

bool has(const std::string& text, const std::string& part) {
    return text.find(part) != std::string::npos;
}

std::string first(const std::string& clerk, const std::string& of = debate) {
    return R"({"type":"receipt","version":1,"debate":")" + of +
           R"(","hub":"https://hub.example.org/","clerk":")" + clerk + "\"}\n";
}

// Of the claim at position 4, which the stamp at position 5 names.
struct Parts {
    Hub hub;
    std::string head = first(hub.hub.key);
    std::string entry = hub.entries[3].line_without_body() + "\n";
    std::string stamp = hub.entries[4].line() + "\n";
    std::string inclusion = hub.inclusion(4, 11);
    std::string note = noted(hub.checkpoint(11));

    static std::string noted(const std::string& text) {
        return OrderedJson{{"type", "checkpoint"}, {"note", text}}.dump() + "\n";
    }
    [[nodiscard]] std::string text() const { return head + entry + stamp + inclusion + note; }
    [[nodiscard]] Fault fault() const {
        const auto read = read_voter_receipt(text(), {});
        REQUIRE_FALSE(read);
        return read.fault();
    }
};

}  // namespace

TEST_CASE("a receipt shows when the hub had an entry, and where in its list it stands",
          "[cli][receipt]") {
    const Parts parts;
    const auto read = read_voter_receipt(parts.text(), parts.hub.hub.key);
    REQUIRE(read);
    CHECK(read->debate == debate);
    CHECK(read->clerk == parts.hub.hub.key);
    CHECK(read->checkpoint.said.size == 11);
    REQUIRE(read->entries.size() == 1);
    CHECK(read->entries[0].id == parts.hub.entries[3].id);
    CHECK(read->entries[0].author == parts.hub.ada.key);
    CHECK(read->entries[0].stamp == parts.hub.entries[4].id);
    CHECK(read->entries[0].time == 3000);
    CHECK(read->entries[0].position == 4);
}

TEST_CASE("lines of kinds that are not known yet, and witnesses, do no harm", "[cli][receipt]") {
    Parts parts;
    parts.note = Parts::noted(parts.hub.checkpoint(11) +
                              "\xe2\x80\x94 witness.example.com/w1 d2l0bmVzc2Vk\n");
    parts.entry += "{\"type\":\"later\"}\n\n";
    const auto read = read_voter_receipt(parts.text(), {});
    REQUIRE(read);
    CHECK(read->checkpoint.witnesses == std::vector<std::string>{"witness.example.com/w1"});
}

TEST_CASE("a receipt of which any part is missing or another's is none", "[cli][receipt]") {
    const auto spoilt = [](auto change) {
        Parts parts;
        change(parts);
        return parts.fault();
    };
    CHECK(spoilt([](Parts& p) { p.stamp.clear(); }).code == "stamp");
    CHECK(spoilt([](Parts& p) { p.stamp = p.hub.entries[7].line() + "\n"; }).code == "stamp");
    CHECK(spoilt([](Parts& p) { p.stamp = p.hub.entries[4].line_without_body() + "\n"; }).code ==
          "stamp");
    CHECK(spoilt([](Parts& p) { p.inclusion.clear(); }).code == "proof");
    CHECK(spoilt([](Parts& p) { p.inclusion = p.hub.inclusion(3, 11); }).code == "proof");
    CHECK(spoilt([](Parts& p) { p.inclusion = p.hub.inclusion(4, 10); }).code == "proof");
    CHECK(spoilt([](Parts& p) { p.note.clear(); }).code == "receipt");
    CHECK(spoilt([](Parts& p) { p.note = Parts::noted(p.hub.checkpoint(10)); }).code == "proof");
    CHECK(spoilt([](Parts& p) {
              p.note = Parts::noted(p.hub.checkpoint(11, p.hub.root(10)));
          }).code == "proof");
    CHECK(spoilt([](Parts& p) { p.entry.clear(); }).code == "receipt");
    CHECK(spoilt([](Parts& p) {
              support::SignedEntry other = p.hub.entries[3];
              other.sig = p.hub.entries[2].sig;
              p.entry = other.line_without_body() + "\n";
          }).where == "line 2");
    CHECK(spoilt([](Parts& p) { p.head = first(p.hub.ada.key); }).code == "stamp");
    CHECK(spoilt([](Parts& p) { p.head = first(p.hub.hub.key, "test.example/other"); }).code ==
          "receipt");
}

TEST_CASE("a receipt of another key than the one that is asked for is refused, and named",
          "[cli][receipt]") {
    const Parts parts;
    const auto read = read_voter_receipt(parts.text(), parts.hub.ada.key);
    REQUIRE_FALSE(read);
    CHECK(read.fault().code == "signature");
    CHECK(has(read.fault().what, parts.hub.hub.key));
}

TEST_CASE("what is no receipt is told with its line", "[cli][receipt]") {
    for (const char* text : {"", "\n", "{}", "{\"type\":\"receipt\"}", "x", "\xff"}) {
        INFO(text);
        const auto read = read_voter_receipt(text, {});
        REQUIRE_FALSE(read);
        CHECK(read.fault().code == "receipt");
    }
    Parts parts;
    parts.entry += "what is this\n";
    CHECK(parts.fault().where == "line 3");
}

}  // namespace receipt_test
