// What a hub takes from another: anything that is sound, each once, and no stamp before what it
// names.
#include <array>
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

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

}  // namespace judge_brought_test
