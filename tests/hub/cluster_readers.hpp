#pragma once

#include <memory>
#include <string>
#include <string_view>

#include "hub/cluster_square.hpp"
#include "hub/set_digests.hpp"

/// What readers and moderators are given by hubs in one process.
namespace cluster_world {

// Everything that a reader of a hub was ever sent of the debate.
class Reader final : public Follower {
  public:
    explicit Reader(Member& member) : member_(member), room_(*member.hub().find(debate)) {
        member_.hub().follow(room_, *this);
        wake();
    }
    ~Reader() override { member_.hub().leave(room_, *this); }
    Reader(const Reader&) = delete;
    Reader& operator=(const Reader&) = delete;

    void wake() override {
        while (after_ < room_.head()) {
            Hub& hub = member_.hub();
            const Batch* batch = room_.batch_after(after_);
            if (batch == nullptr)
                batch = room_.stored_batch(after_, hub.store(), hub.loop().ticks());
            if (batch == nullptr) return;
            said_ += *batch->frame;
            after_ = batch->to;
        }
    }
    [[nodiscard]] bool knows(std::string_view words) const {
        return said_.find(words) != std::string::npos;
    }

  private:
    Member& member_;
    Room& room_;
    Position after_ = 0;
    std::string said_;
};

// Everything that a hub gives whoever asks: its list, its copies of others', what was let out, what
// moderators did.
inline std::string given(Member& member) {
    std::string all;
    Hub& hub = member.hub();
    Room* const room = hub.find(debate);
    if (room == nullptr) return all;
    const auto add = [&all](const StoredEntry& entry) {
        all += line_of(entry);
        return true;
    };
    const std::int64_t row = room->stored().row;
    hub.store().read(row, 0, room->stored().head, add);
    hub.store().read_released(row, held_for_reading, 0, 0, add);
    for (const ListCopies::Copy& each : hub.store().copies().of_debate(row)) {
        hub.store().read_copy(each.row, 0, each.list.size, add);
    }
    return all + hub.moderation(*room, 0, 1000);
}
inline bool gives(Member& member, std::string_view words) {
    return given(member).find(words) != std::string::npos;
}
// How many stamps in a hub's list say of an entry that it waits.
inline int said_to_wait(Member& member, const NewRow& row) {
    const std::string said = R"(\"held\":{\"~\":[\")" + entry_id(row.head);
    Store& store = member.hub().store();
    int count = 0;
    store.read(store.find(debate)->row, 0, store.find(debate)->head, [&](const StoredEntry& entry) {
        count += line_of(entry).find(said) != std::string::npos ? 1 : 0;
        return true;
    });
    return count;
}
// What a moderator who asks this hub has to read.
inline std::string waiting(Member& member) {
    std::string all;
    Store& store = member.hub().store();
    store.read_unread(store.find(debate)->row, 0, [&all](const StoredEntry& entry) {
        all += line_of(entry);
        return true;
    });
    return all;
}
inline bool waits(Member& member, std::string_view words) {
    return waiting(member).find(words) != std::string::npos;
}
inline std::string digest(Member& member) {
    SetDigests digests(member.hub().store());
    std::uint64_t entries = 0;
    return digests.whole(*member.hub().store().find(debate), entries);
}
inline std::string target(const NewRow& row) {
    return R"("target":")" + entry_id(row.head) + R"(")";
}
inline std::string role_of(const Author& who, bool on) {
    return R"("do":"role","role":"moderator","key":")" + who.clerk.key() + R"(","on":)" +
           (on ? "true" : "false");
}
inline std::string claims(const std::string& text) {
    return R"("do":"claim","parent":"~","stance":"pro","text":")" + text + R"(")";
}

}  // namespace cluster_world
