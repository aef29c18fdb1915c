#include "hub/list_routes.hpp"

#include <algorithm>
#include <utility>

#include "hub/routes.hpp"
#include "hub/tree_routes.hpp"
#include "interchange/json_writer.hpp"

namespace palabre::hub {

namespace {

constexpr std::size_t log_bytes_max = 64U << 20;

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

HttpAnswer log_answer(const StoredDebate& debate, const ReadList& read) {
    JsonWriter json;
    json.begin_object().key("debate").string(debate.id);
    json.key("owner").string(debate.owner).end_object();
    std::string text = json.take() + "\n";
    read([&text](const StoredEntry& entry) {
        text.append(line_of(entry)).append("\n");
        return text.size() < log_bytes_max;
    });
    if (text.size() >= log_bytes_max) {
        return error_answer(
            413, {"size", "It is too long for one answer: ask for its entries.", {}, "", {}, {}});
    }
    HttpAnswer whole;
    whole.type = "application/x-ndjson";
    whole.body = std::move(text);
    return whole;
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
        return log_answer(room.stored(),
                          [&](const auto& each) { store.read(row, 0, room.head(), each); });
    }
    const auto copy = store.copies().find(row, clerk);
    if (!copy) {
        return error_answer(404, {"hub", "No list of such a hub is kept here.", {}, "", {}, {}});
    }
    if (what == "log") {
        return log_answer(room.stored(), [&](const auto& each) {
            store.read_copy(copy->row, 0, copy->list.size, each);
        });
    }
    const AskedList list{
        room.stored().id, "", copy->row, copy->list.size, store.copies().trees(), [&] {
            return copy->list.note(room.stored().id);
        }};
    return answer_of_tree(list, what, query);
}

}  // namespace palabre::hub
