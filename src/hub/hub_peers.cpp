// What a hub does with what the other hubs have.
#include <algorithm>

#include "hub/hub.hpp"
#include "hub/log.hpp"
#include "interchange/line_reader.hpp"

namespace palabre::hub {

void Hub::join(Peers& peers, std::optional<Clerk> opener) {
    peers_ = &peers;
    opener_ = std::move(opener);
}

void Hub::cover(std::string_view debate, Position after) {
    Room* const room = find(debate);
    if (room == nullptr) return;
    room->cover(after);
    flush_later(*room);
}

// The other hub had its reasons to open it: limits are those of the hub that a reader asks.
Result<Room*> Hub::room_from_hub(std::string_view debate, std::string_view owner) {
    Room* room = find(debate);
    // What ended here does not begin again because another hub still has it.
    const bool over = room != nullptr ? room->is_over() || room->is_ending()
                                      : store_.last_checkpoint(debate).has_value();
    if (over) return Fault{"ended", std::string(debate), "This debate is over."};
    if (room == nullptr) {
        PALABRE_TRY(epoch, random_word());
        StoredDebate stored;
        stored.id = debate;
        stored.epoch = std::move(epoch);
        ++debates_of_site_[stored.id.substr(0, stored.id.find('/'))];
        room = &add_room(std::move(stored));
    }
    if (room->is_untouched()) room->set_owner(owner);
    if (room->stored().owner != owner) {
        return Fault{"owner", std::string(debate),
                     "Hubs opened this debate for two owners: they do not share it."};
    }
    return room;
}

Position Hub::take_line_from_hub(Room& room, std::string_view line, Sent sent) {
    Judge& judge = room.judge(store_);
    Judge::Brought brought = judge.bring(line, loop_.now(), terms_in(room), sent);
    switch (brought.is) {
        case Judge::Brought::Is::taken:
            room.accept(std::move(brought.row), std::move(brought.id));
            pending_.insert(&room);
            return brought.position;
        case Judge::Brought::Is::known: {
            // What is on its way to the disk has what it came with.
            const bool stored = brought.position <= room.stored().head;
            if (!brought.row.has_body || !stored || judge.is_erased(brought.position) ||
                store_.has_body(room.stored().row, brought.position)) {
                return brought.position;
            }
            const auto epoch = random_word();
            if (!epoch) return 0;
            judge.add_body(brought.row, brought.position);
            judge.settle();
            room.accept_late({brought.position, std::move(brought.row)}, epoch.value());
            pending_.insert(&room);
            // Its position is on the disk, its body is not yet: whoever asks again finds it so.
            return 0;
        }
        case Judge::Brought::Is::unsound:
        case Judge::Brought::Is::too_early:
            return 0;
    }
    return 0;
}

void Hub::take_from_hub(std::string_view debate, std::string_view owner, std::string_view lines,
                        Sent sent, std::function<void(bool)> then) {
    const auto room = room_from_hub(debate, owner);
    if (!room) {
        // That another hub still has what ended here is nothing to mend.
        if (room.fault().code != "ended") {
            log_event("error", "owners",
                      {{"debate", room.fault().where}, {"what", room.fault().what}});
        }
        return then(false);
    }
    bool all = true;
    Position last = 0;
    room.value()->judge(store_).look_ahead(lines, sent);
    while (!lines.empty()) {
        const std::string_view line = take_line(lines);
        if (line.empty()) continue;
        const Position position = take_line_from_hub(*room.value(), line, sent);
        all = all && position != 0;
        last = std::max(last, position);
    }
    room.value()->when_stored(last,
                              [all, then = std::move(then)](bool stored) { then(all && stored); });
    submit();
}

Result<SignedList> Hub::signed_list(const Room& room, Position size) {
    PALABRE_TRY(tree, store_.tree(room.stored().row, size));
    return clerk_.sign_list(settings_.name, room.stored().id, tree);
}

void Hub::keep_copy(Room& room, CopiedPiece piece) {
    if (room.is_over() || room.is_ending()) return;
    // What goes to the disk with it is asked of the fold.
    (void)room.judge(store_);
    room.accept_copy(std::move(piece));
    pending_.insert(&room);
    submit();
}

}  // namespace palabre::hub
