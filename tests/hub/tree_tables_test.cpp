// The Merkle tree of a debate, as the store keeps it. Roots come from the recursive definition of
// RFC 6962 (seal/naive_tree.hpp) over leaves that are written out here.
#include "hub/tree_tables.hpp"

#include <catch2/catch_test_macros.hpp>
#include <string>
#include <vector>

#include "hub/folder.hpp"
#include "hub/store.hpp"
#include "seal/naive_tree.hpp"
#include "seal/prover.hpp"

namespace tree_tables_test {

using namespace palabre;
using namespace palabre::hub;
using namespace hub_folder;

namespace {

std::unique_ptr<Store> opened(const std::string& path) {
    auto store = Store::open(path);
    REQUIRE(store.ok());
    return std::move(store).value();
}

/// A debate whose entries this test numbers, and their leaves as docs/hub-protocol.md has them.
struct Debate {
    StoredDebate stored{0, "a/one", "epoch", "owner", 0};
    seal::MerkleTree tree;
    naive_tree::List leaves;

    Result<bool> add(Store& store, std::size_t count, std::vector<Position> erased = {}) {
        std::vector<Addition> batch(1);
        batch[0].debate = stored;
        batch[0].tree = tree;
        batch[0].erased = std::move(erased);
        naive_tree::List more = leaves;
        for (std::size_t i = 0; i < count; ++i) {
            const std::string number = std::to_string(more.size());
            batch[0].rows.push_back({"{\"n\":" + number + "}", "sig " + number, "body " + number});
            more.push_back("{\"head\":\"{\\\"n\\\":" + number + "}\",\"sig\":\"sig " + number +
                           "\"}");
        }
        auto done = store.commit(batch);
        if (!done) return done;
        stored = batch[0].debate;
        tree = batch[0].tree;
        leaves = std::move(more);
        return done;
    }
    [[nodiscard]] Digest root() const { return naive_tree::naive_root(leaves, 0, leaves.size()); }
};

Database raw(const Folder& folder) {
    auto database = Database::open(folder.path + "/hub.sqlite");
    REQUIRE(database.ok());
    return std::move(database).value();
}

}  // namespace

TEST_CASE("a tree grows with its entries, however they come in batches", "[hub][tree]") {
    const Folder folder;
    const auto store = opened(folder.path);
    Debate debate;
    for (const std::size_t count : {1U, 1U, 2U, 250U, 1U, 1U, 1U, 255U, 256U, 257U, 600U}) {
        REQUIRE(debate.add(*store, count).ok());
        CHECK(debate.tree.size() == debate.leaves.size());
        CHECK(debate.tree.root() == debate.root());
        const auto read = store->tree(debate.stored.row, debate.stored.head);
        REQUIRE(read.ok());
        CHECK(read->root() == debate.root());
    }
}

TEST_CASE("every earlier tree of a debate can be had, and proofs are made from the store",
          "[hub][tree]") {
    const Folder folder;
    const auto store = opened(folder.path);
    Debate debate;
    REQUIRE(debate.add(*store, 700).ok());
    const seal::Prover prover(
        [&](unsigned level, std::uint64_t first, std::uint64_t count) {
            return store->trees().hashes(debate.stored.row, level, first, count);
        },
        debate.stored.head);
    for (const std::size_t size : {0U, 1U, 255U, 256U, 257U, 511U, 512U, 513U, 700U}) {
        const auto tree = store->tree(debate.stored.row, size);
        REQUIRE(tree.ok());
        CHECK(tree->root() == naive_tree::naive_root(debate.leaves, 0, size));
        const auto path = prover.consistency(size, 700);
        REQUIRE(path.ok());
        CHECK(naive_tree::naive_consistency({size, tree->root()}, {700, debate.root()},
                                            path.value()));
    }
    const auto path = prover.inclusion(300, 700);
    REQUIRE(path.ok());
    CHECK(path.value() == naive_tree::naive_path(300, debate.leaves, 0, 700));
    CHECK_FALSE(store->tree(debate.stored.row, 701).ok());
}

TEST_CASE("a hub that starts again does not hash the whole debate", "[hub][tree]") {
    const Folder folder;
    Debate debate;
    {
        const auto store = opened(folder.path);
        REQUIRE(debate.add(*store, 600).ok());
    }
    {
        // If anything read these again, the root would be another.
        Database database = raw(folder);
        REQUIRE(database.run("UPDATE entry SET head = 'x' WHERE position <= 512").ok());
    }
    const auto store = opened(folder.path);
    const auto read = store->tree(debate.stored.row, 600);
    REQUIRE(read.ok());
    CHECK(read->root() == debate.root());
    debate.tree = {};
    REQUIRE(debate.add(*store, 1).ok());
    CHECK(debate.tree.root() == debate.root());
}

TEST_CASE("what the disk refused has left no trace in the tree", "[hub][tree]") {
    const Folder folder;
    const auto store = opened(folder.path);
    Debate debate;
    REQUIRE(debate.add(*store, 250).ok());
    REQUIRE(raw(folder)
                .run("CREATE TRIGGER no BEFORE INSERT ON tree BEGIN SELECT RAISE(ABORT, 'no'); END")
                .ok());
    // The first debate of the batch could be written, the second could not.
    std::vector<Addition> batch(2);
    batch[0].debate = {0, "a/two", "epoch", "owner", 0};
    batch[0].rows.push_back({"head", "sig", "body"});
    batch[1].debate = debate.stored;
    batch[1].tree = debate.tree;
    batch[1].rows.assign(60, {"head", "sig", "body"});
    CHECK_FALSE(store->commit(batch).ok());
    CHECK(batch[0].tree.size() == 0);
    CHECK(batch[1].tree.size() == 250);
    CHECK(batch[1].tree.root() == debate.root());
    const auto read = store->tree(debate.stored.row, 250);
    REQUIRE(read.ok());
    CHECK(read->root() == debate.root());
    REQUIRE(raw(folder).run("DROP TRIGGER no").ok());
    REQUIRE(debate.add(*store, 60).ok());
    CHECK(debate.tree.root() == debate.root());
    CHECK(store->trees().hashes(debate.stored.row, 1, 0, 1).size() == 1);
}

TEST_CASE("a folder from before there were trees gets them", "[hub][tree]") {
    const Folder folder;
    Debate debate;
    {
        const auto store = opened(folder.path);
        REQUIRE(debate.add(*store, 600).ok());
    }
    {
        Database database = raw(folder);
        REQUIRE(database.run("DROP TABLE tree; PRAGMA user_version=1").ok());
    }
    const auto store = opened(folder.path);
    CHECK(store->trees().hashes(debate.stored.row, 1, 0, 2).size() == 2);
    const auto read = store->tree(debate.stored.row, 600);
    REQUIRE(read.ok());
    CHECK(read->root() == debate.root());
}

TEST_CASE("a tree that was lost is made again with the next entry", "[hub][tree]") {
    const Folder folder;
    const auto store = opened(folder.path);
    Debate debate;
    REQUIRE(debate.add(*store, 600).ok());
    REQUIRE(raw(folder).run("DELETE FROM tree").ok());
    const auto read = store->tree(debate.stored.row, 600);
    REQUIRE_FALSE(read.ok());
    CHECK(read.fault().code == "storage");
    debate.tree = {};
    REQUIRE(debate.add(*store, 1).ok());
    CHECK(debate.tree.root() == debate.root());
    CHECK(store->tree(debate.stored.row, 601).ok());
}

TEST_CASE("where entries are missing nothing is written behind them", "[hub][tree]") {
    const Folder folder;
    const auto store = opened(folder.path);
    Debate debate;
    REQUIRE(debate.add(*store, 10).ok());
    REQUIRE(raw(folder).run("DELETE FROM entry WHERE position = 4").ok());
    debate.tree = {};
    const auto added = debate.add(*store, 1);
    REQUIRE_FALSE(added.ok());
    CHECK(added.fault().where == "a/one");
    CHECK(store->find("a/one")->head == 10);
}

TEST_CASE("erasing a body changes no hash of the tree", "[hub][tree]") {
    const Folder folder;
    const auto store = opened(folder.path);
    Debate debate;
    REQUIRE(debate.add(*store, 300).ok());
    REQUIRE(debate.add(*store, 1, {7, 280}).ok());
    CHECK_FALSE(holds(folder.path, "body 279"));
    const auto read = store->tree(debate.stored.row, 301);
    REQUIRE(read.ok());
    CHECK(read->root() == debate.root());
}

}  // namespace tree_tables_test
