#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/result.hpp"
#include "hub/list_copies.hpp"
#include "hub/sqlite.hpp"
#include "hub/tree_tables.hpp"
#include "seal/merkle.hpp"

namespace palabre::hub {

/// A position in a debate's list, from 1.
using Position = std::uint64_t;

/// What the store knows of a debate.
struct StoredDebate {
    std::int64_t row = 0;
    std::string id;     ///< site/name
    std::string epoch;  ///< 22 characters
    std::string owner;  ///< the anchor's key
    Position head = 0;  ///< the last position, 0 where there is none
    /// Of a hub among others: the last position that may be shown, as the store was last told.
    /// Nothing: all of it may.
    std::optional<Position> shared = {};
};

/// An entry as its author wrote it; views, valid as long as whoever gave them says.
struct StoredEntry {
    Position position = 0;
    std::string_view head;
    std::string_view sig;
    std::optional<std::string_view> body;
};

/// An entry to be written, with its own bytes.
struct NewRow {
    std::string head;
    std::string sig;
    std::string body;
    /// The question until whose closing the body is not given out, `~` where a moderator has to
    /// read it first; "": it is at once.
    std::string held_for = {};
    std::int64_t held_until = 0;  ///< ms since 1970
    bool from_hub = false;        ///< another hub has it on its disk
    bool has_body = true;
};

/// A body of an entry that had come without.
struct LateBody {
    Position position = 0;
    NewRow row;
};

/// Bodies that were given out after a question had closed.
struct Release {
    Position position = 0;  ///< the last position when they were
    std::string question;
};

/// What one transaction adds to one debate.
struct Addition {
    StoredDebate debate;                ///< `row` is 0 where the debate is new; `head` is before it
    std::vector<NewRow> rows;           ///< positions head + 1, ...
    std::vector<Position> erased;       ///< whose bodies go
    std::vector<std::string> released;  ///< questions whose held bodies are given out from here on
    std::vector<Position> read;        ///< what a moderator has read, and is given out from here on
    std::optional<std::int64_t> ends;  ///< when the debate's life ends, where that is news
    /// The last checkpoint of a debate whose life has ended: with it all else of it goes. "": no
    /// end
    std::string last_checkpoint;
    std::vector<LateBody> late;       ///< bodies of entries before it
    std::vector<CopiedPiece> copied;  ///< of other hubs' lists of this debate
    /// The debate's Merkle tree before it, after `commit` with the rows. One of another size than
    /// the debate's head (an empty one) is read from the store first.
    seal::MerkleTree tree;
};

/// The log on disk: one SQLite file in WAL mode. What `commit` returned good for has been through
/// fsync. Writing and reading use a connection each, so one thread may write while another reads.
class Store {
  public:
    /// Opens DIR/hub.sqlite, making what is not there. A second hub on the same folder is refused.
    /// Errors: "storage".
    static Result<std::unique_ptr<Store>> open(const std::string& folder);
    ~Store();
    Store(const Store&) = delete;
    Store& operator=(const Store&) = delete;

    // The writer's.

    /// Writes all of it or nothing, and waits for the disk. Rows of debates that were new are
    /// filled in. The hashes of the debates' trees go with it. Where something was erased, its
    /// bytes are gone from the file and the journal, or there are remains.
    /// Errors: "storage"; the file is then as before.
    [[nodiscard]] Result<bool> commit(std::vector<Addition>& additions);
    /// Whether erased bytes may still stand in the journal, because somebody was reading (a backup
    /// that takes long).
    [[nodiscard]] bool has_remains() const { return truncation_due_; }
    /// Cuts the journal. False where that must be tried again.
    bool wipe_remains();

    // The reader's: they see what was committed.

    [[nodiscard]] std::vector<StoredDebate> debates();
    [[nodiscard]] std::optional<StoredDebate> find(std::string_view debate);
    /// Entries of positions `after` + 1 to `to`, in order, until `each` says false.
    /// The number of entries given; views live until `each` returns. Held bodies are not given.
    std::uint64_t read(std::int64_t debate, Position after, Position to,
                       const std::function<bool(const StoredEntry&)>& each);
    /// The Merkle tree of the first `size` entries, from at most 255 hashes a level.
    /// Errors: "storage" where the store lacks some of them.
    [[nodiscard]] Result<seal::MerkleTree> tree(std::int64_t debate, Position size);
    /// The same, with the bodies that are held back: for other hubs, never for readers.
    std::uint64_t read_whole(std::int64_t debate, Position after, Position to,
                             const std::function<bool(const StoredEntry&)>& each);
    /// Whether the body at a position is there, held back or not.
    [[nodiscard]] bool has_body(std::int64_t debate, Position position);
    /// Hashes and leaves of trees.
    [[nodiscard]] TreeTables& trees() { return reading_trees_; }
    /// Other hubs' lists of these debates.
    [[nodiscard]] ListCopies& copies() { return reading_copies_; }
    /// Entries n = `after` + 1 to `to` of a copy, in the other hub's order, as `read` gives them.
    std::uint64_t read_copy(std::int64_t copy, Position after, Position to,
                            const std::function<bool(const StoredEntry&)>& each);
    /// The questions whose ballots are held in a debate, with their closing.
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> held(std::int64_t debate);
    /// What was released in a debate, by position.
    [[nodiscard]] std::vector<Release> releases(std::int64_t debate);
    /// Entries whose bodies were held for `question` and were given out behind position `since`,
    /// those behind position `after`, in order, until `each` says false.
    void read_released(std::int64_t debate, std::string_view question, Position after,
                       Position since, const std::function<bool(const StoredEntry&)>& each);
    /// Entries that a moderator has not let out, with their bodies, likewise.
    void read_unread(std::int64_t debate, Position after,
                     const std::function<bool(const StoredEntry&)>& each);
    /// The ids of some debates whose life has ended, `now` in ms since 1970.
    [[nodiscard]] std::vector<std::string> over(std::int64_t now);
    /// What is left of a debate that has been deleted at the end of its life: its last checkpoint.
    [[nodiscard]] std::optional<std::string> last_checkpoint(std::string_view debate);

  private:
    Store() = default;
    [[nodiscard]] Result<bool> prepare();
    [[nodiscard]] Result<bool> add_missing_trees();
    [[nodiscard]] bool add(Addition& addition);
    [[nodiscard]] bool end(const Addition& addition);
    [[nodiscard]] bool add_row(std::int64_t debate, Position position, const NewRow& row);
    [[nodiscard]] bool add_body(std::int64_t debate, std::int64_t entry, Position position,
                                const NewRow& row);
    [[nodiscard]] bool add_late(const StoredDebate& debate, const LateBody& late);
    std::uint64_t give(Statement& statement, std::int64_t list, Position after, Position to,
                       const std::function<bool(const StoredEntry&)>& each);
    [[nodiscard]] bool grow_tree(Addition& addition);
    [[nodiscard]] static StoredEntry entry_in(const Statement& row);
    static std::uint64_t give(Statement& rows, const std::function<bool(const StoredEntry&)>& each);

    Database writer_;
    Database reader_;
    Statement begin_, commit_, rollback_, truncate_;
    Statement add_debate_, set_head_, add_entry_, add_body_, erase_body_, hold_, release_, let_out_;
    Statement set_end_, drop_bodies_, drop_held_, drop_entries_, drop_tree_, drop_end_,
        drop_debate_;
    Statement keep_checkpoint_, is_debate_;
    Statement list_, find_, entries_, whole_, has_body_, held_, releases_, released_;
    Statement unread_, over_, last_checkpoint_, row_of_, renew_;
    Statement copied_;
    TreeTables writing_trees_, reading_trees_;
    ListCopies writing_copies_, reading_copies_;
    std::optional<Fault> lacking_;  // what a tree could not be made of
    bool truncation_due_ = false;
    int lock_ = -1;  // of the folder
};

}  // namespace palabre::hub
