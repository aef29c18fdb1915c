#include "hub/room.hpp"

#include <algorithm>
#include <set>
#include <span>
#include <string_view>
#include <utility>

#include "hub/frames.hpp"
#include "hub/messages.hpp"
#include "interchange/composition.hpp"

namespace palabre::hub {

namespace {

// A stamp's body has at most 64 KiB, and its line a place in a message of as many: so much of it
// for ids, quotes and commas with them.
constexpr std::size_t stamp_ids_bytes_max = 50000;
// Bodies given out after a closing are sent to who is there up to so much; else they are fetched.
constexpr std::size_t bodies_bytes_max = 1U << 20;
// A message has at most 64 KiB with its first line, or one entry.
constexpr std::size_t message_bytes_max = 65000;
// So long what hangs on its place and was taken by another hub may lack that hub's stamp, which is
// on its way.
constexpr std::int64_t stamp_grace_ms = 10000;

std::unique_ptr<Judge> judge_of(const StoredDebate& debate, Position to, Store& store) {
    auto judge = std::make_unique<Judge>(debate.id, debate.owner);
    store.read(debate.row, 0, to, [&judge](const StoredEntry& entry) {
        judge->load(entry);
        return true;
    });
    store.read_unread(debate.row, 0, [&judge, to](const StoredEntry& entry) {
        if (entry.position <= to) judge->load_unread(entry);
        return entry.position <= to;
    });
    judge->settle();
    return judge;
}

}  // namespace

std::string line_of(const StoredEntry& entry) {
    return write_line(entry.head, entry.sig, entry.body ? &*entry.body : nullptr);
}

// What a hub took and could not put into a second place before it ended is still to be covered.
Room::Room(StoredDebate stored) : stored_(std::move(stored)) {
    accepted_ = stored_.head;
    if (stored_.shared && *stored_.shared < stored_.head) {
        uncovered_.push_back({*stored_.shared, stored_.head});
    }
}

void Room::set_owner(std::string_view owner) {
    if (stored_.owner == owner) return;
    stored_.owner = owner;
    judge_.reset();
}

Judge& Room::judge(Store& store) {
    if (!judge_) judge_ = judge_of(stored_, stored_.head, store);
    return *judge_;
}

std::unique_ptr<Judge> Room::judge_of_shown(Store& store) const {
    return judge_of(stored_, head(), store);
}

Result<const seal::MerkleTree*> Room::tree(Store& store) {
    seal::MerkleTree& tree = uncovered_.empty() ? tree_ : shown_tree_;
    if (tree.size() != head()) {
        PALABRE_TRY(read, store.tree(stored_.row, head()));
        tree = std::move(read);
    }
    return &tree;
}

void Room::accept(NewRow row, std::string id) {
    ++accepted_;
    if (!row.held_for.empty()) {
        held_[id] = row.held_for;
        holding_[row.held_for] = row.held_until;
    }
    if (row.from_hub)
        brought_.emplace_back(accepted_, std::move(id));
    else
        ids_.push_back(std::move(id));
    rows_.push_back(std::move(row));
}

void Room::accept_late(LateBody late, std::string epoch) {
    if (!late.row.held_for.empty()) {
        std::string id = entry_id(late.row.head);
        held_[id] = late.row.held_for;
        holding_[late.row.held_for] = late.row.held_until;
        brought_.emplace_back(late.position, std::move(id));
    }
    next_epoch_ = std::move(epoch);
    late_.push_back(std::move(late));
}

// What another hub took it has stamped, unless the debate does not name it as clerk. That words
// wait here needs saying where none has said it: readers would take them for lost.
void Room::name_brought(const Clerk& clerk, std::int64_t now) {
    const bool may = judge_->may_stamp(clerk.key());
    for (auto& [position, id] : std::exchange(brought_, {})) {
        if (!may) continue;
        const bool lacks = judge_->lacks_stamp(position);
        // That hub's stamp is on its way. By this hub's clock a show could stand too late, and a
        // name that came after it too early.
        if (lacks && judge_->hangs_on_place(position))
            placing_[position] = {std::move(id), now + stamp_grace_ms};
        else if (lacks || judge_->lacks_word_of_waiting(position))
            ids_.push_back(std::move(id));
    }
    for (auto each = placing_.begin(); each != placing_.end();) {
        const auto& [id, due] = each->second;
        const bool lacks = judge_->lacks_stamp(each->first);
        if (lacks && due > now) {
            ++each;
            continue;
        }
        if (may && (lacks || judge_->lacks_word_of_waiting(each->first))) {
            if (judge_->is_unread(each->first)) held_[id] = held_for_reading;
            ids_.push_back(id);
        }
        each = placing_.erase(each);
    }
}

// How many of these ids one stamp names. What is held back it names twice, by its question too.
std::size_t Room::stamped_together(std::span<const std::string> ids) const {
    constexpr std::size_t around_id = std::string_view(R"("",)").size();
    constexpr std::size_t around_question = std::string_view(R"("":[],)").size();
    std::set<std::string_view> questions;
    std::size_t bytes = 0;
    std::size_t count = 0;
    for (const std::string& id : ids) {
        bytes += id.size() + around_id;
        if (const auto held = held_.find(id); held != held_.end()) {
            bytes += id.size() + around_id;
            const std::string& question = held->second;
            if (questions.insert(question).second) bytes += question.size() + around_question;
        }
        if (bytes > stamp_ids_bytes_max) break;
        ++count;
    }
    return count;
}

Clerk::Held Room::held_among(std::span<const std::string> ids, const Terms& terms) {
    Clerk::Held kept_back;
    for (const std::string& id : ids) {
        const auto found = held_.find(id);
        if (found == held_.end()) continue;
        const Position position = judge_->position_of(id);
        const bool given_out =
            found->second == held_for_reading &&
            (!judge_->is_unread(position) || judge_->waits_for_stamp_alone(position, terms));
        if (!given_out) kept_back[found->second].push_back(id);
    }
    return kept_back;
}

Addition Room::take_pending(const Clerk& clerk, std::int64_t now, const Terms& terms) {
    Addition addition;
    addition.debate = stored_;
    addition.debate.shared = terms.among_others ? std::optional(head()) : std::nullopt;
    addition.tree = tree_;
    addition.last_checkpoint = last_checkpoint_;
    if (is_ending()) return addition;
    addition.rows.swap(rows_);
    addition.late.swap(late_);
    if (!addition.late.empty()) addition.debate.epoch = next_epoch_;
    addition.copied.swap(copied_);
    // Whichever hub took it: what is said puts the debate's end off.
    const auto& retention = judge_->open_terms().retention;
    if (retention && !addition.rows.empty()) addition.ends = retention->end(now);
    judge_->settle_reading(terms);
    name_brought(clerk, now);
    std::vector<std::string> ids;
    ids.swap(ids_);
    for (const auto& [question, closes] : holding_) {
        if (closes <= now) addition.released.push_back(question);
    }
    // A release is told at a position of its own: that of a stamp, which may name nothing.
    const bool tells = judge_->has_read() && addition.rows.empty();
    std::span<const std::string> rest(ids);
    for (bool due = !addition.released.empty() || tells; due || !rest.empty(); due = false) {
        const auto some = rest.first(stamped_together(rest));
        rest = rest.subspan(some.size());
        const Clerk::Held kept_back = held_among(some, terms);
        const std::int64_t time = judge_->stamp_time(clerk.key(), now);
        auto stamp = clerk.stamp(judge_->next_place(clerk.key(), now), time, some, kept_back);
        // Without randomness no salt, and without a stamp nothing is acknowledged.
        if (!stamp) break;
        judge_->take_own(stamp.value());
        addition.rows.push_back(std::move(stamp).value());
        ++accepted_;
    }
    held_.clear();
    addition.erased = judge_->take_erased();
    // What stands by these stamps may be read by now.
    judge_->settle_reading(terms);
    for (const Position read : judge_->take_read()) {
        // What was never held back is no release.
        if (read > stored_.head)
            addition.rows[static_cast<std::size_t>(read - stored_.head - 1)].held_for.clear();
        else
            addition.read.push_back(read);
    }
    return addition;
}

void Room::committed(const Addition& addition, Store& store) {
    const Position before = stored_.head;
    const bool own = std::any_of(addition.rows.begin(), addition.rows.end(),
                                 [](const NewRow& row) { return !row.from_hub; });
    if (addition.debate.shared && own) uncovered_.push_back({before, addition.debate.head});
    stored_ = addition.debate;
    if (late_.empty()) next_epoch_.clear();
    tree_ = addition.tree;
    unsent_ = true;
    over_ = !addition.last_checkpoint.empty();
    const bool from_memory = addition.erased.empty() && addition.late.empty() && !over_;
    if (from_memory) {
        for (const NewRow& row : addition.rows) {
            const std::string_view body = row.body;
            const bool shown = row.held_for.empty() && row.has_body;
            lines_.push_back(write_line(row.head, row.sig, shown ? &body : nullptr));
        }
    } else {
        // What is in memory may hold the erased words, or lack the late ones: readers are served
        // from the store.
        lines_.clear();
        forget_batches();
    }
    if (!addition.released.empty()) give_out(addition, store);
    if (!addition.read.empty()) give_out_read(addition, store);
    // What was to go out with the next batch may be erased too: who reads from the store asks for
    // it.
    if (!from_memory) bodies_.clear();
    if (over_) {
        holding_.clear();
        placing_.clear();
    }
    storing_.reach(stored_.head);
    showing_.reach(head());
}

void Room::cover(Position after) {
    const auto found = std::find_if(uncovered_.begin(), uncovered_.end(),
                                    [after](const Piece& piece) { return piece.after == after; });
    if (found == uncovered_.end()) return;
    uncovered_.erase(found);
    unsent_ = true;
    showing_.reach(head());
}

void Room::forget_batches() {
    batches_.clear();
    batch_bytes_ = 0;
    read_.forget();
}

// To the fold here, and, where it is not too much, to who is there.
void Room::give_out(const Addition& addition, Store& store) {
    // The batches in memory are without these bodies: who comes to them is served from the store.
    forget_batches();
    for (const std::string& question : addition.released) {
        holding_.erase(question);
        releases_.push_back({stored_.head, question});
        std::vector<std::string> lines;
        std::size_t bytes = 0;
        store.read_released(stored_.row, question, 0, 0, [&](const StoredEntry& entry) {
            if (judge_) judge_->take_released(entry);
            lines.push_back(line_of(entry));
            bytes += lines.back().size();
            if (bytes > bodies_bytes_max) lines.clear();
            return bytes <= bodies_bytes_max || judge_ != nullptr;
        });
        if (bytes <= bodies_bytes_max) push_bodies(question, lines);
    }
    if (judge_) judge_->settle();
}

// The fold here has them since they were judged.
void Room::give_out_read(const Addition& addition, Store& store) {
    forget_batches();
    releases_.push_back({stored_.head, std::string(held_for_reading)});
    std::vector<std::string> lines;
    for (const Position read : addition.read) {
        store.read(stored_.row, read - 1, read, [&lines](const StoredEntry& entry) {
            lines.push_back(line_of(entry));
            return true;
        });
    }
    push_bodies(held_for_reading, lines);
}

void Room::push_bodies(std::string_view question, const std::vector<std::string>& lines) {
    std::string message;
    for (const std::string& line : lines) {
        if (!message.empty() && message.size() + line.size() > message_bytes_max) {
            bodies_.append(text_frame(bodies_header(question).append(message)));
            message.clear();
        }
        message.append("\n").append(line);
    }
    bodies_.append(text_frame(bodies_header(question).append(message)));
}

void Room::know_held(Store& store) {
    for (const auto& [question, closes] : store.held(stored_.row)) holding_[question] = closes;
    releases_ = store.releases(stored_.row);
}

bool Room::release_is_due(std::int64_t now) const {
    if (is_ending()) return false;
    return std::any_of(holding_.begin(), holding_.end(),
                       [now](const auto& each) { return each.second <= now; }) ||
           std::any_of(placing_.begin(), placing_.end(),
                       [now](const auto& each) { return each.second.second <= now; });
}

std::string Room::released_in(Position after, Position to) const {
    std::vector<std::string> questions;
    for (const Release& each : releases_) {
        if (each.position > after && each.position <= to) questions.push_back(each.question);
    }
    return questions.empty() ? std::string() : released_member(questions);
}

void Room::drop_pending() {
    rows_.clear();
    ids_.clear();
    brought_.clear();
    placing_.clear();
    late_.clear();
    next_epoch_.clear();
    copied_.clear();
    held_.clear();
    judge_.reset();
    accepted_ = stored_.head;
    storing_.fail_behind(stored_.head);
    showing_.fail_behind(stored_.head);
}

void Room::add_batch(Position after, Position to, std::string_view lines) {
    Batch batch;
    batch.after = after;
    batch.to = to;
    const std::string header = entries_header(after, to, released_in(after, to));
    batch.frame = std::make_shared<const std::string>(
        std::exchange(bodies_, {}) + text_frame(std::string(header).append(lines)));
    batch_bytes_ += batch.frame->size();
    batches_.push_back(std::move(batch));
    while (batch_bytes_ > batch_bytes_kept(followers.size()) && batches_.size() > 1) {
        batch_bytes_ -= batches_.front().frame->size();
        batches_.pop_front();
    }
}

void Room::flush() {
    unsent_ = false;
    Position after = batched();
    Position to = after;
    std::string lines;
    // Lines behind the head wait for a second place.
    const auto ready =
        lines_.begin() + static_cast<std::ptrdiff_t>(head() > after ? head() - after : Position{0});
    for (auto at = lines_.begin(); at != ready; ++at) {
        const std::string& line = *at;
        if (to > after && lines.size() + line.size() > message_bytes_max) {
            add_batch(after, to, lines);
            after = to;
            lines.clear();
        }
        lines.append("\n").append(line);
        ++to;
    }
    if (to > after) add_batch(after, to, lines);
    lines_.erase(lines_.begin(), ready);
    for (Follower* each : followers) each->wake();
}

Position Room::stored_end(Position after) const {
    const auto next =
        std::upper_bound(batches_.begin(), batches_.end(), after,
                         [](Position at, const Batch& batch) { return at < batch.after; });
    return next != batches_.end() ? next->after : std::min(head(), batched());
}

const Batch* Room::stored_batch(Position after, Store& store, std::int64_t now) {
    if (const Batch* const kept = read_.after(after, now)) return kept;
    // Not beyond what the next batch in memory begins with: there readers are in step too.
    const Position step = (after / ReadBatches::step + 1) * ReadBatches::step;
    Batch batch{after, after, nullptr};
    std::string lines;
    store.read(stored_.row, after, std::min(stored_end(after), step),
               [&](const StoredEntry& entry) {
                   const std::string line = line_of(entry);
                   const bool fits = lines.size() + line.size() <= message_bytes_max;
                   if (batch.to > after && !fits) return false;
                   lines.append("\n").append(line);
                   batch.to = entry.position;
                   return true;
               });
    if (batch.to == after) return nullptr;
    const std::string header = entries_header(after, batch.to, released_in(after, batch.to));
    batch.frame = std::make_shared<const std::string>(text_frame(header + lines));
    return &read_.keep(std::move(batch), ReadBatches::bytes_kept(followers.size()), now);
}

const Batch* Room::batch_after(Position after) const {
    const auto found =
        std::lower_bound(batches_.begin(), batches_.end(), after,
                         [](const Batch& batch, Position at) { return batch.after < at; });
    return found != batches_.end() && found->after == after ? &*found : nullptr;
}

}  // namespace palabre::hub
