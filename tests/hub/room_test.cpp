#include "hub/room.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "hub/cluster_square.hpp"

namespace room_test {

using namespace palabre;
using namespace palabre::hub;
using cluster_world::Author;
using cluster_world::debate;
using cluster_world::key_of;

namespace {

// A hub alone, and what is written to it in one message each.
class AloneHub {
  public:
    AloneHub() {
        auto opened = Store::open(folder_.path);
        REQUIRE(opened.ok());
        store = std::move(opened).value();
        Settings settings;
        settings.message_entries = 5000;
        settings.entries_a_minute_of_key = 100000;
        settings.entries_of_new_key = 100000;
        settings.entries_a_minute_of_address = 100000;
        hub = std::make_unique<Hub>(settings, *store, key_of(1), loop_, "secret");
    }
    // What was said to whoever published it; "" where all was taken.
    std::string publish(const std::vector<NewRow>& rows, std::string_view owner) {
        std::string said;
        send(rows, owner, said);
        pass();
        return said;
    }
    // The same in no time.
    void send(const std::vector<NewRow>& rows, std::string_view owner, std::string& said) {
        const Hub::Caller caller{"192.0.2.1", ""};
        auto entered = hub->enter(debate, owner, caller);
        REQUIRE(entered.ok());
        std::string lines;
        for (const NewRow& each : rows) {
            const std::string_view body = each.body;
            lines.append(write_line(each.head, each.sig, &body)).append("\n");
        }
        hub->publish(*entered.value(), {lines, {}, {}, false}, caller,
                     [&said](const std::string& text) { said += text; }, {});
    }
    void pass(std::int64_t ms = 100) {
        time_.pass(ms, [this] {
            auto quiet = std::make_shared<bool>(false);
            hub->when_quiet([quiet] { *quiet = true; });
            return !*quiet;
        });
    }
    [[nodiscard]] std::int64_t now() const { return time_.now(); }

  private:
    hub_folder::Folder folder_;
    cluster_world::Time time_;
    cluster_world::WorldLoop loop_{time_};

  public:
    std::unique_ptr<Store> store;
    std::unique_ptr<Hub> hub;
};

}  // namespace

TEST_CASE("a room sends as often as it may, and half of the time at most", "[hub][room]") {
    CHECK(flush_again_at(1000, 1000, 20) == 1020);
    CHECK(flush_again_at(1000, 1010, 20) == 1020);
    CHECK(flush_again_at(1000, 1011, 20) == 1022);
    CHECK(flush_again_at(1000, 1500, 20) == 2000);
}

TEST_CASE("a room keeps more for readers who are behind where more read it", "[hub][room]") {
    CHECK(batch_bytes_kept(0) == 1U << 20);
    CHECK(batch_bytes_kept(256) == 1U << 20);
    CHECK(batch_bytes_kept(257) == 257U << 12);
    CHECK(batch_bytes_kept(4095) == 4095U << 12);
    CHECK(batch_bytes_kept(4096) == 16U << 20);
    CHECK(batch_bytes_kept(SIZE_MAX) == 16U << 20);
}

TEST_CASE("ballots on very many questions that are held back at once are all stamped",
          "[hub][room]") {
    AloneHub alone;
    Author owner{key_of(77), 0};
    const std::string key = owner.clerk.key();
    const std::string open = R"("do":"open","title":"square","fold":1,"clerks":[")";
    REQUIRE(alone.publish({owner.entry(open + key_of(1).key() + "\"]", alone.now())}, key).empty());
    std::vector<NewRow> asked;
    const std::string closes = std::to_string(alone.now() + 3600000);
    for (int i = 0; i < 600; ++i) {
        asked.push_back(owner.entry(R"("do":"ask","title":"a","method":"yes-no",)"
                                    R"("results":"after-close","closes":)" +
                                        closes,
                                    alone.now()));
    }
    REQUIRE(alone.publish(asked, key).empty());
    std::vector<NewRow> ballots;
    for (std::uint8_t voter = 80; voter < 82; ++voter) {
        Author who{key_of(voter), 0};
        for (std::size_t i = 0; i < (voter == 80 ? 600 : 400); ++i) {
            ballots.push_back(who.entry(
                R"("do":"ballot","choice":"yes","question":")" + entry_id(asked[i].head) + "\"",
                alone.now()));
        }
    }
    REQUIRE(alone.publish(ballots, key).empty());
    const Judge& judge = alone.hub->find(debate)->judge(*alone.store);
    std::size_t stamped = 0;
    for (const NewRow& each : ballots) {
        const Position at = judge.position_of(entry_id(each.head));
        stamped += at != 0 && judge.stamp_of(at) != 0 ? 1 : 0;
    }
    CHECK(stamped == ballots.size());
    std::size_t longest = 0;
    const StoredDebate stored = *alone.store->find(debate);
    alone.store->read(stored.row, 0, stored.head, [&longest](const StoredEntry& entry) {
        longest = std::max(longest, entry.body ? entry.body->size() : 0);
        return true;
    });
    CHECK(longest <= 65536);
    CHECK(longest > 40000);
}

TEST_CASE("words that were let out and erased before they went out go to nobody", "[hub][room]") {
    AloneHub alone;
    Author owner{key_of(77), 0};
    Author guest{key_of(78), 0};
    const std::string key = owner.clerk.key();
    REQUIRE(alone
                .publish({owner.entry(R"("do":"open","title":"square","fold":1,"read_first":true,)"
                                      R"("clerks":[")" +
                                          key_of(1).key() + "\"]",
                                      alone.now())},
                         key)
                .empty());
    const auto claim = [&alone](Author& by, const std::string& text) {
        return by.entry(R"("do":"claim","parent":"~","stance":"pro","text":")" + text + "\"",
                        alone.now());
    };
    const NewRow unread = claim(guest, "unmistakable");
    REQUIRE(alone.publish({unread}, key).empty());
    const std::string id = entry_id(unread.head);
    std::string said;
    // The first goes out at once, what comes right after it a moment later.
    alone.send({claim(owner, "first")}, key, said);
    alone.pass(1);
    alone.send({owner.entry(R"("do":"show","target":")" + id + "\"", alone.now())}, key, said);
    alone.pass(1);
    alone.send({guest.entry(R"("do":"erase","target":")" + id +
                                R"(","was":{"do":"claim","parent":"~","stance":"pro"})",
                            alone.now())},
               key, said);
    alone.pass();
    CHECK(said.empty());
    REQUIRE(alone.publish({claim(owner, "last")}, key).empty());
    const Room& room = *alone.hub->find(debate);
    std::string sent;
    for (Position at = 0; at < room.head(); ++at) {
        if (const Batch* const batch = room.batch_after(at)) sent += *batch->frame;
    }
    CHECK(sent.find("last") != std::string::npos);
    CHECK(sent.find("unmistakable") == std::string::npos);
}

TEST_CASE("what is refused leaves nothing behind, however much it is", "[hub][room]") {
    AloneHub alone;
    Author owner{key_of(77), 0};
    const std::string key = owner.clerk.key();
    REQUIRE(
        alone.publish({owner.entry(R"("do":"open","title":"square","fold":1)", alone.now())}, key)
            .empty());
    const auto names = [&alone] {
        return alone.hub->find(debate)->judge(*alone.store).live().debate().ledger().refs.size();
    };
    const auto refused = [&alone, &key](const std::string& body, std::string_view reason) {
        // What is refused takes none of its author's numbers.
        Author stranger{key_of(78), 0};
        const std::string said = alone.publish({stranger.entry(body, alone.now())}, key);
        CHECK(said.find(reason) != std::string::npos);
    };
    const std::size_t before = names();
    std::string ids;
    for (int i = 100; i < 400; ++i) ids += "\"AAAAAAAAAAAAAAAAAAA" + std::to_string(i) + "\",";
    refused(R"("do":"stamp","time":1,"ids":[)" + ids + "\"\"]", "right");
    CHECK(names() == before);

    const std::string filler(16'000, 'x');
    for (std::size_t i = 0; i * filler.size() <= refused_bytes_most; ++i) {
        refused(R"("do":"flag","reason":"r","target":")" + std::to_string(i) + filler + "\"",
                "refers");
    }
    CHECK(names() > before + 1000);
    alone.hub->sweep();
    CHECK(names() == before);
    REQUIRE(alone
                .publish({owner.entry(R"("do":"claim","parent":"~","stance":"pro","text":"a")",
                                      alone.now())},
                         key)
                .empty());
}

}  // namespace room_test
