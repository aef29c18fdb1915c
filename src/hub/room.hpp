#pragma once

#include <algorithm>
#include <cstdint>
#include <deque>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "hub/batch.hpp"
#include "hub/judge.hpp"
#include "hub/store.hpp"
#include "hub/waiting.hpp"

namespace palabre::hub {

/// Whoever follows a debate.
class Follower {
  public:
    virtual ~Follower() = default;
    /// Positions behind the follower's cursor became durable. It may not leave the room in this
    /// call.
    virtual void wake() = 0;
};

/// Bytes of batches that a room keeps for readers who are a little behind; for who is further
/// behind the store is read, which for thousands at once would hold up everybody: the more read,
/// the more is kept.
constexpr std::size_t batch_bytes_kept(std::size_t readers) {
    constexpr std::size_t least = 1U << 20;
    constexpr std::size_t most = 16U << 20;
    constexpr std::size_t for_each = 4U << 10;
    return readers >= most / for_each ? most : std::max(least, readers * for_each);
}

/// Bytes of refused bodies after which a room's fold is made anew: whatever they named stays in it.
inline constexpr std::size_t refused_bytes_most = 16U << 20;

/// When a room that sent from `began` to `ended` sends again, in ticks: `least` ms after it began,
/// and where there are so many readers that sending takes longer, so that half of the time is left
/// for what comes in. The batches grow meanwhile, and take less for each entry.
constexpr std::int64_t flush_again_at(std::int64_t began, std::int64_t ended, std::int64_t least) {
    return began + std::max(least, 2 * (ended - began));
}

/// A debate that somebody follows or writes to: what is on the disk, what of it may be shown, what
/// is on its way there, and the last batches in memory. A hub alone shows all that is on its disk;
/// one among others waits until what it took is in one more place.
class Room {
  public:
    explicit Room(StoredDebate stored);
    /// What the store holds back of it, and what it has given out after a closing.
    void know_held(Store& store);

    [[nodiscard]] const StoredDebate& stored() const { return stored_; }
    /// The last position that may be shown.
    [[nodiscard]] Position head() const {
        return uncovered_.empty() ? stored_.head : uncovered_.front().after;
    }
    [[nodiscard]] Position accepted() const { return accepted_; }
    /// Whether a question has closed whose ballots are held back, or what another hub took has
    /// waited long enough for that hub's stamp.
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
    /// A fold of its own of what may be shown.
    [[nodiscard]] std::unique_ptr<Judge> judge_of_shown(Store& store) const;

    /// The Merkle tree over what may be shown. Errors: "storage".
    [[nodiscard]] Result<const seal::MerkleTree*> tree(Store& store);

    // On its way to the disk.
    void accept(NewRow row, std::string id);
    /// The body of an entry before it, which came without. Readers of it read the list anew, whose
    /// epoch is `epoch` once the body is on the disk.
    void accept_late(LateBody late, std::string epoch);
    /// Whether a body is on its way that the fold has already.
    [[nodiscard]] bool has_late() const { return !next_epoch_.empty(); }
    /// More of another hub's list, as it signed it.
    void accept_copy(CopiedPiece piece) { copied_.push_back(std::move(piece)); }
    /// What goes into the next transaction, with the clerk's stamp for it.
    [[nodiscard]] Addition take_pending(const Clerk& clerk, std::int64_t now, const Terms& terms);
    void committed(const Addition& addition, Store& store);
    /// The disk refused: what was not durable never was.
    void drop_pending();

    // Until it is in one more place.

    /// A piece of the list that readers may not see yet.
    struct Piece {
        Position after = 0;
        Position to = 0;
    };
    [[nodiscard]] const std::deque<Piece>& uncovered() const { return uncovered_; }
    /// This piece is in one more place.
    void cover(Position after);

    /// Runs `then(true)` once `position` may be shown, `then(false)` where it never will be.
    void when_shown(Position position, Waiting::Then then) {
        showing_.add(position, head(), std::move(then));
    }
    /// The same, once it is on this hub's disk.
    void when_stored(Position position, Waiting::Then then) {
        storing_.add(position, stored_.head, std::move(then));
    }

    // On its way to readers.
    [[nodiscard]] bool has_unsent() const { return unsent_; }
    /// Makes a batch of what became durable since the last one, and wakes the followers.
    void flush();
    /// The batch in memory that begins behind `after`, or nothing.
    [[nodiscard]] const Batch* batch_after(Position after) const;
    /// Whether what follows `after` is all durable and waits for the next flush.
    [[nodiscard]] bool is_unsent(Position after) const { return after >= batched(); }
    /// A batch of what the store has to give to who is at `after`, or nothing. It stays until the
    /// next call. `now` in ticks.
    [[nodiscard]] const Batch* stored_batch(Position after, Store& store, std::int64_t now);
    /// Lets go of what was read from the store and is asked for no more.
    void sweep(std::int64_t now) { read_.sweep(now); }
    /// Lets go of a fold that what was refused has filled. Edge: nothing is on its way.
    void forget_refused() {
        if (judge_ && judge_->refused_bytes() > refused_bytes_most) judge_.reset();
    }

    std::vector<Follower*> followers;
    std::int64_t idle_since = 0;  ///< ticks; of a room that nobody follows
    std::int64_t next_flush = 0;  ///< ticks; not before
    bool page_was_asked = false;  ///< since the hub began, or it need not be

  private:
    void name_brought(const Clerk& clerk, std::int64_t now);
    [[nodiscard]] std::size_t stamped_together(std::span<const std::string> ids) const;
    [[nodiscard]] Clerk::Held held_among(std::span<const std::string> ids, const Terms& terms);
    void add_batch(Position after, Position to, std::string_view lines);
    void give_out(const Addition& addition, Store& store);
    void give_out_read(const Addition& addition, Store& store);
    void push_bodies(std::string_view question, const std::vector<std::string>& lines);
    void forget_batches();
    // The last position of which no line waits for a batch.
    [[nodiscard]] Position batched() const { return stored_.head - lines_.size(); }
    // The last position that the store has to give to who is at `after`, because no batch in memory
    // has it.
    [[nodiscard]] Position stored_end(Position after) const;

    StoredDebate stored_;
    Position accepted_ = 0;
    std::unique_ptr<Judge> judge_;
    seal::MerkleTree tree_;        // empty until it is asked for or grown
    seal::MerkleTree shown_tree_;  // where not all that is on the disk may be shown
    std::vector<NewRow> rows_;
    std::vector<std::string> ids_;  // of the rows that need this hub's stamp
    std::vector<std::pair<Position, std::string>> brought_;  // by other hubs: rows, late bodies
    std::map<Position, std::pair<std::string, std::int64_t>> placing_;  // brought: id, when due
    std::vector<LateBody> late_;
    std::string next_epoch_;  // with bodies on their way, else ""
    std::vector<CopiedPiece> copied_;
    std::map<std::string, std::string> held_;      // of the rows: id, question
    std::map<std::string, std::int64_t> holding_;  // question, its closing
    std::vector<Release> releases_;                // by position
    std::string bodies_;                           // frames that go before the next batch
    Waiting storing_;
    Waiting showing_;
    std::deque<Piece> uncovered_;
    bool unsent_ = false;
    std::deque<std::string> lines_;  // on the disk, in no batch yet
    std::deque<Batch> batches_;
    std::size_t batch_bytes_ = 0;
    ReadBatches read_;
    std::string last_checkpoint_;  // of a debate that is to be deleted
    bool over_ = false;
};

/// The line of an entry in the store.
[[nodiscard]] std::string line_of(const StoredEntry& entry);

}  // namespace palabre::hub
