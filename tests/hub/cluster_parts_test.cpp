// What hubs compare, and what of a debate's list waits for a second place.
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "hub/clerk.hpp"
#include "hub/cluster_answers.hpp"
#include "hub/cluster_messages.hpp"
#include "hub/folder.hpp"
#include "hub/open_terms.hpp"
#include "hub/room.hpp"
#include "hub/set_digests.hpp"
#include "hub/store.hpp"
#include "interchange/composition.hpp"
#include "interchange/live_debate.hpp"

namespace cluster_parts_test {

using namespace palabre;
using namespace palabre::hub;
using hub_folder::Folder;

constexpr std::string_view debate = "example.org/square";

NewRow row(const std::string& word, bool has_body = true) {
    NewRow made{"head of " + word, "signature", has_body ? "body of " + word : ""};
    made.has_body = has_body;
    return made;
}

void add(Store& store, std::vector<NewRow> rows) {
    std::vector<Addition> batch(1);
    const auto found = store.find(debate);
    if (found)
        batch[0].debate = *found;
    else
        batch[0].debate = {0, std::string(debate), "epoch", "owner", 0};
    batch[0].rows = std::move(rows);
    REQUIRE(store.commit(batch).ok());
}

struct Kept {
    Folder folder;
    std::unique_ptr<Store> store;
    Kept() {
        auto opened = Store::open(folder.path);
        REQUIRE(opened.ok());
        store = std::move(opened).value();
    }
    std::string digest() {
        SetDigests digests(*store);
        std::uint64_t entries = 0;
        return digests.whole(*store->find(debate), entries);
    }
};

TEST_CASE("the digest of a debate is its set's, whatever the order", "[hub][cluster]") {
    Kept one;
    Kept other;
    add(*one.store, {row("a"), row("b"), row("c")});
    add(*other.store, {row("c")});
    CHECK(one.digest() != other.digest());
    add(*other.store, {row("a"), row("b")});
    CHECK(one.digest() == other.digest());
}

TEST_CASE("an entry without its body is another one for the digest, until it has it",
          "[hub][cluster]") {
    Kept one;
    Kept other;
    add(*one.store, {row("a"), row("b")});
    add(*other.store, {row("a"), row("b", false)});
    CHECK(one.digest() != other.digest());
    CHECK_FALSE(other.store->has_body(other.store->find(debate)->row, 2));
    std::vector<Addition> batch(1);
    batch[0].debate = *other.store->find(debate);
    batch[0].debate.epoch = "another";
    batch[0].late.push_back({2, row("b")});
    REQUIRE(other.store->commit(batch).ok());
    CHECK(one.digest() == other.digest());
    CHECK(other.store->find(debate)->epoch == "another");
}

TEST_CASE("a digest is not kept beyond what it is of", "[hub][cluster]") {
    Kept kept;
    add(*kept.store, {row("a")});
    SetDigests digests(*kept.store);
    std::uint64_t read = 0;
    const std::string before = digests.whole(*kept.store->find(debate), read);
    CHECK(read == 1);
    CHECK(digests.whole(*kept.store->find(debate), read) == before);
    CHECK(read == 0);
    std::vector<Addition> batch(1);
    batch[0].debate = *kept.store->find(debate);
    batch[0].erased.push_back(1);
    REQUIRE(kept.store->commit(batch).ok());
    digests.forget(debate);
    CHECK(digests.whole(*kept.store->find(debate), read) != before);
}

TEST_CASE("a hub answers with what another lacks, bodies included", "[hub][cluster]") {
    Kept kept;
    NewRow held = row("ballot");
    held.held_for = "question";
    held.held_until = 9000;
    add(*kept.store, {row("a"), held, row("c", false)});
    SetDigests digests(*kept.store);
    const auto ask = [&](std::string_view question) {
        return answer_to_hub(question, *kept.store, digests);
    };
    const std::string sets = ask(R"({"type":"sets","after":""})");
    CHECK(sets.find(R"("more":0)") != std::string::npos);
    CHECK(sets.find(kept.digest()) != std::string::npos);
    CHECK(ask(R"({"type":"sets","after":"example.org/square"})").find('\n') == std::string::npos);
    std::string all = R"({"type":"ids","debate":"example.org/square","after":1,"buckets":[0)";
    for (std::size_t i = 1; i < bucket_count; ++i) all += "," + std::to_string(i);
    const std::string ids = ask(all + "]}");
    CHECK(ids.find("\n1 ") == std::string::npos);
    CHECK(ids.find("\n2 " + entry_id("head of ballot") + " +") != std::string::npos);
    CHECK(ids.find("\n3 " + entry_id("head of c") + " -") != std::string::npos);
    const std::string lines =
        ask(R"({"type":"lines","debate":"example.org/square","positions":[2,3,77]})");
    CHECK(lines.find("body of ballot") != std::string::npos);
    CHECK(lines.find("head of c") != std::string::npos);
    CHECK(lines.find("body of c") == std::string::npos);
}

TEST_CASE("a question that cannot be meant is answered with an error", "[hub][cluster]") {
    Kept kept;
    add(*kept.store, {row("a")});
    SetDigests digests(*kept.store);
    for (const std::string_view question :
         {"", "{}", "[]", "\xff",
          R"({"type":"lines","debate":"example.org/other","positions":[1]})",
          R"({"type":"lines","debate":"example.org/square"})",
          R"({"type":"lines","debate":"example.org/square","positions":["1",0]})",
          R"({"type":"ids","debate":"example.org/square","buckets":[64]})",
          R"({"type":"ids","debate":"example.org/square","buckets":[-1]})"}) {
        CAPTURE(question);
        CHECK(answer_to_hub(question, *kept.store, digests) == R"({"type":"error"})");
    }
}

TEST_CASE("what is on one disk only is not shown, nor what stands behind it", "[hub][cluster]") {
    StoredDebate stored{1, std::string(debate), "epoch", "owner", 5};
    stored.shared = 3;
    Room room(stored);
    CHECK(room.head() == 3);
    REQUIRE(room.uncovered().size() == 1);
    std::vector<int> told;
    room.when_stored(5, [&told](bool good) { told.push_back(good ? 1 : -1); });
    room.when_shown(4, [&told](bool good) { told.push_back(good ? 2 : -2); });
    CHECK(told == std::vector<int>{1});
    room.cover(4);
    CHECK(room.head() == 3);
    room.cover(3);
    CHECK(room.head() == 5);
    CHECK(told == std::vector<int>{1, 2});
}

TEST_CASE("what another hub took puts a debate's end off", "[hub][cluster]") {
    Kept kept;
    seal::Seed seed;
    const Clerk owner(seal::key_pair_from(seed));
    seed.bytes.fill(1);
    const Clerk here(seal::key_pair_from(seed));
    Clerk::Place place;
    place.debate = debate;
    place.n = 1;
    place.clock = 1;
    const NewRow open =
        owner.entry(place, R"({"salt":"AAAAAAAAAAAAAAAAAAAAAA","do":"open","title":"a","fold":1,)"
                           R"("retention":{"days":1}})");
    Room room({0, std::string(debate), "epoch", owner.key(), 0});
    const std::string_view body = open.body;
    auto brought = room.judge(*kept.store).bring(write_line(open.head, open.sig, &body), 1000, {});
    REQUIRE(brought.is == Judge::Brought::Is::taken);
    room.accept(std::move(brought.row), std::move(brought.id));
    Terms terms;
    terms.among_others = true;
    const Addition addition = room.take_pending(here, 9000, terms);
    CHECK(addition.rows.size() == 1);
    CHECK(addition.ends == 9000 + day_ms);
    CHECK_FALSE(room.take_pending(here, 99000, terms).ends.has_value());
}

TEST_CASE("who waits for a position is told in order, and once", "[hub][cluster]") {
    Waiting waiting;
    std::vector<int> told;
    const auto note = [&told](int name) {
        return [&told, name](bool reached) { told.push_back(reached ? name : -name); };
    };
    waiting.add(7, 5, note(7));
    waiting.add(6, 5, note(6));
    waiting.add(5, 5, note(5));
    waiting.add(9, 5, note(9));
    CHECK(told == std::vector<int>{5});
    waiting.reach(7);
    CHECK(told == std::vector<int>{5, 6, 7});
    waiting.fail_behind(8);
    waiting.reach(100);
    CHECK(told == std::vector<int>{5, 6, 7, -9});
}

TEST_CASE("a debate's subjects have no tokens but its own", "[hub][cluster]") {
    CHECK(live_subject("example.org/square") == "palabre.live.example_org.square");
    CHECK(live_subject("a-b/c") == "palabre.live.a-b.c");
}

}  // namespace cluster_parts_test
