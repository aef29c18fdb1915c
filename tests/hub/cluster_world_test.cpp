// What takes hubs minutes or the loss of a disk, at a time of the test's own.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <string_view>

#include "hub/cluster_square.hpp"

namespace cluster_world_test {

using namespace cluster_world;

std::string epoch(Member& member) {
    return member.hub().store().find(debate)->epoch;
}

TEST_CASE("heads that only a stream has are taken without bodies in the end, which follow",
          "[hub][cluster]") {
    Square square(2);
    World& world = square.world;
    Member& writer = world[0];
    Member& other = world[1];
    // Nobody hears it but the streams.
    writer.bus().keep_from_hubs(true);
    const NewRow claim = square.claim("Only here.");
    CHECK(square.say(writer, claim).empty());
    REQUIRE(shown_at(writer, claim) != 0);
    writer.stop();
    world.pass(20000);
    CHECK(shown_at(other, claim) == 0);
    CHECK_FALSE(other.cluster().are_known());
    world.pass(60000);
    CHECK(other.cluster().are_known());
    REQUIRE(shown_at(other, claim) != 0);
    CHECK_FALSE(has_body(other, claim));
    CHECK(other.hub().figures().bodiless == 1);
    // Readers of that list have it without words: with them it is another list.
    const std::string before = epoch(other);
    writer.start();
    world.pass(10000);
    CHECK(has_body(other, claim));
    CHECK(epoch(other) != before);
    // What came late is no news for its own hub.
    CHECK(has_body(writer, claim));
}

TEST_CASE(
    "what a silent hub still brings to the streams is found at once, and whole when it is heard",
    "[hub][cluster]") {
    Square square(2);
    World& world = square.world;
    Member& writer = world[0];
    Member& other = world[1];
    writer.bus().keep_from_hubs(true);
    // Long enough that the streams were read because it went silent.
    world.pass(60000);
    CHECK(other.hub().figures().hubs == 0);
    CHECK(other.cluster().are_known());
    const NewRow claim = square.claim("Only streams hear this.");
    CHECK(square.say(writer, claim).empty());
    REQUIRE(shown_at(writer, claim) != 0);
    world.pass(15000);
    CHECK_FALSE(other.cluster().are_known());
    CHECK(shown_at(other, claim) == 0);
    writer.bus().keep_from_hubs(false);
    world.pass(5000);
    REQUIRE(shown_at(other, claim) != 0);
    CHECK(has_body(other, claim));
    CHECK(other.cluster().are_known());
    CHECK(other.hub().figures().bodiless == 0);
}

TEST_CASE("looking for a silent hub's entries keeps nobody waiting", "[hub][cluster]") {
    Square square(2);
    World& world = square.world;
    world[0].stop();
    world.pass(20000);
    for (int second = 0; second < 30; ++second) {
        CHECK(world[1].cluster().are_known());
        world.pass(1000);
    }
}

TEST_CASE("an outcome waits until hubs know what the others have", "[hub][cluster]") {
    Square square(2);
    World& world = square.world;
    Member& writer = world[0];
    Member& other = world[1];
    writer.bus().keep_from_hubs(true);
    CHECK(square.say(writer, square.claim("Not everywhere yet.")).empty());
    writer.stop();
    world.pass(20000);
    const NewRow outcome =
        square.owner.entry(R"("do":"outcome","target":"~","text":"So be it.")", world.now());
    const std::string said = square.say(other, outcome);
    CHECK(said.find(R"("code":"busy")") != std::string::npos);
    CHECK(said.find("comparing") != std::string::npos);
    CHECK(shown_at(other, outcome) == 0);
    world.pass(60000);
    CHECK(square.say(other, outcome).empty());
    CHECK(shown_at(other, outcome) != 0);
}

TEST_CASE("a hub that begins takes nothing from readers before it has what the others have",
          "[hub][cluster]") {
    Square square(2);
    World& world = square.world;
    Member& back = world[1];
    CHECK(square.say(world[0], square.claim("Before.")).empty());
    world.pass(3000);
    back.stop();
    CHECK(square.say(world[0], square.claim("Meanwhile.")).empty());
    back.start();
    // An author's next number follows from what the others have.
    const NewRow next = square.claim("Next.");
    CHECK(square.say(back, next).find(R"("code":"busy")") != std::string::npos);
    world.pass(6000);
    CHECK(square.say(back, next).empty());
    CHECK(shown_at(back, next) != 0);
}

TEST_CASE("a hub whose disk was lost signs nothing any more with its key", "[hub][cluster]") {
    Square square(3);
    World& world = square.world;
    Member& lost = world[0];
    CHECK(square.say(lost, square.claim("Signed.")).empty());
    world.pass(5000);
    CHECK_FALSE(lost.gave_up.has_value());
    lost.lose_disk();
    lost.start();
    world.pass(6000);
    REQUIRE(lost.gave_up.has_value());
    CHECK(lost.gave_up->code == "lost");
    CHECK(lost.gave_up->where == debate);
    // Nor has it begun a list of its own.
    CHECK(lost.hub().store().debates().empty());
}

TEST_CASE("a copy of another hub's list has the root that this hub signed", "[hub][cluster]") {
    Square square(2);
    World& world = square.world;
    for (int i = 0; i < 300; ++i) {
        CHECK(square.say(world[static_cast<std::size_t>(i % 2)], square.claim("One of many."))
                  .empty());
        world.pass(5);
    }
    world.pass(10000);
    for (std::size_t i = 0; i < 2; ++i) {
        Hub& signer = world[i].hub();
        Store& keeper = world[1 - i].hub().store();
        const std::int64_t row = keeper.find(debate)->row;
        const auto copy = keeper.copies().find(row, signer.clerk().key());
        REQUIRE(copy.has_value());
        Room& room = *signer.find(debate);
        CHECK(copy->list.size == room.head());
        CHECK(copy->list.note(debate) == signer.checkpoint(room).value());
        const auto tree = keeper.copies().trees().tree(copy->row, copy->list.size);
        REQUIRE(tree.has_value());
        CHECK(tree->root() == copy->list.root);
        Position at = 0;
        keeper.read_copy(copy->row, 0, copy->list.size, [&](const StoredEntry& entry) {
            std::string own;
            signer.store().read(room.stored().row, at, at + 1, [&own](const StoredEntry& each) {
                own = line_of(each);
                return true;
            });
            CHECK(line_of(entry) == own);
            ++at;
            return true;
        });
        CHECK(at == room.head());
    }
}

}  // namespace cluster_world_test
