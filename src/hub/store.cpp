#include "hub/store.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <utility>

namespace palabre::hub {

namespace {

// No unique index on hashes: it would cost two to four times as much, and an author's numbers are
// checked before anything comes here. Bodies stand apart, so that erasing one moves nothing else.
constexpr const char* schema = R"(
CREATE TABLE IF NOT EXISTS debate(
  row INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, epoch TEXT NOT NULL, owner TEXT NOT NULL,
  head INTEGER NOT NULL, shared INTEGER);
CREATE TABLE IF NOT EXISTS entry(
  row INTEGER PRIMARY KEY, debate INTEGER NOT NULL, position INTEGER NOT NULL, head TEXT NOT NULL,
  sig TEXT NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS entry_position ON entry(debate, position);
CREATE TABLE IF NOT EXISTS body(row INTEGER PRIMARY KEY, text TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS held(
  row INTEGER PRIMARY KEY, debate INTEGER NOT NULL, position INTEGER NOT NULL,
  question TEXT NOT NULL, closes INTEGER NOT NULL, released INTEGER);
CREATE INDEX IF NOT EXISTS held_question ON held(debate, question, position);
CREATE TABLE IF NOT EXISTS lifetime(debate INTEGER PRIMARY KEY, ends INTEGER NOT NULL);
CREATE INDEX IF NOT EXISTS lifetime_ends ON lifetime(ends);
CREATE TABLE IF NOT EXISTS ended(id TEXT PRIMARY KEY, checkpoint TEXT NOT NULL) WITHOUT ROWID;
)";

// 1: debates without trees.
constexpr std::int64_t store_version = 2;
constexpr const char* set_store_version = "PRAGMA user_version=2";

// Nothing goes to files of SQLite's own besides the journal: they would keep what was erased.
constexpr const char* writing =
    "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
    "PRAGMA temp_store=MEMORY; PRAGMA foreign_keys=OFF;";

// How long a writer waits for readers. The hub's own take milliseconds; a backup may take minutes,
// which acknowledgements need not wait for.
constexpr int busy_ms = 10000;
constexpr int cut_busy_ms = 250;

StoredDebate debate_in(const Statement& row) {
    StoredDebate debate{row.number(0), std::string(row.text(1)), std::string(row.text(2)),
                        std::string(row.text(3)), static_cast<Position>(row.number(4))};
    if (!row.is_null(5)) debate.shared = static_cast<Position>(row.number(5));
    return debate;
}

// Hubs knew nothing of each other once.
Result<bool> add_missing_columns(Database& database) {
    if (Statement::prepare(database, "SELECT shared FROM debate").ok()) return true;
    return database.run("ALTER TABLE debate ADD COLUMN shared INTEGER");
}

Fault system_fault(const std::string& where) {
    return {"storage", where, std::strerror(errno)};  // NOLINT: one thread starts a hub
}

}  // namespace

Result<std::unique_ptr<Store>> Store::open(const std::string& folder) {
    if (mkdir(folder.c_str(), 0700) != 0 && errno != EEXIST) return system_fault(folder);
    // Two writers would each think that they know every author's last number. The lock goes with
    // the process, however it ends.
    const std::string lock = folder + "/lock";
    const int file = ::open(lock.c_str(), O_CREAT | O_RDWR | O_CLOEXEC, 0600);
    if (file < 0) return system_fault(lock);
    if (flock(file, LOCK_EX | LOCK_NB) != 0) {
        close(file);
        return Fault{"storage", folder, "another hub uses this folder"};
    }
    std::unique_ptr<Store> store(new Store);
    store->lock_ = file;
    const std::string path = folder + "/hub.sqlite";
    PALABRE_TRY(writer, Database::open(path));
    store->writer_ = std::move(writer);
    PALABRE_TRY(set, store->writer_.run(writing));
    PALABRE_TRY(made, store->writer_.run(schema));
    PALABRE_TRY(trees_made, store->writer_.run(TreeTables::schema));
    PALABRE_TRY(copies_made, store->writer_.run(ListCopies::schema));
    PALABRE_TRY(grown, add_missing_columns(store->writer_));
    PALABRE_TRY(reader, Database::open(path));
    store->reader_ = std::move(reader);
    if (!set || !made || !trees_made || !copies_made || !grown) return store->writer_.fault();
    PALABRE_TRY(prepared, store->prepare());
    if (!prepared) return store->writer_.fault();
    PALABRE_TRY(whole, store->add_missing_trees());
    if (!whole) return store->writer_.fault();
    // A hub that was killed may have erased something and not cut the journal.
    store->wipe_remains();
    return store;
}

Store::~Store() {
    if (lock_ >= 0) close(lock_);
}

Result<bool> Store::prepare() {
    struct Each {
        Statement& statement;
        const Database& database;
        const char* sql;
    };
    const Each all[] = {
        {begin_, writer_, "BEGIN IMMEDIATE"},
        {commit_, writer_, "COMMIT"},
        {rollback_, writer_, "ROLLBACK"},
        {truncate_, writer_, "PRAGMA wal_checkpoint(TRUNCATE)"},
        {add_debate_, writer_, "INSERT INTO debate(id, epoch, owner, head) VALUES(?, ?, ?, 0)"},
        {set_head_, writer_, "UPDATE debate SET head = ?, shared = ? WHERE row = ?"},
        {renew_, writer_, "UPDATE debate SET epoch = ? WHERE row = ?"},
        {row_of_, writer_,
         "SELECT e.row FROM entry e LEFT JOIN body b ON b.row = e.row "
         "WHERE e.debate = ? AND e.position = ? AND b.row IS NULL"},
        {add_entry_, writer_, "INSERT INTO entry(debate, position, head, sig) VALUES(?, ?, ?, ?)"},
        {add_body_, writer_, "INSERT INTO body(row, text) VALUES(?, ?)"},
        {erase_body_, writer_,
         "DELETE FROM body WHERE row = (SELECT row FROM entry WHERE debate = ? AND position = ?)"},
        {list_, reader_, "SELECT row, id, epoch, owner, head, shared FROM debate ORDER BY row"},
        {find_, reader_, "SELECT row, id, epoch, owner, head, shared FROM debate WHERE id = ?"},
        {entries_, reader_,
         "SELECT e.position, e.head, e.sig, "
         "CASE WHEN h.row IS NULL OR h.released IS NOT NULL THEN b.text END "
         "FROM entry e LEFT JOIN body b ON b.row = e.row LEFT JOIN held h ON h.row = e.row "
         "WHERE e.debate = ? AND e.position > ? AND e.position <= ? ORDER BY e.position"},
        {whole_, reader_,
         "SELECT e.position, e.head, e.sig, b.text FROM entry e "
         "LEFT JOIN body b ON b.row = e.row "
         "WHERE e.debate = ? AND e.position > ? AND e.position <= ? ORDER BY e.position"},
        {has_body_, reader_,
         "SELECT 1 FROM entry e JOIN body b ON b.row = e.row "
         "WHERE e.debate = ? AND e.position = ?"},
        {hold_, writer_,
         "INSERT INTO held(row, debate, position, question, closes) VALUES(?, ?, ?, ?, ?)"},
        {release_, writer_,
         "UPDATE held SET released = ? WHERE debate = ? AND question = ? AND released IS NULL"},
        {let_out_, writer_,
         "UPDATE held SET released = ? WHERE debate = ? AND question = '~' AND position = ?"},
        {set_end_, writer_, "INSERT OR REPLACE INTO lifetime(debate, ends) VALUES(?, ?)"},
        {drop_bodies_, writer_,
         "DELETE FROM body WHERE row IN (SELECT row FROM entry WHERE debate = ?)"},
        {drop_held_, writer_, "DELETE FROM held WHERE debate = ?"},
        {drop_entries_, writer_, "DELETE FROM entry WHERE debate = ?"},
        {drop_tree_, writer_, "DELETE FROM tree WHERE debate = ?"},
        {drop_end_, writer_, "DELETE FROM lifetime WHERE debate = ?"},
        {drop_debate_, writer_, "DELETE FROM debate WHERE row = ?"},
        {is_debate_, writer_, "SELECT 1 FROM debate WHERE row = ? AND id = ?"},
        {keep_checkpoint_, writer_, "INSERT OR REPLACE INTO ended(id, checkpoint) VALUES(?, ?)"},
        {held_, reader_,
         "SELECT question, max(closes) FROM held WHERE debate = ? AND released IS NULL "
         "GROUP BY question"},
        {releases_, reader_,
         "SELECT DISTINCT released, question FROM held WHERE debate = ? AND released IS NOT NULL "
         "ORDER BY released, question"},
        {released_, reader_,
         "SELECT e.position, e.head, e.sig, b.text FROM held h JOIN entry e ON e.row = h.row "
         "LEFT JOIN body b ON b.row = h.row WHERE h.debate = ? AND h.question = ? "
         "AND h.position > ? AND h.released > ? ORDER BY h.position"},
        {unread_, reader_,
         "SELECT e.position, e.head, e.sig, b.text FROM held h JOIN entry e ON e.row = h.row "
         "JOIN body b ON b.row = h.row WHERE h.debate = ? AND h.question = '~' "
         "AND h.position > ? AND h.released IS NULL ORDER BY h.position"},
        {over_, reader_,
         "SELECT d.id FROM lifetime l JOIN debate d ON d.row = l.debate WHERE l.ends <= ? "
         "ORDER BY l.ends LIMIT 16"},
        {copied_, reader_,
         "SELECT o.n, e.head, e.sig, "
         "CASE WHEN h.row IS NULL OR h.released IS NOT NULL THEN b.text END "
         "FROM copied_entry o JOIN copy c ON c.row = o.copy "
         "JOIN entry e ON e.debate = c.debate AND e.position = o.position "
         "LEFT JOIN body b ON b.row = e.row LEFT JOIN held h ON h.row = e.row "
         "WHERE o.copy = ? AND o.n > ? AND o.n <= ? ORDER BY o.n"},
        {last_checkpoint_, reader_, "SELECT checkpoint FROM ended WHERE id = ?"},
    };
    for (const Each& each : all) {
        PALABRE_TRY(statement, Statement::prepare(each.database, each.sql));
        each.statement = std::move(statement);
    }
    PALABRE_TRY(for_writer, TreeTables::on(writer_));
    PALABRE_TRY(for_reader, TreeTables::on(reader_));
    writing_trees_ = std::move(for_writer);
    reading_trees_ = std::move(for_reader);
    PALABRE_TRY(copied, ListCopies::on(writer_));
    PALABRE_TRY(copies, ListCopies::on(reader_));
    writing_copies_ = std::move(copied);
    reading_copies_ = std::move(copies);
    return true;
}

Result<bool> Store::add_missing_trees() {
    PALABRE_TRY(version, Statement::prepare(writer_, "PRAGMA user_version"));
    const bool known = version.step() == Statement::Step::row;
    const std::int64_t found = known ? version.number(0) : 0;
    version.reset();
    if (found >= store_version) return true;
    const std::vector<StoredDebate> all = debates();
    if (!begin_.run()) return writer_.fault();
    for (const StoredDebate& each : all) {
        if (writing_trees_.made_anew(each.row, each.head)) continue;
        rollback_.run();
        return Fault{"storage", each.id, "some of its entries are missing"};
    }
    PALABRE_TRY(marked, writer_.run(set_store_version));
    if (!marked || !commit_.run()) return writer_.fault();
    return true;
}

// All of it at once, however long that takes: a debate that is half there is none.
bool Store::end(const Addition& addition) {
    const StoredDebate& debate = addition.debate;
    // Rows of debates that have gone are given to others.
    is_debate_.bind(1, debate.row).bind(2, debate.id);
    const bool is_there = is_debate_.step() == Statement::Step::row;
    is_debate_.reset();
    if (!is_there) return true;
    if (!writing_copies_.drop(debate.row)) return false;
    for (Statement* const each :
         {&drop_bodies_, &drop_held_, &drop_entries_, &drop_tree_, &drop_end_, &drop_debate_}) {
        if (!each->bind(1, debate.row).run()) return false;
    }
    truncation_due_ = true;
    return keep_checkpoint_.bind(1, debate.id).bind(2, addition.last_checkpoint).run();
}

bool Store::add(Addition& addition) {
    if (!addition.last_checkpoint.empty()) return end(addition);
    StoredDebate& debate = addition.debate;
    if (debate.row == 0) {
        if (!add_debate_.bind(1, debate.id).bind(2, debate.epoch).bind(3, debate.owner).run())
            return false;
        debate.row = writer_.last_row();
    }
    Position position = debate.head;
    for (const NewRow& row : addition.rows) {
        if (!add_row(debate.row, ++position, row)) return false;
    }
    // A body may come and be erased at once.
    for (const LateBody& late : addition.late) {
        if (!add_late(debate, late)) return false;
    }
    for (const Position erased : addition.erased) {
        erase_body_.bind(1, debate.row).bind(2, static_cast<std::int64_t>(erased));
        if (!erase_body_.run()) return false;
        truncation_due_ = true;
    }
    for (const CopiedPiece& piece : addition.copied) {
        if (!writing_copies_.add(debate.row, piece)) return false;
    }
    for (const std::string& question : addition.released) {
        release_.bind(1, static_cast<std::int64_t>(position)).bind(2, debate.row);
        if (!release_.bind(3, question).run()) return false;
    }
    for (const Position read : addition.read) {
        let_out_.bind(1, static_cast<std::int64_t>(position)).bind(2, debate.row);
        if (!let_out_.bind(3, static_cast<std::int64_t>(read)).run()) return false;
    }
    if (addition.ends && !set_end_.bind(1, debate.row).bind(2, *addition.ends).run()) return false;
    set_head_.bind(1, static_cast<std::int64_t>(position)).bind(3, debate.row);
    if (debate.shared)
        set_head_.bind(2, static_cast<std::int64_t>(*debate.shared));
    else
        set_head_.bind_null(2);
    return set_head_.run() && grow_tree(addition);
}

bool Store::grow_tree(Addition& addition) {
    const StoredDebate& debate = addition.debate;
    if (addition.tree.size() != debate.head) {
        auto tree = writing_trees_.tree(debate.row, debate.head);
        // What was lost of it follows from the entries.
        if (!tree) tree = writing_trees_.made_anew(debate.row, debate.head);
        if (!tree) {
            lacking_ = Fault{"storage", debate.id, "some of its entries are missing"};
            return false;
        }
        addition.tree = std::move(*tree);
    }
    for (const NewRow& row : addition.rows) {
        if (!writing_trees_.grow(debate.row, addition.tree, row.head, row.sig)) return false;
    }
    return true;
}

bool Store::add_row(std::int64_t debate, Position position, const NewRow& row) {
    add_entry_.bind(1, debate).bind(2, static_cast<std::int64_t>(position));
    if (!add_entry_.bind(3, row.head).bind(4, row.sig).run()) return false;
    return !row.has_body || add_body(debate, writer_.last_row(), position, row);
}

bool Store::add_body(std::int64_t debate, std::int64_t entry, Position position,
                     const NewRow& row) {
    if (!add_body_.bind(1, entry).bind(2, row.body).run()) return false;
    if (row.held_for.empty()) return true;
    hold_.bind(1, entry).bind(2, debate).bind(3, static_cast<std::int64_t>(position));
    return hold_.bind(4, row.held_for).bind(5, row.held_until).run();
}

// Whoever read the entry without it has to read the list anew.
bool Store::add_late(const StoredDebate& debate, const LateBody& late) {
    row_of_.bind(1, debate.row).bind(2, static_cast<std::int64_t>(late.position));
    const bool lacks = row_of_.step() == Statement::Step::row;
    const std::int64_t entry = lacks ? row_of_.number(0) : 0;
    row_of_.reset();
    if (!lacks) return true;
    if (!add_body(debate.row, entry, late.position, late.row)) return false;
    return renew_.bind(1, debate.epoch).bind(2, debate.row).run();
}

Result<bool> Store::commit(std::vector<Addition>& additions) {
    if (!begin_.run()) return writer_.fault();
    std::vector<std::pair<std::int64_t, seal::MerkleTree>> before;
    before.reserve(additions.size());
    for (const Addition& each : additions) before.emplace_back(each.debate.row, each.tree);
    bool good = true;
    for (Addition& each : additions) good = good && add(each);
    good = good && commit_.run();
    if (!good) {
        const Fault fault = lacking_ ? *lacking_ : writer_.fault();
        lacking_.reset();
        rollback_.run();
        for (std::size_t i = 0; i < before.size(); ++i) {
            additions[i].debate.row = before[i].first;
            additions[i].tree = std::move(before[i].second);
        }
        return fault;
    }
    for (Addition& each : additions) each.debate.head += each.rows.size();
    if (truncation_due_) wipe_remains();
    return true;
}

// The pages with the erased text are overwritten in the database only when the journal is carried
// over, and stand in the journal until it is cut.
bool Store::wipe_remains() {
    writer_.wait_for_others(cut_busy_ms);
    const bool cut = truncate_.step() == Statement::Step::row && truncate_.number(0) == 0;
    truncate_.reset();
    writer_.wait_for_others(busy_ms);
    truncation_due_ = !cut;
    return cut;
}

std::vector<StoredDebate> Store::debates() {
    std::vector<StoredDebate> all;
    while (list_.step() == Statement::Step::row) all.push_back(debate_in(list_));
    list_.reset();
    return all;
}

std::optional<StoredDebate> Store::find(std::string_view debate) {
    std::optional<StoredDebate> found;
    find_.bind(1, debate);
    if (find_.step() == Statement::Step::row) found = debate_in(find_);
    find_.reset();
    return found;
}

StoredEntry Store::entry_in(const Statement& row) {
    StoredEntry entry;
    entry.position = static_cast<Position>(row.number(0));
    entry.head = row.text(1);
    entry.sig = row.text(2);
    if (!row.is_null(3)) entry.body = row.text(3);
    return entry;
}

std::uint64_t Store::give(Statement& rows, const std::function<bool(const StoredEntry&)>& each) {
    std::uint64_t given = 0;
    while (rows.step() == Statement::Step::row) {
        if (!each(entry_in(rows))) break;
        ++given;
    }
    rows.reset();
    return given;
}

std::vector<std::pair<std::string, std::int64_t>> Store::held(std::int64_t debate) {
    std::vector<std::pair<std::string, std::int64_t>> all;
    held_.bind(1, debate);
    while (held_.step() == Statement::Step::row) {
        all.emplace_back(held_.text(0), held_.number(1));
    }
    held_.reset();
    return all;
}

std::vector<Release> Store::releases(std::int64_t debate) {
    std::vector<Release> all;
    releases_.bind(1, debate);
    while (releases_.step() == Statement::Step::row) {
        all.push_back({static_cast<Position>(releases_.number(0)), std::string(releases_.text(1))});
    }
    releases_.reset();
    return all;
}

void Store::read_released(std::int64_t debate, std::string_view question, Position after,
                          Position since, const std::function<bool(const StoredEntry&)>& each) {
    released_.bind(1, debate).bind(2, question).bind(3, static_cast<std::int64_t>(after));
    released_.bind(4, static_cast<std::int64_t>(since));
    give(released_, each);
}

void Store::read_unread(std::int64_t debate, Position after,
                        const std::function<bool(const StoredEntry&)>& each) {
    give(unread_.bind(1, debate).bind(2, static_cast<std::int64_t>(after)), each);
}

std::vector<std::string> Store::over(std::int64_t now) {
    std::vector<std::string> ids;
    over_.bind(1, now);
    while (over_.step() == Statement::Step::row) ids.emplace_back(over_.text(0));
    over_.reset();
    return ids;
}

std::optional<std::string> Store::last_checkpoint(std::string_view debate) {
    std::optional<std::string> found;
    last_checkpoint_.bind(1, debate);
    if (last_checkpoint_.step() == Statement::Step::row) found = last_checkpoint_.text(0);
    last_checkpoint_.reset();
    return found;
}

std::uint64_t Store::read(std::int64_t debate, Position after, Position to,
                          const std::function<bool(const StoredEntry&)>& each) {
    return give(entries_, debate, after, to, each);
}

std::uint64_t Store::read_whole(std::int64_t debate, Position after, Position to,
                                const std::function<bool(const StoredEntry&)>& each) {
    return give(whole_, debate, after, to, each);
}

std::uint64_t Store::read_copy(std::int64_t copy, Position after, Position to,
                               const std::function<bool(const StoredEntry&)>& each) {
    return give(copied_, copy, after, to, each);
}

std::uint64_t Store::give(Statement& statement, std::int64_t list, Position after, Position to,
                          const std::function<bool(const StoredEntry&)>& each) {
    statement.bind(1, list);
    statement.bind(2, static_cast<std::int64_t>(after)).bind(3, static_cast<std::int64_t>(to));
    return give(statement, each);
}

bool Store::has_body(std::int64_t debate, Position position) {
    has_body_.bind(1, debate).bind(2, static_cast<std::int64_t>(position));
    const bool found = has_body_.step() == Statement::Step::row;
    has_body_.reset();
    return found;
}

Result<seal::MerkleTree> Store::tree(std::int64_t debate, Position size) {
    auto tree = reading_trees_.tree(debate, size);
    if (!tree) return Fault{"storage", "", "hashes of a debate's tree are missing"};
    return std::move(*tree);
}

}  // namespace palabre::hub
