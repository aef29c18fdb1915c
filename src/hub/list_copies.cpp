#include "hub/list_copies.hpp"

#include <algorithm>
#include <utility>

namespace palabre::hub {

const char* const ListCopies::schema = R"(
CREATE TABLE IF NOT EXISTS copy(
  row INTEGER PRIMARY KEY, debate INTEGER NOT NULL, clerk TEXT NOT NULL, name TEXT NOT NULL,
  size INTEGER NOT NULL, root BLOB NOT NULL, sig TEXT NOT NULL, UNIQUE(debate, clerk));
CREATE TABLE IF NOT EXISTS copied_entry(
  copy INTEGER NOT NULL, n INTEGER NOT NULL, position INTEGER NOT NULL,
  PRIMARY KEY(copy, n)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS copied_tree(
  copy INTEGER NOT NULL, level INTEGER NOT NULL, n INTEGER NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(copy, level, n)) WITHOUT ROWID;
)";

namespace {

// The columns clerk, name, size, root, sig from `first` on.
SignedList list_in(const Statement& row, int first) {
    SignedList list;
    list.clerk = row.text(first);
    list.name = row.text(first + 1);
    list.size = static_cast<std::uint64_t>(row.number(first + 2));
    const std::string_view root = row.bytes(first + 3);
    if (root.size() == list.root.size()) std::copy(root.begin(), root.end(), list.root.begin());
    list.sig = row.text(first + 4);
    return list;
}

}  // namespace

Result<ListCopies> ListCopies::on(const Database& database) {
    ListCopies copies;
    struct Each {
        Statement& statement;
        const char* sql;
    };
    const Each all[] = {
        {copies.add_list_,
         "INSERT INTO copy(debate, clerk, name, size, root, sig) VALUES(?, ?, ?, ?, ?, ?) "
         "ON CONFLICT(debate, clerk) DO UPDATE SET name = excluded.name, size = excluded.size, "
         "root = excluded.root, sig = excluded.sig"},
        {copies.add_entry_, "INSERT INTO copied_entry(copy, n, position) VALUES(?, ?, ?)"},
        {copies.find_,
         "SELECT row, clerk, name, size, root, sig FROM copy WHERE debate = ? AND clerk = ?"},
        {copies.of_debate_,
         "SELECT row, clerk, name, size, root, sig FROM copy WHERE debate = ? ORDER BY clerk"},
        {copies.of_hub_,
         "SELECT d.id, c.clerk, c.name, c.size, c.root, c.sig FROM copy c "
         "JOIN debate d ON d.row = c.debate WHERE c.clerk = ? AND d.id > ? ORDER BY d.id"},
        {copies.drop_entries_,
         "DELETE FROM copied_entry WHERE copy IN (SELECT row FROM copy WHERE debate = ?)"},
        {copies.drop_tree_,
         "DELETE FROM copied_tree WHERE copy IN (SELECT row FROM copy WHERE debate = ?)"},
        {copies.drop_lists_, "DELETE FROM copy WHERE debate = ?"},
    };
    for (const Each& each : all) {
        PALABRE_TRY(statement, Statement::prepare(database, each.sql));
        each.statement = std::move(statement);
    }
    PALABRE_TRY(trees, TreeTables::of_copies(database));
    copies.trees_ = std::move(trees);
    return copies;
}

bool ListCopies::add(std::int64_t debate, const CopiedPiece& piece) {
    const auto before = find(debate, piece.list.clerk);
    // What was asked for twice came twice.
    if (piece.after != (before ? before->list.size : 0)) return true;
    const SignedList& list = piece.list;
    add_list_.bind(1, debate).bind(2, list.clerk).bind(3, list.name).bind(4, bound(list.size));
    if (!add_list_.bind_bytes(5, list.root).bind(6, list.sig).run()) return false;
    const auto now = find(debate, list.clerk);
    if (!now) return false;
    std::uint64_t n = piece.after;
    for (const std::uint64_t position : piece.positions) {
        add_entry_.bind(1, now->row).bind(2, bound(++n)).bind(3, bound(position));
        if (!add_entry_.run()) return false;
    }
    return trees_.keep(now->row, piece.completed);
}

bool ListCopies::drop(std::int64_t debate) {
    for (Statement* const each : {&drop_entries_, &drop_tree_, &drop_lists_}) {
        if (!each->bind(1, debate).run()) return false;
    }
    return true;
}

std::optional<ListCopies::Copy> ListCopies::find(std::int64_t debate, std::string_view clerk) {
    std::optional<Copy> found;
    find_.bind(1, debate).bind(2, clerk);
    if (find_.step() == Statement::Step::row) found = Copy{find_.number(0), list_in(find_, 1)};
    find_.reset();
    return found;
}

std::vector<ListCopies::Copy> ListCopies::of_debate(std::int64_t debate) {
    std::vector<Copy> all;
    of_debate_.bind(1, debate);
    while (of_debate_.step() == Statement::Step::row) {
        all.push_back({of_debate_.number(0), list_in(of_debate_, 1)});
    }
    of_debate_.reset();
    return all;
}

void ListCopies::of_hub(
    std::string_view clerk, std::string_view after,
    const std::function<bool(std::string_view debate, const SignedList&)>& each) {
    of_hub_.bind(1, clerk).bind(2, after);
    while (of_hub_.step() == Statement::Step::row) {
        if (!each(of_hub_.text(0), list_in(of_hub_, 1))) break;
    }
    of_hub_.reset();
}

}  // namespace palabre::hub
