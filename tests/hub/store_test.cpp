#include "hub/store.hpp"

#include <catch2/catch_test_macros.hpp>

#include "hub/folder.hpp"

namespace store_test {

using namespace palabre;
using namespace palabre::hub;
using namespace hub_folder;

namespace {

std::unique_ptr<Store> opened(const std::string& path) {
    auto store = Store::open(path);
    REQUIRE(store.ok());
    return std::move(store).value();
}

Addition addition(StoredDebate debate, std::initializer_list<std::string> words) {
    Addition made;
    made.debate = std::move(debate);
    for (const std::string& each : words) made.rows.push_back({"head " + each, "sig", each});
    return made;
}

std::string all_of(Store& store, const StoredDebate& debate) {
    std::string text;
    store.read(debate.row, 0, debate.head, [&text](const StoredEntry& entry) {
        text += std::to_string(entry.position) + " " + std::string(entry.head) + " " +
                std::string(entry.body.value_or("-")) + "\n";
        return true;
    });
    return text;
}

}  // namespace

TEST_CASE("what was committed is there when the store is opened again", "[hub][store]") {
    const Folder folder;
    {
        const auto store = opened(folder.path);
        std::vector<Addition> batch;
        batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"x", "y"}));
        batch.push_back(addition({0, "a/two", "epoch", "owner", 0}, {"z"}));
        REQUIRE(store->commit(batch).ok());
        std::vector<Addition> more;
        more.push_back(addition(batch[0].debate, {"v"}));
        REQUIRE(store->commit(more).ok());
    }
    const auto store = opened(folder.path);
    CHECK(store->debates().size() == 2);
    const auto one = store->find("a/one");
    REQUIRE(one.has_value());
    CHECK(one->head == 3);
    CHECK(one->epoch == "epoch");
    CHECK(all_of(*store, *one) == "1 head x x\n2 head y y\n3 head v v\n");
    CHECK_FALSE(store->find("a/three").has_value());
}

TEST_CASE("a batch is written whole or not at all", "[hub][store]") {
    const Folder folder;
    const auto store = opened(folder.path);
    std::vector<Addition> first;
    first.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"x"}));
    REQUIRE(store->commit(first).ok());
    // The second addition takes positions that are taken.
    StoredDebate stale = first[0].debate;
    stale.head = 0;
    std::vector<Addition> batch;
    batch.push_back(addition({0, "a/two", "epoch", "owner", 0}, {"y"}));
    batch.push_back(addition(stale, {"z"}));
    CHECK_FALSE(store->commit(batch).ok());
    CHECK(batch[0].debate.row == 0);
    CHECK_FALSE(store->find("a/two").has_value());
    CHECK(all_of(*store, *store->find("a/one")) == "1 head x x\n");
}

TEST_CASE("an erased body is in no file any more, its head stays", "[hub][store]") {
    const Folder folder;
    const auto store = opened(folder.path);
    std::vector<Addition> batch;
    batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"unmistakable words", "y"}));
    batch[0].rows[0].head = "head";
    REQUIRE(store->commit(batch).ok());
    CHECK(holds(folder.path, "unmistakable words"));
    Addition erasing = addition(batch[0].debate, {"erase"});
    erasing.erased.push_back(1);
    std::vector<Addition> erased;
    erased.push_back(std::move(erasing));
    REQUIRE(store->commit(erased).ok());
    CHECK(all_of(*store, erased[0].debate) == "1 head -\n2 head y y\n3 head erase erase\n");
    CHECK_FALSE(holds(folder.path, "unmistakable words"));
}

TEST_CASE("what was erased while somebody read is gone once they have read", "[hub][store]") {
    const Folder folder;
    const auto store = opened(folder.path);
    std::vector<Addition> batch;
    batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"unmistakable words", "y"}));
    batch[0].rows[0].head = "head";
    REQUIRE(store->commit(batch).ok());
    auto other = Database::open(folder.path + "/hub.sqlite");
    REQUIRE(other.ok());
    auto reading = Statement::prepare(other.value(), "SELECT text FROM body");
    REQUIRE(reading.ok());
    REQUIRE(reading->step() == Statement::Step::row);
    std::vector<Addition> erased;
    erased.push_back(addition(batch[0].debate, {"erase"}));
    erased[0].erased.push_back(1);
    REQUIRE(store->commit(erased).ok());
    CHECK(store->has_remains());
    CHECK(holds(folder.path, "unmistakable words"));
    CHECK_FALSE(store->wipe_remains());
    reading->reset();
    CHECK(store->wipe_remains());
    CHECK_FALSE(store->has_remains());
    CHECK_FALSE(holds(folder.path, "unmistakable words"));
}

TEST_CASE("what a killed hub had erased is gone when it starts again", "[hub][store]") {
    const Folder folder;
    const Folder crashed;
    {
        const auto store = opened(folder.path);
        std::vector<Addition> batch;
        batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"unmistakable words", "y"}));
        batch[0].rows[0].head = "head";
        REQUIRE(store->commit(batch).ok());
        // As a hub that dies between the transaction and the cutting of its journal.
        auto other = Database::open(folder.path + "/hub.sqlite");
        REQUIRE(other.ok());
        REQUIRE(other->run("PRAGMA secure_delete=ON; DELETE FROM body WHERE row = 1").ok());
        fs::copy(folder.path, crashed.path, fs::copy_options::recursive);
    }
    CHECK(holds(crashed.path, "unmistakable words"));
    const auto store = opened(crashed.path);
    CHECK_FALSE(holds(crashed.path, "unmistakable words"));
    CHECK(all_of(*store, *store->find("a/one")) == "1 head -\n2 head y y\n");
}

TEST_CASE("one folder has one hub", "[hub][store]") {
    const Folder folder;
    const auto store = opened(folder.path);
    const auto second = Store::open(folder.path);
    REQUIRE_FALSE(second.ok());
    CHECK(second.fault().what == "another hub uses this folder");
}

TEST_CASE("a backup made while the hub runs opens as a store", "[hub][store]") {
    const Folder folder;
    const Folder other;
    const auto store = opened(folder.path);
    std::vector<Addition> batch;
    batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"x"}));
    REQUIRE(store->commit(batch).ok());
    REQUIRE(store->back_up(other.path + "/hub.sqlite").ok());
    const auto copy = opened(other.path);
    CHECK(all_of(*copy, *copy->find("a/one")) == "1 head x x\n");
}

}  // namespace store_test
