#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hub/judge.hpp"
#include "hub/store.hpp"

namespace palabre::hub {

/// Whoever follows a debate.
class Follower {
  public:
    virtual ~Follower() = default;
    /// Positions behind the follower's cursor became durable. It may not leave the room in this
    /// call.
    virtual void wake() = 0;
};

/// A message `entries`, in a frame of WebSocket, shared by all who are sent it.
struct Batch {
    Position after = 0;
    Position to = 0;
    std::shared_ptr<const std::string> frame;
};

/// A debate that somebody follows or writes to: what is durable, what is on its way to the disk,
/// and the last batches in memory.
class Room {
  public:
    explicit Room(StoredDebate stored) : stored_(std::move(stored)) { accepted_ = stored_.head; }
    /// What the store holds back of it, and what it has given out after a closing.
    void know_held(Store& store);

    [[nodiscard]] const StoredDebate& stored() const { return stored_; }
    [[nodiscard]] Position head() const { return stored_.head; }  ///< the last durable position
    [[nodiscard]] Position accepted() const { return accepted_; }
    /// Whether a question has closed whose ballots are held back.
    [[nodiscard]] bool release_is_due(std::int64_t now) const;
    /// JSON members that follow in the first line of `entries`: the questions whose held ballots
    /// were given out at positions `after` + 1 to `to`; "" where there are none.
    [[nodiscard]] std::string released_in(Position after, Position to) const;
    /// The debate came to the end of its life and is deleted; who follows it is told so.
    [[nodiscard]] bool is_over() const { return over_; }
    /// From now on nothing is taken, and with the next transaction all of it goes.
    void end(std::string last_checkpoint) { last_checkpoint_ = std::move(last_checkpoint); }
    [[nodiscard]] bool is_ending() const { return !last_checkpoint_.empty(); }
    /// Whether nothing was ever taken: only then may the owner change.
    [[nodiscard]] bool is_untouched() const { return stored_.row == 0 && accepted_ == 0; }
    void set_owner(std::string_view owner);

    /// The fold, read from the store where it is not in memory. It is needed by who publishes, not
    /// by who reads.
    [[nodiscard]] Judge& judge(Store& store);
    [[nodiscard]] bool has_judge() const { return judge_ != nullptr; }
    void forget_judge() { judge_.reset(); }

    /// The Merkle tree over what is durable. Errors: "storage".
    [[nodiscard]] Result<const seal::MerkleTree*> tree(Store& store);

    // On its way to the disk.
    void accept(NewRow row, std::string id);
    [[nodiscard]] bool has_pending() const { return !rows_.empty(); }
    /// What goes into the next transaction, with the clerk's stamp for it.
    [[nodiscard]] Addition take_pending(const Clerk& clerk, std::int64_t now);
    void committed(const Addition& addition, Store& store);
    /// The disk refused: what was not durable never was.
    void drop_pending();
    /// Runs `then(true)` once `position` is durable, `then(false)` where it will not be.
    void when_durable(Position position, std::function<void(bool)> then);

    // On its way to readers.
    [[nodiscard]] bool has_unsent() const { return unsent_; }
    /// Makes a batch of what became durable since the last one, and wakes the followers.
    void flush();
    /// The batch in memory that begins behind `after`, or nothing.
    [[nodiscard]] const Batch* batch_after(Position after) const;
    /// Whether what follows `after` is all durable and waits for the next flush.
    [[nodiscard]] bool is_unsent(Position after) const {
        return after >= stored_.head - lines_.size();
    }
    /// The last position that the store has to give to who is at `after`, because no batch in
    /// memory has it.
    [[nodiscard]] Position stored_end(Position after) const;

    std::vector<Follower*> followers;
    std::int64_t idle_since = 0;  ///< ticks; of a room that nobody follows
    std::int64_t last_flush = 0;  ///< ticks

  private:
    void add_batch(Position after, Position to, std::string_view lines);
    void give_out(const Addition& addition, Store& store);
    void give_out_read(const Addition& addition, Store& store);
    void push_bodies(std::string_view question, const std::vector<std::string>& lines);

    StoredDebate stored_;
    Position accepted_ = 0;
    std::unique_ptr<Judge> judge_;
    seal::MerkleTree tree_;  // empty until it is asked for or grown
    std::vector<NewRow> rows_;
    std::vector<std::string> ids_;                 // of the rows
    std::map<std::string, std::string> held_;      // of the rows: id, question
    std::map<std::string, std::int64_t> holding_;  // question, its closing
    std::vector<Release> releases_;                // by position
    std::string bodies_;                           // frames that go before the next batch
    std::deque<std::pair<Position, std::function<void(bool)>>> waiting_;
    bool unsent_ = false;
    std::vector<std::string> lines_;  // durable, in no batch yet
    std::deque<Batch> batches_;
    std::size_t batch_bytes_ = 0;
    std::string last_checkpoint_;  // of a debate that is to be deleted
    bool over_ = false;
};

/// The line of an entry in the store.
[[nodiscard]] std::string line_of(const StoredEntry& entry);

}  // namespace palabre::hub
