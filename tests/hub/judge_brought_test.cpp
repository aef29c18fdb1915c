// What a hub takes from another: anything that is sound, each once, and no stamp before what it
// names.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/outline.hpp"
#include "hub/clerk.hpp"
#include "hub/judge.hpp"
#include "interchange/composition.hpp"
#include "interchange/live_debate.hpp"

namespace judge_brought_test {

using namespace palabre;
using namespace palabre::hub;
using Is = Judge::Brought::Is;

constexpr std::string_view debate = "example.org/square";
constexpr std::string_view salt = "AAAAAAAAAAAAAAAAAAAAAA";
constexpr std::int64_t now = 1760000000000;

Clerk clerk_of(std::uint8_t byte) {
    seal::Seed seed;
    seed.bytes.fill(byte);
    return Clerk(seal::key_pair_from(seed));
}

std::string line_of_row(const NewRow& row, bool with_body = true) {
    const std::string_view body = row.body;
    return write_line(row.head, row.sig, with_body ? &body : nullptr);
}

Clerk::Place place(std::uint64_t n) {
    Clerk::Place made;
    made.debate = debate;
    made.n = n;
    made.clock = n;
    made.now = now;
    return made;
}

TEST_CASE("an entry of another hub is taken once, and its body may come later", "[hub][cluster]") {
    const Clerk opener = clerk_of(1);
    const NewRow open = opener.open(place(1), Terms{}, salt);
    Judge judge(debate, opener.key());
    const Judge::Brought first = judge.bring(line_of_row(open, false), now, {});
    CHECK(first.is == Is::taken);
    CHECK(first.position == 1);
    CHECK_FALSE(first.row.has_body);
    CHECK(first.row.from_hub);
    CHECK(judge.live().debate().open_entry().is_none());
    const Judge::Brought again = judge.bring(line_of_row(open), now, {});
    CHECK(again.is == Is::known);
    CHECK(again.position == 1);
    REQUIRE(again.row.has_body);
    judge.add_body(again.row, again.position);
    judge.settle();
    CHECK(judge.live().debate().open_entry().is_some());
    CHECK(judge.head() == 1);
    CHECK(judge.knows_all(line_of_row(open, false)));
}

TEST_CASE("hubs with one opener open a debate with the same bytes", "[hub][cluster]") {
    const Clerk one = clerk_of(1);
    Terms terms;
    terms.clerks = {clerk_of(2).key(), clerk_of(3).key()};
    const NewRow here = one.open(place(1), terms, one.word_for(debate));
    const NewRow there = clerk_of(1).open(place(1), terms, clerk_of(1).word_for(debate));
    CHECK(here.head == there.head);
    CHECK(here.sig == there.sig);
    CHECK(one.word_for(debate).size() == 22);
    CHECK(one.word_for(debate) != one.word_for("example.org/garden"));
    CHECK(one.word_for(debate) != clerk_of(2).word_for(debate));
    Judge judge(debate, one.key());
    CHECK(judge.bring(line_of_row(here), now, {}).is == Is::taken);
    CHECK(judge.may_stamp(terms.clerks[1]));
    CHECK_FALSE(judge.may_stamp(one.key()));
}

TEST_CASE("a stamp waits for what it names", "[hub][cluster]") {
    const Clerk clerk = clerk_of(1);
    const NewRow open = clerk.open(place(1), Terms{}, salt);
    const std::array<std::string, 1> ids{entry_id(open.head)};
    const auto stamp = clerk.stamp(place(2), now, ids);
    REQUIRE(stamp.ok());
    Judge judge(debate, clerk.key());
    CHECK(judge.bring(line_of_row(stamp.value()), now, {}).is == Is::too_early);
    CHECK(judge.head() == 0);
    CHECK(judge.bring(line_of_row(open), now, {}).is == Is::taken);
    CHECK_FALSE(judge.knows_all(line_of_row(open) + "\n" + line_of_row(stamp.value())));
    CHECK(judge.bring(line_of_row(stamp.value()), now, {}).is == Is::taken);
    CHECK(judge.stamp_of(1) == 2);
    CHECK_FALSE(judge.lacks_stamp(1));
}

TEST_CASE("what is not sound is not taken, whoever brings it", "[hub][cluster]") {
    const Clerk clerk = clerk_of(1);
    const NewRow open = clerk.open(place(1), Terms{}, salt);
    Judge judge(debate, clerk.key());
    NewRow forged = open;
    forged.sig = clerk.sign("something else");
    NewRow changed = open;
    changed.body.replace(changed.body.find("square"), 6, "garden");
    Clerk::Place elsewhere = place(1);
    elsewhere.debate = "example.org/garden";
    const NewRow foreign = clerk.open(elsewhere, Terms{}, salt);
    for (const std::string& line :
         {line_of_row(forged), line_of_row(changed), line_of_row(foreign), std::string("{}"),
          std::string("\xff"), std::string(R"({"head":1})")}) {
        CAPTURE(line);
        CHECK(judge.bring(line, now, {}).is == Is::unsound);
    }
    CHECK(judge.head() == 0);
}

// A debate with a question whose ballots are held, and a ballot with its stamp.
struct Asked {
    /// By an entry, or by what a page declares.
    explicit Asked(bool by_page = false) {
        open = clerk.open(place(1), Terms{}, salt);
        const std::string question = R"("title":"a","method":"yes-no","results":"after-close",)"
                                     R"("closes":)" +
                                     std::to_string(now + 60000);
        QuestionText text;
        text.title = "a";
        text.results = Results::after_close;
        text.closes = now + 60000;
        const std::string declared = question_id(text);
        ask =
            entry(2, by_page ? R"("do":"declare","thesis":null,"claims":[],"questions":[{"id":")" +
                                   declared + R"(",)" + question + "}]"
                             : R"("do":"ask",)" + question);
        id = by_page ? declared : entry_id(ask.head);
        ballot = entry(3, R"("do":"ballot","choice":"yes","question":")" + id + R"(")");
        const std::vector<std::string> first{entry_id(open.head), entry_id(ask.head)};
        const std::vector<std::string> second{entry_id(ballot.head)};
        ask_stamp = clerk.stamp(place(4), now, first).value();
        ballot_stamp = clerk.stamp(place(5), now + 1, second, {{id, second}}).value();
    }
    [[nodiscard]] NewRow entry(std::uint64_t n, const std::string& what) const {
        return clerk.entry(place(n), R"({"salt":")" + std::string(salt) + R"(",)" + what + "}");
    }
    [[nodiscard]] std::string live() const {
        return line_of_row(ballot) + "\n" + line_of_row(ballot_stamp);
    }
    // Brings the ballot as its hub sends it.
    Judge::Brought bring(Judge& judge) const {
        judge.look_ahead(live(), Sent::live);
        return judge.bring(line_of_row(ballot), now, {}, Sent::live);
    }
    Clerk clerk = clerk_of(1);
    NewRow open, ask, ask_stamp, ballot, ballot_stamp;
    std::string id;
};

TEST_CASE("a live ballot waits for what says that it is held", "[hub][cluster]") {
    const Asked asked(GENERATE(false, true));
    CAPTURE(asked.id);
    Judge judge(debate, asked.clerk.key());
    CHECK(asked.bring(judge).is == Is::too_early);
    CHECK(judge.bring(line_of_row(asked.open), now, {}).is == Is::taken);
    CHECK(asked.bring(judge).is == Is::too_early);
    CHECK(judge.head() == 1);
    CHECK(judge.bring(line_of_row(asked.ask), now, {}).is == Is::taken);
    CHECK(judge.bring(line_of_row(asked.ask_stamp), now, {}).is == Is::taken);
    const Judge::Brought taken = asked.bring(judge);
    CHECK(taken.is == Is::taken);
    CHECK(taken.row.held_for == asked.id);
    CHECK(taken.row.held_until == now + 60000);
}

TEST_CASE("a live body of a ballot that was known by its head waits too", "[hub][cluster]") {
    const Asked asked;
    Judge judge(debate, asked.clerk.key());
    CHECK(judge.bring(line_of_row(asked.open), now, {}).is == Is::taken);
    CHECK(judge.bring(line_of_row(asked.ballot, false), now, {}).is == Is::taken);
    CHECK(asked.bring(judge).is == Is::too_early);
    CHECK(judge.bring(line_of_row(asked.ask), now, {}).is == Is::taken);
    CHECK(judge.bring(line_of_row(asked.ask_stamp), now, {}).is == Is::taken);
    const Judge::Brought known = asked.bring(judge);
    CHECK(known.is == Is::known);
    CHECK(known.row.held_for == asked.id);
}

TEST_CASE("a live ballot waits for the first clerk's office where a stamp says that it is held",
          "[hub][cluster]") {
    const Asked asked;
    Judge judge(debate, asked.clerk.key());
    const NewRow open = asked.entry(1, R"("do":"open","title":"a","fold":1)");
    CHECK(judge.bring(line_of_row(open), now, {}).is == Is::taken);
    CHECK(judge.bring(line_of_row(asked.ask), now, {}).is == Is::taken);
    CHECK(asked.bring(judge).is == Is::too_early);
    const NewRow role = asked.entry(
        6, R"("do":"role","role":"clerk","on":true,"key":")" + asked.clerk.key() + R"(")");
    CHECK(judge.bring(line_of_row(role), now, {}).is == Is::taken);
    CHECK(asked.bring(judge).row.held_for == asked.id);
}

TEST_CASE("a ballot on what never comes is taken in a list's order, on a page's question live",
          "[hub][cluster]") {
    const Asked asked;
    Judge judge(debate, asked.clerk.key());
    CHECK(judge.bring(line_of_row(asked.open), now, {}).is == Is::taken);
    const Judge::Brought taken = judge.bring(line_of_row(asked.ballot), now, {}, Sent::in_order);
    CHECK(taken.is == Is::taken);
    CHECK(taken.row.held_for.empty());
    const std::string of_page =
        line_of_row(asked.entry(6, R"("do":"ballot","choice":"yes","question":"~?a")"));
    judge.look_ahead(of_page, Sent::live);
    CHECK(judge.bring(of_page, now, {}, Sent::live).is == Is::taken);
}

}  // namespace judge_brought_test
