#include "hub/room.hpp"

#include <algorithm>
#include <span>

#include "hub/frames.hpp"
#include "hub/messages.hpp"

namespace palabre::hub {

namespace {

// A stamp's body has at most 64 KiB, an id in it 25 bytes.
constexpr std::size_t stamped_max = 2000;
// What is kept for readers who are a little behind; the store has the rest.
constexpr std::size_t batch_bytes_max = 1U << 20;
// A message has at most 64 KiB with its first line, or one entry.
constexpr std::size_t message_bytes_max = 65000;

}  // namespace

std::string line_of(const StoredEntry& entry) {
    return write_line(entry.head, entry.sig, entry.body ? &*entry.body : nullptr);
}

void Room::set_owner(std::string_view owner) {
    if (stored_.owner == owner) return;
    stored_.owner = owner;
    judge_.reset();
}

Judge& Room::judge(Store& store) {
    if (judge_) return *judge_;
    judge_ = std::make_unique<Judge>(stored_.id, stored_.owner);
    store.read(stored_.row, 0, stored_.head, [this](const StoredEntry& entry) {
        judge_->load(entry);
        return true;
    });
    judge_->settle();
    return *judge_;
}

Result<const seal::MerkleTree*> Room::tree(Store& store) {
    if (tree_.size() != stored_.head) {
        PALABRE_TRY(read, store.tree(stored_.row, stored_.head));
        tree_ = std::move(read);
    }
    return &tree_;
}

void Room::accept(NewRow row, std::string id) {
    ++accepted_;
    rows_.push_back(std::move(row));
    ids_.push_back(std::move(id));
}

Addition Room::take_pending(const Clerk& clerk, std::int64_t now) {
    Addition addition;
    addition.debate = stored_;
    addition.tree = tree_;
    addition.rows.swap(rows_);
    std::vector<std::string> ids;
    ids.swap(ids_);
    for (std::size_t at = 0; at < ids.size(); at += stamped_max) {
        const auto some = std::span(ids).subspan(at, std::min(stamped_max, ids.size() - at));
        const std::int64_t time = std::max(now, judge_->last_stamp_time());
        auto stamp = clerk.stamp(judge_->next_place(clerk.key(), now), time, some);
        // Without randomness no salt, and without a stamp nothing is acknowledged.
        if (!stamp) break;
        judge_->take_own(stamp.value());
        addition.rows.push_back(std::move(stamp).value());
        ++accepted_;
    }
    addition.erased = judge_->take_erased();
    return addition;
}

void Room::committed(const Addition& addition) {
    stored_ = addition.debate;
    tree_ = addition.tree;
    unsent_ = true;
    if (addition.erased.empty()) {
        for (const NewRow& row : addition.rows) {
            const std::string_view body = row.body;
            lines_.push_back(write_line(row.head, row.sig, &body));
        }
    } else {
        // What is in memory may hold the erased words: readers are served from the store.
        lines_.clear();
        batches_.clear();
        batch_bytes_ = 0;
    }
    while (!waiting_.empty() && waiting_.front().first <= stored_.head) {
        const auto then = std::move(waiting_.front().second);
        waiting_.pop_front();
        then(true);
    }
}

void Room::drop_pending() {
    rows_.clear();
    ids_.clear();
    judge_.reset();
    accepted_ = stored_.head;
    std::deque<std::pair<Position, std::function<void(bool)>>> waiting;
    waiting.swap(waiting_);
    for (const auto& [position, then] : waiting) then(false);
}

void Room::when_durable(Position position, std::function<void(bool)> then) {
    if (position <= stored_.head) {
        then(true);
        return;
    }
    const auto later = std::find_if(waiting_.begin(), waiting_.end(),
                                    [position](const auto& each) { return each.first > position; });
    waiting_.insert(later, {position, std::move(then)});
}

void Room::add_batch(Position after, Position to, std::string_view lines) {
    Batch batch;
    batch.after = after;
    batch.to = to;
    batch.frame =
        std::make_shared<const std::string>(text_frame(entries_header(after, to).append(lines)));
    batch_bytes_ += batch.frame->size();
    batches_.push_back(std::move(batch));
    while (batch_bytes_ > batch_bytes_max && batches_.size() > 1) {
        batch_bytes_ -= batches_.front().frame->size();
        batches_.pop_front();
    }
}

void Room::flush() {
    unsent_ = false;
    Position after = stored_.head - lines_.size();
    Position to = after;
    std::string lines;
    for (const std::string& line : lines_) {
        if (to > after && lines.size() + line.size() > message_bytes_max) {
            add_batch(after, to, lines);
            after = to;
            lines.clear();
        }
        lines.append("\n").append(line);
        ++to;
    }
    if (to > after) add_batch(after, to, lines);
    lines_.clear();
    for (Follower* each : followers) each->wake();
}

Position Room::stored_end(Position after) const {
    const auto next =
        std::upper_bound(batches_.begin(), batches_.end(), after,
                         [](Position at, const Batch& batch) { return at < batch.after; });
    return next != batches_.end() ? next->after : stored_.head - lines_.size();
}

const Batch* Room::batch_after(Position after) const {
    const auto found =
        std::lower_bound(batches_.begin(), batches_.end(), after,
                         [](const Batch& batch, Position at) { return batch.after < at; });
    return found != batches_.end() && found->after == after ? &*found : nullptr;
}

}  // namespace palabre::hub
