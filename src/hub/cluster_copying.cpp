#include "hub/cluster_copying.hpp"

#include <algorithm>
#include <iterator>
#include <utility>

#include "hub/log.hpp"
#include "interchange/composition.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/line_reader.hpp"

namespace palabre::hub {

namespace {

// A piece's leaves are hashed at once, and readers wait meanwhile.
constexpr Position piece_max = 2000;
constexpr std::size_t announced_max = 500;
constexpr std::size_t asked_max = 8;
// Of one debate: hubs come and go, and each leaves its list behind.
constexpr std::size_t copies_max = 32;
constexpr std::int64_t retry_first_ms = 1000;
constexpr std::int64_t retry_most_ms = 3600000;

}  // namespace

void Copying::tick() {
    announce();
    ask_due();
}

void Copying::forget() {
    due_.clear();
    parted_.clear();
}

void Copying::announce() {
    std::string lines;
    std::size_t count = 0;
    for (auto each = changed_.begin(); each != changed_.end() && count < announced_max;) {
        const Room* const room = hub_.find(*each);
        if (room != nullptr && !room->is_over() && room->head() > 0) {
            JsonWriter json;
            json.begin_object().key("debate").string(*each).key("size");
            json.integer(static_cast<std::int64_t>(room->head()));
            lines.append("\n").append(json.end_object().take());
            ++count;
        }
        // What may not be shown yet will be.
        const bool waits = room != nullptr && room->head() < room->stored().head;
        each = waits ? std::next(each) : changed_.erase(each);
    }
    if (count == 0) return;
    bus_.send({lists_subject, "", hub_line("lists", {{"hub", hub_.clerk().key()}}).append(lines)});
}

void Copying::on_lists(const HubMessage& said) {
    const std::string hub(said.text("hub"));
    if (!is_key(hub) || hub == hub_.clerk().key()) return;
    std::string_view lines = said.lines();
    while (!lines.empty()) {
        HubMessage each;
        if (!each.read(take_line(lines))) return;
        hear(hub, each.text("debate"), each.number("size"));
    }
    ask_due();
}

void Copying::hear(const std::string& hub, std::string_view debate, Position size) {
    Key key(hub, debate);
    if (!is_debate_id(debate) || parted_.contains(key)) return;
    const auto stored = hub_.store().find(debate);
    const auto copy = stored ? hub_.store().copies().find(stored->row, hub) : std::nullopt;
    if (copy && copy->list.size >= size) return;
    Due& due = due_[std::move(key)];
    // What was not to be had before may be by now.
    if (due.wait > 0) due.next = due.wait = 0;
}

std::string Copying::answer(const HubMessage& asked) {
    const Room* const room = hub_.find(asked.text("debate"));
    const Position after = asked.number("after");
    if (room == nullptr || room->is_over() || room->head() == 0) return hub_line("error", {});
    const Position to = std::min(room->head(), after + piece_max);
    const auto list = hub_.signed_list(*room, to);
    if (!list) return hub_line("error", {});
    JsonWriter json;
    json.begin_object().key("type").string("list").key("owner").string(room->stored().owner);
    write_signed_list(json, list.value());
    std::string text = json.end_object().take();
    hub_.store().trees().leaves(room->stored().row, after, to > after ? to - after : 0,
                                [&text](std::string_view head, std::string_view) {
                                    text.append("\n").append(entry_id(head));
                                });
    return text;
}

void Copying::ask_due() {
    std::size_t asked = 0;
    for (const auto& [key, due] : due_) asked += due.asked ? 1 : 0;
    for (auto& [key, due] : due_) {
        if (asked >= asked_max) return;
        if (due.asked || due.next > hub_.loop().ticks()) continue;
        ask(key, due);
        ++asked;
    }
}

void Copying::ask(const Key& key, Due& due) {
    due.asked = true;
    const auto& [hub, debate] = key;
    const auto stored = hub_.store().find(debate);
    const auto copy = stored ? hub_.store().copies().find(stored->row, hub) : std::nullopt;
    const Position after = copy ? copy->list.size : 0;
    asking_.ask(asking_subject(hub), hub_line("list", {{"debate", debate}}, {{"after", after}}),
                [this, key, after](const std::string* text) { on_answer(key, after, text); });
}

void Copying::on_answer(const Key& key, Position after, const std::string* text) {
    const auto found = due_.find(key);
    if (found == due_.end()) return;
    Due& due = found->second;
    due.asked = false;
    HubMessage answer;
    const bool good = text != nullptr && answer.read(*text) && answer.text("type") == "list";
    switch (good ? take(key, after, answer) : Came::not_yet) {
        case Came::whole:
        case Came::never:
            due_.erase(found);
            break;
        case Came::some:
            // Once this piece is on the disk there may be another.
            due.wait = 0;
            due.next = hub_.loop().ticks() + retry_first_ms;
            break;
        case Came::not_yet:
            due.wait = std::clamp(2 * due.wait, retry_first_ms, retry_most_ms);
            due.next = hub_.loop().ticks() + due.wait;
            break;
    }
    ask_due();
}

Copying::Came Copying::take(const Key& key, Position after, const HubMessage& answer) {
    const auto& [hub, debate] = key;
    Room* const room = hub_.find(debate);
    if (room == nullptr) return hub_.store().last_checkpoint(debate) ? Came::never : Came::not_yet;
    if (room->is_over() || room->is_ending()) return Came::never;
    if (room->is_untouched() || room->stored().row == 0) return Came::not_yet;
    if (room->stored().owner != answer.text("owner")) return Came::never;
    auto list = signed_list_in(answer, hub);
    if (!list || list->size < after || !list->is_sound(debate)) return Came::never;
    if (list->size == after) return Came::whole;
    CopiedPiece piece;
    piece.list = std::move(*list);
    piece.after = after;
    const Came came = take_ids(*room, piece, answer.lines());
    if (came != Came::some) return came;
    const auto tree = grown(*room, piece);
    if (!tree) return Came::not_yet;
    if (tree->root() != piece.list.root) {
        const auto copy = hub_.store().copies().find(room->stored().row, hub);
        parted_.insert(key);
        // Two notes that do not belong together: whoever reads the log can show them.
        log_event("error", "two lists",
                  {{"hub", hub},
                   {"debate", debate},
                   {"kept", copy ? copy->list.note(debate) : ""},
                   {"said", piece.list.note(debate)}});
        return Came::never;
    }
    hub_.keep_copy(*room, std::move(piece));
    return Came::some;
}

Copying::Came Copying::take_ids(Room& room, CopiedPiece& piece, std::string_view ids) {
    const Judge& judge = room.judge(hub_.store());
    while (!ids.empty()) {
        const Position position = judge.position_of(take_line(ids));
        // It is on its way here, or will be found when hubs compare.
        if (position == 0 || position > room.stored().head) return Came::not_yet;
        piece.positions.push_back(position);
    }
    return piece.positions.size() == piece.list.size - piece.after ? Came::some : Came::never;
}

// The tree of the copy with this piece. Nothing where the copy is another by now, or may not be.
std::optional<seal::MerkleTree> Copying::grown(const Room& room, CopiedPiece& piece) {
    Store& store = hub_.store();
    const std::int64_t row = room.stored().row;
    const auto copy = store.copies().find(row, piece.list.clerk);
    if ((copy ? copy->list.size : 0) != piece.after) return std::nullopt;
    if (!copy && store.copies().of_debate(row).size() >= copies_max) return std::nullopt;
    std::optional<seal::MerkleTree> tree(std::in_place);
    if (copy) tree = store.copies().trees().tree(copy->row, piece.after);
    if (!tree) return std::nullopt;
    for (const Position position : piece.positions) {
        store.trees().leaves(
            row, position - 1, 1, [&](std::string_view head, std::string_view sig) {
                tree->add_hash(seal::leaf_hash(leaf_of(head, sig)), &piece.completed);
            });
    }
    return tree;
}

}  // namespace palabre::hub
