#include "hub/cluster_sharing.hpp"

#include <algorithm>
#include <vector>

#include "hub/cluster_messages.hpp"
#include "interchange/composition.hpp"

namespace palabre::hub {

namespace {

constexpr std::int64_t again_ms = 1000;
constexpr std::size_t again_max = 100;
// NATS takes a message of 1 MiB.
constexpr std::size_t part_bytes_max = 400000;

// Lines, in texts of a bounded size.
void add_line(std::vector<std::string>& texts, const std::string& line) {
    if (texts.empty() || texts.back().size() + line.size() > part_bytes_max) {
        texts.emplace_back();
    }
    std::string& text = texts.back();
    if (!text.empty()) text.append("\n");
    text.append(line);
}

bool is_stamp(const StoredEntry& entry) {
    // A body's first key is its salt, of 22 characters, its second what it does.
    static constexpr std::string_view does = R"(","do":"stamp")";
    static constexpr std::size_t at = std::string_view(R"({"salt":")").size() + 22;
    return entry.body && entry.body->substr(std::min(at, entry.body->size()), does.size()) == does;
}

}  // namespace

void Sharing::begin(std::string run) {
    run_ = std::move(run);
    sent_ = 0;
    for (const auto& [key, piece] : pieces_) piece->sent = 0;
    tick();
}

std::int64_t Sharing::waiting() const {
    std::int64_t oldest = hub_.loop().ticks();
    for (const auto& [key, piece] : pieces_) oldest = std::min(oldest, piece->since);
    return hub_.loop().ticks() - oldest;
}

void Sharing::share(const Room& room) {
    for (const Room::Piece& each : room.uncovered()) {
        Shared& piece = pieces_[{room.stored().id, each.after}];
        if (piece) continue;
        piece = std::make_shared<Piece>();
        piece->debate = room.stored().id;
        piece->owner = room.stored().owner;
        piece->row = room.stored().row;
        piece->after = each.after;
        piece->to = each.to;
        piece->since = hub_.loop().ticks();
        send(piece);
    }
}

void Sharing::tick() {
    if (run_.empty()) return;
    std::vector<Shared> due;
    for (const auto& [key, piece] : pieces_) {
        if (due.size() == again_max) break;
        if (piece->sent == 0 || hub_.loop().ticks() - piece->sent >= again_ms) {
            due.push_back(piece);
        }
    }
    for (const Shared& piece : due) send(piece);
}

void Sharing::send(const Shared& piece) {
    if (run_.empty()) return;
    piece->sent = hub_.loop().ticks();
    std::vector<std::string> live;
    std::vector<std::string> heads;
    hub_.store().read_whole(piece->row, piece->after, piece->to, [&](const StoredEntry& entry) {
        add_line(live, line_of(entry));
        StoredEntry head = entry;
        if (!is_stamp(entry)) head.body.reset();
        add_line(heads, line_of(head));
        return true;
    });
    piece->live = live.size();
    piece->heads = heads.size();
    piece->kept = 0;
    piece->by_hub.clear();
    // To the hubs first: what JetStream has acknowledged was on its way to them before.
    for (const std::string& each : live) send_live(piece, each);
    for (std::string& each : heads) send_heads(piece, std::move(each));
}

void Sharing::send_live(const Shared& piece, const std::string& lines) {
    std::string text = hub_line("live",
                                {{"hub", hub_.clerk().key()},
                                 {"run", run_},
                                 {"debate", piece->debate},
                                 {"owner", piece->owner}},
                                {{"number", ++sent_}});
    text.append("\n").append(lines);
    const std::int64_t sent = piece->sent;
    asking_.ask_all(live_subject(piece->debate), std::move(text),
                    [this, piece, sent](const std::string* reply) {
                        HubMessage answer;
                        // Of an earlier time there may be another number of messages.
                        if (piece->sent != sent || !answer.read(*reply)) return;
                        if (answer.text("type") != "kept") return;
                        const std::string hub(answer.text("hub"));
                        if (++piece->by_hub[hub] == piece->live) cover(piece);
                    });
}

void Sharing::send_heads(const Shared& piece, std::string lines) {
    const std::int64_t sent = piece->sent;
    streams_.keep({piece->debate, piece->owner, std::move(lines)}, [this, piece, sent](bool kept) {
        if (piece->sent != sent || !kept) return;
        if (++piece->kept == piece->heads) cover(piece);
    });
}

void Sharing::cover(const Shared& piece) {
    if (pieces_.erase({piece->debate, piece->after}) == 0) return;
    hub_.cover(piece->debate, piece->after);
}

}  // namespace palabre::hub
