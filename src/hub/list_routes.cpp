#include "hub/list_routes.hpp"

#include <algorithm>
#include <utility>

#include "hub/routes.hpp"
#include "hub/tree_routes.hpp"
#include "interchange/json_writer.hpp"

namespace palabre::hub {

namespace {

constexpr std::size_t piece_bytes = 64U << 10;

void add_list(JsonWriter& json, std::string_view clerk, std::string_view name, Position size) {
    json.begin_object().key("clerk").string(clerk).key("name").string(name);
    json.key("size").integer(static_cast<std::int64_t>(size)).end_object();
}

HttpAnswer all_lists(Hub& hub, const Room& room) {
    JsonWriter json;
    json.begin_object().key("debate").string(room.stored().id).key("hubs").begin_array();
    add_list(json, hub.clerk().key(), hub.settings().name, room.head());
    for (const ListCopies::Copy& each : hub.store().copies().of_debate(room.stored().row)) {
        add_list(json, each.list.clerk, each.list.name, each.list.size);
    }
    HttpAnswer answer;
    answer.body = json.end_array().end_object().take();
    answer.headers.emplace_back("Cache-Control", "no-store");
    return answer;
}

}  // namespace

HttpAnswer log_answer(Store& store, const StoredDebate& debate, Position to, ReadList read) {
    JsonWriter json;
    json.begin_object().key("debate").string(debate.id);
    json.key("owner").string(debate.owner).end_object();
    HttpAnswer log;
    log.type = "application/x-ndjson";
    log.body = json.take() + "\n";
    if (to == 0) return log;
    log.rest = [&store, id = debate.id, to, read = std::move(read),
                after = Position{0}](std::string& piece) mutable {
        bool whole = true;
        read(after, [&](const StoredEntry& entry) {
            whole = entry.position == after + 1;
            if (!whole) return false;
            after = entry.position;
            piece.append(line_of(entry)).append("\n");
            return piece.size() < piece_bytes && after < to;
        });
        // A debate that is deleted meanwhile leaves its row to another, and its id to none.
        if (!whole || piece.empty() || !store.find(id)) return Piece::broken;
        return after == to ? Piece::last : Piece::more;
    };
    return log;
}

HttpAnswer own_log(Hub& hub, const Room& room) {
    Store& store = hub.store();
    const Position head = room.head();
    return log_answer(store, room.stored(), head,
                      [&store, row = room.stored().row, head](Position after, const auto& each) {
                          store.read(row, after, head, each);
                      });
}

std::optional<HttpAnswer> answer_of_lists(Hub& hub, Room& room, std::string_view what,
                                          std::string_view query) {
    constexpr std::string_view below = "hubs/";
    if (what == "hubs") return all_lists(hub, room);
    if (what.substr(0, below.size()) != below) return std::nullopt;
    what.remove_prefix(below.size());
    const std::string_view clerk = what.substr(0, what.find('/'));
    what.remove_prefix(std::min(what.size(), clerk.size() + 1));
    Store& store = hub.store();
    const std::int64_t row = room.stored().row;
    // So that a reader may ask any hub for any list by one address.
    if (clerk == hub.clerk().key()) {
        if (what != "log") return answer_of_tree(own_list(hub, room), what, query);
        return own_log(hub, room);
    }
    const auto copy = store.copies().find(row, clerk);
    if (!copy) {
        return error_answer(404, {"hub", "No list of such a hub is kept here.", {}, "", {}, {}});
    }
    if (what == "log") {
        const Position size = copy->list.size;
        return log_answer(store, room.stored(), size,
                          [&store, of = copy->row, size](Position after, const auto& each) {
                              store.read_copy(of, after, size, each);
                          });
    }
    const AskedList list{
        room.stored().id, "", copy->row, copy->list.size, store.copies().trees(), [&] {
            return copy->list.note(room.stored().id);
        }};
    return answer_of_tree(list, what, query);
}

}  // namespace palabre::hub
