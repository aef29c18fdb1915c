#pragma once

#include <catch2/catch_test_macros.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "hub/cluster_world.hpp"

/// A debate among hubs in one process, and who writes there.
namespace cluster_world {

constexpr std::string_view debate = "example.org/square";
constexpr std::string_view salt = "AAAAAAAAAAAAAAAAAAAAAA";

inline Clerk key_of(std::uint8_t byte) {
    seal::Seed seed;
    seed.bytes.fill(byte);
    return Clerk(seal::key_pair_from(seed));
}

// Who writes: a key, and the number of its last entry.
struct Author {
    NewRow entry(const std::string& what, std::int64_t now) {
        return clerk.entry(place(now), R"({"salt":")" + std::string(salt) + R"(",)" + what + "}");
    }
    Clerk::Place place(std::int64_t now) {
        Clerk::Place made;
        made.debate = debate;
        made.n = made.clock = ++number;
        made.now = now;
        return made;
    }
    Clerk clerk;
    std::uint64_t number = 0;
};

// A debate that its owner has opened at the first hub for all of them.
struct Square {
    /// `more`: further fields of the `open`, each with a comma before it.
    explicit Square(std::size_t count, const std::string& more = "")
        : world(count), owner{key_of(77), 0}, guest{key_of(78), 0} {
        std::string clerks;
        for (std::size_t i = 0; i < count; ++i) {
            clerks.append(clerks.empty() ? "" : ",").append("\"");
            clerks.append(world[i].clerk().key()).append("\"");
        }
        const std::string open = R"("do":"open","title":"square","fold":1,"clerks":[)";
        CHECK(say(world[0], owner.entry(open + clerks + "]" + more, world.now())).empty());
        world.pass(3000);
    }
    NewRow claim(const std::string& text) {
        return guest.entry(R"("do":"claim","parent":"~","stance":"pro","text":")" + text + R"(")",
                           world.now());
    }
    std::string say(Member& at, const NewRow& row) {
        return world.publish(at, debate, row, owner.clerk.key());
    }
    World world;
    Author owner;
    Author guest;
};

// Where a hub has an entry in what may be shown, 0: nowhere; and whether with its body.
inline Position shown_at(Member& member, const NewRow& row) {
    Room* const room = member.hub().find(debate);
    if (room == nullptr) return 0;
    const Position at = room->judge(member.hub().store()).position_of(entry_id(row.head));
    return at <= room->head() ? at : 0;
}
inline bool has_body(Member& member, const NewRow& row) {
    Store& store = member.hub().store();
    return store.has_body(store.find(debate)->row, shown_at(member, row));
}
}  // namespace cluster_world
