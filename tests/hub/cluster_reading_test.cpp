// A moderator reads first, at several hubs: no reader of any hub is given words before they are let
// be seen, and all hubs come to the same.
#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hub/cluster_readers.hpp"

namespace cluster_reading_test {

using namespace cluster_world;

constexpr const char* first = R"(,"read_first":true)";

struct Reading : Square {
    explicit Reading(std::size_t count, const std::string& more = first)
        : Square(count, more), moderator{key_of(79), 0} {}
    void show(Member& at, Author& by, const NewRow& row) {
        CHECK(say(at, by.entry(R"("do":"show",)" + target(row), world.now())).empty());
    }
    Author moderator;
};

TEST_CASE("what is taken at one hub is unread at all, and let out at all by one",
          "[hub][cluster][reading]") {
    Reading square(3);
    World& world = square.world;
    std::vector<std::unique_ptr<Reader>> readers;
    for (std::size_t i = 0; i < 3; ++i) readers.push_back(std::make_unique<Reader>(world[i]));
    const NewRow claim = square.claim("Unread words.");
    CHECK(square.say(world[0], claim).empty());
    world.pass(5000);
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        REQUIRE(shown_at(world[i], claim) != 0);
        CHECK(has_body(world[i], claim));
        CHECK_FALSE(gives(world[i], "Unread words."));
        CHECK(waits(world[i], "Unread words."));
    }
    // One stamp says that it waits: that of the hub that took it.
    for (std::size_t i = 0; i < 3; ++i) CHECK(said_to_wait(world[i], claim) == 1);
    const NewRow answer =
        square.guest.entry(R"("do":"claim","stance":"pro","text":"Too soon.","parent":")" +
                               entry_id(claim.head) + R"(")",
                           world.now());
    CHECK(square.say(world[2], answer).find(R"("unread")") != std::string::npos);
    --square.guest.number;
    square.show(world[1], square.owner, claim);
    world.pass(5000);
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        CHECK(gives(world[i], "Unread words."));
        CHECK_FALSE(waits(world[i], "Unread words."));
        CHECK(readers[i]->knows("Unread words."));
        CHECK(digest(world[i]) == digest(world[0]));
        CHECK(world[i].cluster().are_known());
    }
}

TEST_CASE("a hub that was away, or begins anew, comes to what the others give out",
          "[hub][cluster][reading]") {
    Reading square(3);
    World& world = square.world;
    const NewRow shown = square.claim("Shown meanwhile.");
    CHECK(square.say(world[0], shown).empty());
    world.pass(3000);
    world[2].stop();
    const NewRow kept = square.claim("Written meanwhile.");
    CHECK(square.say(world[0], kept).empty());
    square.show(world[1], square.owner, shown);
    world.pass(3000);
    // Its disk has the words, nobody was given them by it.
    world[2].start();
    CHECK(waits(world[2], "Shown meanwhile."));
    Reader back(world[2]);
    world.pass(10000);
    CHECK(back.knows("Shown meanwhile."));
    CHECK_FALSE(back.knows("Written meanwhile."));
    CHECK(waits(world[2], "Written meanwhile."));
    // The hub that took it is gone, and the words are not.
    world[0].stop();
    square.show(world[2], square.owner, kept);
    world.pass(10000);
    CHECK(gives(world[1], "Written meanwhile."));
    CHECK(back.knows("Written meanwhile."));
    CHECK(digest(world[1]) == digest(world[2]));
}

TEST_CASE("a hub that does not know of an office yet holds, and gives out when it does",
          "[hub][cluster][reading]") {
    Reading square(2);
    World& world = square.world;
    Member& far = world[1];
    const NewRow claim = square.claim("Unread words.");
    CHECK(square.say(world[0], claim).empty());
    world.pass(3000);
    Hub& hub = far.hub();
    const auto bring = [&](const std::vector<NewRow>& rows) {
        std::string lines;
        for (const NewRow& each : rows) {
            const std::string_view body = each.body;
            lines.append(lines.empty() ? "" : "\n").append(write_line(each.head, each.sig, &body));
        }
        hub.take_from_hub(debate, square.owner.clerk.key(), lines, Sent::in_order, [](bool) {});
        world.pass(0);
    };
    far.bus().connect(false);
    world[0].bus().connect(false);
    world.pass(0);
    // The first hub's stamps, made here as it would make them.
    const Clerk clerk = world[0].clerk();
    std::uint64_t n = 1000;
    const auto stamped = [&](const NewRow& row, std::int64_t time) {
        Clerk::Place place = square.owner.place(world.now());
        --square.owner.number;
        place.n = ++n;
        const std::vector<std::string> ids{entry_id(row.head)};
        return clerk.stamp(place, time, ids).value();
    };
    const NewRow role = square.owner.entry(role_of(square.moderator, true), world.now());
    const NewRow role_stamp = stamped(role, world.now() + 1000);
    const NewRow own = square.moderator.entry(claims("A moderator's own."), world.now());
    const NewRow own_stamp = stamped(own, world.now() + 1001);
    const NewRow show = square.moderator.entry(R"("do":"show",)" + target(claim), world.now());
    const NewRow show_stamp = stamped(show, world.now() + 1002);
    bring({own, own_stamp, show, show_stamp});
    CHECK_FALSE(gives(far, "Unread words."));
    CHECK_FALSE(gives(far, "A moderator's own."));
    bring({role, role_stamp});
    CHECK(gives(far, "Unread words."));
    CHECK(gives(far, "A moderator's own."));
}

TEST_CASE("a hub that is no clerk of the debate holds too, and the others say so for it",
          "[hub][cluster][reading]") {
    Reading square(3);
    World& world = square.world;
    const NewRow role = square.owner.entry(
        R"("do":"role","role":"clerk","on":false,"key":")" + world[2].clerk().key() + R"(")",
        world.now());
    CHECK(square.say(world[0], role).empty());
    world.pass(3000);
    const NewRow claim = square.claim("Unread words.");
    CHECK(square.say(world[2], claim).empty());
    // The others stamp it when that hub's own stamp would have come.
    world.pass(10000);
    for (std::size_t i = 0; i < 3; ++i) world[i].hub().sweep();
    world.pass(3000);
    for (std::size_t i = 0; i < 3; ++i) {
        CAPTURE(i);
        CHECK_FALSE(gives(world[i], "Unread words."));
        Room& room = *world[i].hub().find(debate);
        const Judge& judge = room.judge(world[i].hub().store());
        const Position at = shown_at(world[i], claim);
        REQUIRE(at != 0);
        CHECK(judge.live().debate().is_sealed(EntryIndex(static_cast<std::size_t>(at - 1))));
    }
    const NewRow show = square.owner.entry(R"("do":"show",)" + target(claim), world.now());
    CHECK(square.say(world[2], show).empty());
    world.pass(5000);
    for (std::size_t i = 0; i < 3; ++i) CHECK(gives(world[i], "Unread words."));
    world.pass(10000);
    for (std::size_t i = 0; i < 3; ++i) world[i].hub().sweep();
    world.pass(3000);
    for (std::size_t i = 0; i < 3; ++i) {
        Room& room = *world[i].hub().find(debate);
        CHECK_FALSE(room.judge(world[i].hub().store()).lacks_stamp(shown_at(world[i], show)));
    }
}

TEST_CASE("hubs of which one alone reads first by its configuration hold at that one",
          "[hub][cluster][reading]") {
    Reading square(2, "");
    World& world = square.world;
    Member& strict = world[1];
    strict.stop();
    Site site;
    site.name = "example.org";
    site.read_first = true;
    strict.settings().sites.push_back(site);
    strict.start();
    world.pass(10000);
    const NewRow lax = square.claim("Taken where nobody reads first.");
    CHECK(square.say(world[0], lax).empty());
    world.pass(3000);
    CHECK(gives(world[0], "Taken where nobody reads first."));
    CHECK_FALSE(gives(strict, "Taken where nobody reads first."));
    // Its own stamp tells its readers that nothing is missing.
    CHECK(said_to_wait(strict, lax) == 1);
    const NewRow held = square.claim("Taken where one does.");
    CHECK(square.say(strict, held).empty());
    world.pass(3000);
    for (std::size_t i = 0; i < 2; ++i) CHECK_FALSE(gives(world[i], "Taken where one does."));
    square.show(world[0], square.owner, held);
    square.show(world[0], square.owner, lax);
    world.pass(3000);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK(gives(world[i], "Taken where one does."));
        CHECK(gives(world[i], "Taken where nobody reads first."));
        CHECK(world[i].cluster().are_known());
    }
    CHECK(digest(world[0]) == digest(strict));
}

TEST_CASE("what is erased unread is on no hub's disk", "[hub][cluster][reading]") {
    Reading square(2);
    World& world = square.world;
    const NewRow claim = square.claim("Erased unread.");
    CHECK(square.say(world[0], claim).empty());
    world.pass(3000);
    REQUIRE(has_body(world[1], claim));
    const std::string erase = R"("do":"erase","was":{"do":"claim","parent":"~","stance":"pro"},)";
    CHECK(square.say(world[1], square.guest.entry(erase + target(claim), world.now())).empty());
    world.pass(3000);
    for (std::size_t i = 0; i < 2; ++i) {
        CHECK_FALSE(has_body(world[i], claim));
        CHECK_FALSE(waits(world[i], "Erased unread."));
    }
}

TEST_CASE("a body that comes late is held too, and given out where a show had come before it",
          "[hub][cluster][reading]") {
    Reading square(2);
    World& world = square.world;
    Member& writer = world[0];
    Member& other = world[1];
    writer.bus().keep_from_hubs(true);
    const NewRow kept = square.claim("Late and unread.");
    const NewRow shown = square.claim("Late and shown.");
    CHECK(square.say(writer, kept).empty());
    CHECK(square.say(writer, shown).empty());
    square.show(writer, square.owner, shown);
    writer.stop();
    world.pass(80000);
    REQUIRE(shown_at(other, kept) != 0);
    CHECK_FALSE(has_body(other, kept));
    writer.start();
    world.pass(10000);
    CHECK(has_body(other, kept));
    CHECK_FALSE(gives(other, "Late and unread."));
    CHECK(waits(other, "Late and unread."));
    CHECK(gives(other, "Late and shown."));
}

TEST_CASE("what only a stream has is found though the connection goes while streams are read",
          "[hub][cluster][reading]") {
    Reading square(2, "");
    World& world = square.world;
    Member& writer = world[0];
    Member& other = world[1];
    // Nobody hears it but the streams.
    writer.bus().keep_from_hubs(true);
    const NewRow claim = square.claim("Only a stream has it.");
    CHECK(square.say(writer, claim).empty());
    REQUIRE(shown_at(writer, claim) != 0);
    writer.stop();
    // This debate's stream is read before the last one.
    other.bus().cut_at("$JS.API.STREAM.INFO.PALABRE_3");
    for (int i = 0; i < 60 && !other.bus().is_cut(); ++i) world.pass(1000);
    REQUIRE(other.bus().is_cut());
    CHECK(shown_at(other, claim) == 0);
    world.pass(1000);
    other.bus().connect(true);
    world.pass(100000);
    CHECK(shown_at(other, claim) != 0);
    CHECK(other.hub().figures().bodiless == 1);
}

TEST_CASE("a ballot that comes before its question is held by a hub that was away",
          "[hub][cluster][reading]") {
    Reading square(2, "");
    World& world = square.world;
    Member& back = world[1];
    back.bus().connect(false);
    world.pass(1000);
    const std::string closes = std::to_string(world.now() + 60000);
    const NewRow ask = square.owner.entry(
        R"("do":"ask","title":"a","method":"yes-no","results":"after-close","closes":)" + closes,
        world.now());
    CHECK(square.say(world[0], ask).empty());
    world.pass(3000);
    back.bus().connect(true);
    world.pass(0);
    REQUIRE(shown_at(back, ask) == 0);
    const NewRow ballot = square.guest.entry(
        R"("do":"ballot","choice":"yes","question":")" + entry_id(ask.head) + R"(")", world.now());
    CHECK(square.say(world[0], ballot).empty());
    for (int i = 0; i < 10; ++i) {
        world.pass(1000);
        CHECK_FALSE(gives(back, R"(\"choice\")"));
    }
    CHECK(has_body(back, ballot));
    CHECK(digest(back) == digest(world[0]));
    CHECK(back.cluster().are_known());
    world.pass(60000);
    for (std::size_t i = 0; i < 2; ++i) world[i].hub().sweep();
    world.pass(3000);
    CHECK(gives(back, R"(\"choice\")"));
}

}  // namespace cluster_reading_test
