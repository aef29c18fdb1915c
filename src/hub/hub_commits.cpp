// What goes to the disk and comes back from it.
#include <algorithm>

#include "deliberation/base64url.hpp"
#include "hub/hub.hpp"
#include "hub/moderation.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/replay.hpp"

namespace palabre::hub {

namespace {

// A debate that nobody follows stays in memory for so long.
constexpr std::int64_t room_idle_ms = 60000;
constexpr std::int64_t storage_retry_ms = 5000;
constexpr std::int64_t snapshot_again_ms = 10000;
// Who asks for the acts of moderation again and again costs a look at the log so often.
constexpr std::int64_t acts_again_ms = 1000;

}  // namespace

std::string Hub::receipt(Room& room, const std::vector<Position>& positions,
                         std::optional<std::int64_t> re) {
    const Judge& judge = room.judge(store_);
    const Ledger& ledger = judge.live().debate().ledger();
    std::vector<std::string> ids;
    std::set<Position> stamps;
    for (const Position position : positions) {
        const EntryIndex index(static_cast<std::size_t>(position - 1));
        ids.emplace_back(ledger.text(ledger.at(index).id));
        if (const Position stamp = judge.stamp_of(position)) stamps.insert(stamp);
    }
    std::vector<std::string> lines;
    lines.reserve(stamps.size());
    for (const Position stamp : stamps) lines.push_back(judge.line(stamp));
    return receipt_message(re, ids, lines);
}

void Hub::finish_publishing(Publishing& publishing, std::function<void()> finished) {
    std::vector<Position> positions = publishing.had;
    Position last = 0;
    for (const Position each : publishing.fresh) last = std::max(last, each);
    for (const Position each : positions) last = std::max(last, each);
    if (publishing.publication.receipts) {
        positions.insert(positions.end(), publishing.fresh.begin(), publishing.fresh.end());
    }
    if (last == 0) {
        if (finished) finished();
        return;
    }
    const auto then = [this, room = &publishing.room, re = publishing.publication.re,
                       say = publishing.say, positions = std::move(positions),
                       finished = std::move(finished)](bool durable) {
        if (!durable) {
            ++figures_.errors;
            say(error_message(
                {"storage", "The hub could not keep it.", re, "", {}, storage_retry_ms}));
        } else if (!positions.empty()) {
            say(receipt(*room, positions, re));
        }
        if (finished) finished();
    };
    publishing.room.when_shown(last, then);
}

void Hub::submit() {
    if (writing_ || pending_.empty()) return;
    Writer::Batch batch;
    for (Room* room : pending_) {
        batch.push_back(room->take_pending(clerk_, loop_.now(), terms_in(*room)));
    }
    pending_.clear();
    writing_ = true;
    writer_.submit(std::move(batch));
}

void Hub::batch_done(const Writer::Batch& batch, const std::optional<Fault>& fault) {
    writing_ = false;
    storage_fault_ = fault;
    if (fault) {
        ++figures_.failed_commits;
        // What came meanwhile was judged after entries that are not there.
        for (const Addition& each : batch) {
            Room* const room = find(each.debate.id);
            if (room == nullptr) continue;
            pending_.erase(room);
            room->drop_pending();
        }
    } else {
        ++figures_.commits;
        for (const Addition& each : batch) {
            figures_.entries += each.rows.size();
            Room* const room = find(each.debate.id);
            if (room == nullptr) continue;
            room->committed(each, store_);
            // Of the same positions readers now have more, or less.
            const bool bodies = !each.erased.empty() || !each.late.empty();
            const bool other = !each.released.empty() || !each.read.empty();
            if (other || bodies) snapshots_.erase(room);
            if (peers_ != nullptr && bodies) peers_->bodies_changed(each.debate.id);
            if (room->is_over()) {
                forget(*room);
            } else if (peers_ != nullptr) {
                peers_->share(*room);
            }
            flush_later(*room);
        }
    }
    submit();
    if (writing_) return;
    std::vector<std::function<void()>> quiet;
    quiet.swap(quiet_);
    for (const auto& then : quiet) then();
}

void Hub::flush_later(Room& room) {
    // The first after a pause goes at once, and what follows waits for the others of its time.
    const std::int64_t wait = room.next_flush - loop_.ticks();
    if (wait <= 0) {
        unsent_.erase(&room);
        flush(room);
        return;
    }
    if (!unsent_.insert(&room).second) return;
    loop_.after(wait, [this, &room] {
        // The room may be gone, or flushed meanwhile.
        if (unsent_.erase(&room) != 0) flush(room);
    });
}

void Hub::flush(Room& room) {
    const std::int64_t began = loop_.ticks();
    room.flush();
    room.next_flush = flush_again_at(began, loop_.ticks(), settings_.batch_ms);
}

void Hub::when_quiet(std::function<void()> then) {
    if (!writing_ && pending_.empty())
        then();
    else
        quiet_.push_back(std::move(then));
}

std::string Hub::snapshot(Room& room, bool around) {
    Signed& known = snapshots_[&room];
    // An older one is as good: what came since is its tail. A digest of the whole costs time.
    const bool fresh = known.size == room.head() || loop_.ticks() - known.made < snapshot_again_ms;
    const std::int64_t began = loop_.ticks();
    // The digest holds the tally of every question, and where all wait for it nobody is served.
    if (!known.json.empty() && (fresh || !snapshots_share_.may_begin(began))) return known.json;
    if (!snapshots_share_.may_begin(began)) return {};
    std::unique_ptr<Judge> shown;
    if (room.accepted() != room.head() || room.has_late()) {
        // What waits for hubs that are away may wait for long.
        if (!around && (peers_ == nullptr || peers_->are_reachable())) return {};
        shown = room.judge_of_shown(store_);
    }
    const Judge& judge = shown ? *shown : room.judge(store_);
    const auto tree = room.tree(store_);
    if (!tree) return {};
    JsonWriter note;
    note.begin_object().key("debate").string(room.stored().id);
    note.key("epoch").string(room.stored().epoch).key("owner").string(room.stored().owner);
    note.key("size").integer(static_cast<std::int64_t>(room.head()));
    note.key("root").string(to_base64url(tree.value()->root()));
    note.key("set").string(set_digest(judge.live()));
    note.key("state").string(state_digest(judge.live()));
    note.key("time").integer(loop_.now()).end_object();
    const std::string text = "palabre snapshot 1\n" + note.take();
    JsonWriter json;
    json.begin_object().key("snapshot").string(text).key("sig").string(clerk_.sign(text));
    known.size = room.head();
    known.made = loop_.ticks();
    known.json = json.end_object().take();
    snapshots_share_.took(began, known.made);
    return known.json;
}

std::string Hub::moderation(Room& room, std::size_t after, std::size_t most) {
    Acts& known = acts_[&room];
    const bool at_rest = room.accepted() == room.head();
    const bool old = known.size != room.head() && loop_.ticks() - known.made >= acts_again_ms;
    // Nothing is shown that is not on the disk: where something is on its way, what is there is
    // told.
    if (known.made == 0 || (old && at_rest)) {
        std::unique_ptr<Judge> shown;
        if (!at_rest) shown = room.judge_of_shown(store_);
        const Judge& judge = shown ? *shown : room.judge(store_);
        known = {room.head(), std::max<std::int64_t>(loop_.ticks(), 1),
                 moderation_acts(judge.live())};
    }
    return moderation_json(room.stored().id, known.list, after, most);
}

void Hub::release_due() {
    for (const auto& [id, room] : rooms_) {
        if (!room->release_is_due(loop_.now())) continue;
        (void)room->judge(store_);
        pending_.insert(room.get());
    }
    submit();
}

Result<std::string> Hub::checkpoint(Room& room) {
    PALABRE_TRY(tree, room.tree(store_));
    const std::string& debate = room.stored().id;
    return clerk_.sign_list(settings_.name, debate, *tree).note(debate);
}

// The checkpoint stays, so that whoever kept a proof or an older one can see to what it belongs.
void Hub::end_due() {
    for (const std::string& id : store_.over(loop_.now())) {
        Room* const room = find(id);
        // What is being written may put the end off; it is looked at again in a second.
        if (room == nullptr || room->is_over() || room->accepted() != room->head()) continue;
        if (!room->is_ending()) {
            auto last = checkpoint(*room);
            if (!last) continue;
            room->end(std::move(last).value());
        }
        pending_.insert(room);
    }
    submit();
}

// What is known of a debate besides its room; it counts no longer among its site's.
void Hub::forget(Room& room) {
    snapshots_.erase(&room);
    acts_.erase(&room);
    const std::string& id = room.stored().id;
    --debates_of_site_[id.substr(0, id.find('/'))];
}

void Hub::sweep() {
    const std::int64_t ticks = loop_.ticks();
    release_due();
    end_due();
    work_.sweep(loop_.now());
    key_rates_.sweep(ticks);
    first_day_rates_.sweep(ticks);
    address_rates_.sweep(ticks);
    debate_rates_.sweep(ticks);
    for (auto each = rooms_.begin(); each != rooms_.end();) {
        Room& room = *each->second;
        room.sweep(ticks);
        const bool at_rest = room.accepted() == room.head() && !room.has_unsent() &&
                             !pending_.contains(&room) && !writing_;
        if (at_rest) room.forget_refused();
        const bool needed = !room.followers.empty() || room.accepted() != room.head() ||
                            room.has_unsent() || ticks - room.idle_since < room_idle_ms;
        if (needed || pending_.contains(&room) || unsent_.contains(&room)) {
            ++each;
            continue;
        }
        // One that was never written counts no longer among its site's.
        if (room.stored().row == 0) {
            --debates_of_site_[each->first.substr(0, each->first.find('/'))];
        }
        snapshots_.erase(&room);
        acts_.erase(&room);
        each = rooms_.erase(each);
    }
}

}  // namespace palabre::hub
