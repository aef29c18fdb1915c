#include "hub/tree_tables.hpp"

#include <algorithm>

#include "interchange/live_debate.hpp"

namespace palabre::hub {

const char* const TreeTables::schema = R"(
CREATE TABLE IF NOT EXISTS tree(
  debate INTEGER NOT NULL, level INTEGER NOT NULL, n INTEGER NOT NULL, hash BLOB NOT NULL,
  PRIMARY KEY(debate, level, n)) WITHOUT ROWID;
)";

std::string leaf_of(std::string_view head, std::string_view sig) {
    return write_line(head, sig, nullptr);
}

Result<TreeTables> TreeTables::on(const Database& database) {
    return prepare(database,
                   {"INSERT OR REPLACE INTO tree(debate, level, n, hash) VALUES(?, ?, ?, ?)",
                    "SELECT hash FROM tree WHERE debate = ? AND level = ? AND n >= ? AND n < ? "
                    "ORDER BY n",
                    "SELECT head, sig FROM entry WHERE debate = ? AND position > ? "
                    "AND position <= ? ORDER BY position"});
}

Result<TreeTables> TreeTables::of_copies(const Database& database) {
    return prepare(
        database, {"INSERT OR REPLACE INTO copied_tree(copy, level, n, hash) VALUES(?, ?, ?, ?)",
                   "SELECT hash FROM copied_tree WHERE copy = ? AND level = ? AND n >= ? AND n < ? "
                   "ORDER BY n",
                   "SELECT e.head, e.sig FROM copied_entry o JOIN copy c ON c.row = o.copy "
                   "JOIN entry e ON e.debate = c.debate AND e.position = o.position "
                   "WHERE o.copy = ? AND o.n > ? AND o.n <= ? ORDER BY o.n"});
}

Result<TreeTables> TreeTables::prepare(const Database& database, const Sql& sql) {
    TreeTables tables;
    // A tree that is made anew meets what is left of the one before.
    PALABRE_TRY(add, Statement::prepare(database, sql.add));
    PALABRE_TRY(hashes, Statement::prepare(database, sql.hashes));
    PALABRE_TRY(leaves, Statement::prepare(database, sql.leaves));
    tables.add_hash_ = std::move(add);
    tables.hashes_ = std::move(hashes);
    tables.leaves_ = std::move(leaves);
    return tables;
}

bool TreeTables::grow(std::int64_t list, seal::MerkleTree& tree, std::string_view head,
                      std::string_view sig) {
    completed_.clear();
    tree.add_hash(seal::leaf_hash(leaf_of(head, sig)), &completed_);
    return keep(list, completed_);
}

bool TreeTables::keep(std::int64_t list, const std::vector<seal::TileHash>& completed) {
    for (const seal::TileHash& each : completed) {
        add_hash_.bind(1, list).bind(2, std::int64_t{each.level}).bind(3, bound(each.index));
        if (!add_hash_.bind_bytes(4, each.hash).run()) return false;
    }
    return true;
}

std::optional<seal::MerkleTree> TreeTables::tree(std::int64_t list, std::uint64_t size) {
    seal::MerkleTree tree;
    for (unsigned level = seal::tile_level_max + 1; level-- > 0;) {
        const unsigned height = level * seal::tile_height;
        const std::uint64_t first = tree.size() >> height;
        const std::uint64_t count = (size >> height) - first;
        for (const Digest& each : hashes(list, level, first, count)) {
            tree.add_subtree(height, each);
        }
        if (tree.size() >> height != size >> height) return std::nullopt;
    }
    return tree;
}

std::optional<seal::MerkleTree> TreeTables::made_anew(std::int64_t list, std::uint64_t size) {
    seal::MerkleTree tree;
    bool good = true;
    leaves(list, 0, size, [&](std::string_view head, std::string_view sig) {
        good = good && grow(list, tree, head, sig);
    });
    if (!good || tree.size() != size) return std::nullopt;
    return tree;
}

std::vector<Digest> TreeTables::hashes(std::int64_t list, unsigned level, std::uint64_t first,
                                       std::uint64_t count) {
    std::vector<Digest> found;
    if (count == 0) return found;
    if (level == 0) {
        leaves(list, first, count, [&found](std::string_view head, std::string_view sig) {
            found.push_back(seal::leaf_hash(leaf_of(head, sig)));
        });
        return found;
    }
    hashes_.bind(1, list).bind(2, std::int64_t{level});
    hashes_.bind(3, bound(first)).bind(4, bound(first + count));
    while (hashes_.step() == Statement::Step::row) {
        const std::string_view bytes = hashes_.bytes(0);
        Digest hash{};
        if (bytes.size() != hash.size()) break;
        std::copy(bytes.begin(), bytes.end(), hash.begin());
        found.push_back(hash);
    }
    hashes_.reset();
    return found;
}

void TreeTables::leaves(
    std::int64_t list, std::uint64_t first, std::uint64_t count,
    const std::function<void(std::string_view head, std::string_view sig)>& each) {
    leaves_.bind(1, list).bind(2, bound(first)).bind(3, bound(first + count));
    while (leaves_.step() == Statement::Step::row) each(leaves_.text(0), leaves_.text(1));
    leaves_.reset();
}

}  // namespace palabre::hub
