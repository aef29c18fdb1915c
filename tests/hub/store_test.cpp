#include "hub/store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <chrono>
#include <future>
#include <thread>

#include "hub/backup.hpp"
#include "hub/folder.hpp"
#include "hub/writer.hpp"

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

TEST_CASE("a hub that has nothing more to write wipes what a long reader held up", "[hub][store]") {
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
    std::promise<bool> done;
    Writer writer(*store, [&done](const Writer::Batch&, const std::optional<Fault>& fault) {
        done.set_value(!fault);
    });
    Writer::Batch erased;
    erased.push_back(addition(batch[0].debate, {"erase"}));
    erased[0].erased.push_back(1);
    writer.submit(std::move(erased));
    CHECK(done.get_future().get());
    CHECK(holds(folder.path, "unmistakable words"));
    reading->reset();
    for (int tries = 0; tries < 300 && holds(folder.path, "unmistakable words"); ++tries) {
        std::this_thread::sleep_for(std::chrono::milliseconds(100));
    }
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

TEST_CASE("a held body is given to nobody until its question is released", "[hub][store]") {
    const Folder folder;
    const auto store = opened(folder.path);
    std::vector<Addition> batch;
    batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"x", "ballot", "other"}));
    batch[0].rows[1].held_for = "question";
    batch[0].rows[1].held_until = 5;
    batch[0].rows[2].held_for = "another";
    batch[0].rows[2].held_until = 9;
    REQUIRE(store->commit(batch).ok());
    const StoredDebate& debate = batch[0].debate;
    const auto released = [&](std::string_view question, Position after) {
        std::string text;
        store->read_released(debate.row, question, after, 0, [&text](const StoredEntry& entry) {
            text += std::to_string(entry.position) + std::string(entry.body.value_or("-"));
            return true;
        });
        return text;
    };
    CHECK(all_of(*store, debate) == "1 head x x\n2 head ballot -\n3 head other -\n");
    CHECK(store->held(debate.row).size() == 2);
    CHECK(store->releases(debate.row).empty());
    CHECK(released("question", 0).empty());
    std::vector<Addition> more;
    more.push_back(addition(debate, {"stamp"}));
    more[0].released.push_back("question");
    REQUIRE(store->commit(more).ok());
    CHECK(all_of(*store, more[0].debate) ==
          "1 head x x\n2 head ballot ballot\n3 head other -\n4 head stamp stamp\n");
    REQUIRE(store->held(debate.row).size() == 1);
    CHECK(store->held(debate.row)[0] == std::pair<std::string, std::int64_t>("another", 9));
    REQUIRE(store->releases(debate.row).size() == 1);
    CHECK(store->releases(debate.row)[0].position == 4);
    CHECK(released("question", 0) == "2ballot");
    CHECK(released("question", 2).empty());
    CHECK(released("another", 0).empty());
}

TEST_CASE("what a moderator has to read is let out one by one", "[hub][store]") {
    const Folder folder;
    const auto store = opened(folder.path);
    std::vector<Addition> batch;
    batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"x", "rude", "kind"}));
    for (const std::size_t held : {1U, 2U}) {
        batch[0].rows[held].held_for = "~";
        batch[0].rows[held].held_until = INT64_MAX;
    }
    REQUIRE(store->commit(batch).ok());
    const auto unread = [&] {
        std::string text;
        store->read_unread(batch[0].debate.row, 0, [&text](const StoredEntry& entry) {
            text += std::string(entry.body.value_or("-")) + " ";
            return true;
        });
        return text;
    };
    CHECK(unread() == "rude kind ");
    std::vector<Addition> more;
    more.push_back(addition(batch[0].debate, {"show"}));
    more[0].read.push_back(3);
    REQUIRE(store->commit(more).ok());
    CHECK(unread() == "rude ");
    CHECK(all_of(*store, more[0].debate) ==
          "1 head x x\n2 head rude -\n3 head kind kind\n4 head "
          "show show\n");
    REQUIRE(store->releases(batch[0].debate.row).size() == 1);
    CHECK(store->releases(batch[0].debate.row)[0].position == 4);
}

TEST_CASE("at its end a debate goes whole, and its last checkpoint stays", "[hub][store]") {
    const Folder folder;
    const auto store = opened(folder.path);
    std::vector<Addition> batch;
    batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"x", "y"}));
    batch.push_back(addition({0, "a/two", "epoch", "owner", 0}, {"z"}));
    batch[0].ends = 1000;
    REQUIRE(store->commit(batch).ok());
    CHECK(store->over(999).empty());
    CHECK(store->over(1000) == std::vector<std::string>{"a/one"});
    std::vector<Addition> longer;
    longer.push_back(addition(batch[0].debate, {"w"}));
    longer[0].ends = 2000;
    REQUIRE(store->commit(longer).ok());
    CHECK(store->over(1999).empty());
    std::vector<Addition> end;
    end.push_back(addition(longer[0].debate, {}));
    end[0].last_checkpoint = "note";
    REQUIRE(store->commit(end).ok());
    CHECK(store->over(INT64_MAX).empty());
    CHECK_FALSE(store->find("a/one").has_value());
    CHECK(all_of(*store, longer[0].debate).empty());
    CHECK(store->last_checkpoint("a/one") == "note");
    CHECK_FALSE(store->last_checkpoint("a/two").has_value());
    CHECK(all_of(*store, batch[1].debate) == "1 head z z\n");
}

TEST_CASE("one folder has one hub", "[hub][store]") {
    const Folder folder;
    const auto store = opened(folder.path);
    const auto second = Store::open(folder.path);
    REQUIRE_FALSE(second.ok());
    CHECK(second.fault().what == "another hub uses this folder");
}

TEST_CASE("a copy made while the hub runs is put back as a list of another epoch", "[hub][store]") {
    const Folder folder;
    const Folder other;
    const auto store = opened(folder.path);
    std::vector<Addition> batch;
    batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"unmistakable words", "y"}));
    batch[0].rows[0].head = "head";
    REQUIRE(store->commit(batch).ok());
    std::vector<Addition> erased;
    erased.push_back(addition(batch[0].debate, {"erase"}));
    erased[0].erased.push_back(1);
    REQUIRE(store->commit(erased).ok());
    const std::string copy = folder.path + "/copy";
    REQUIRE(back_up(folder.path, copy).ok());
    CHECK(back_up(folder.path, copy).fault().what == "there is a file already");
    // What came later is not in it.
    std::vector<Addition> later;
    later.push_back(addition(erased[0].debate, {"z"}));
    REQUIRE(store->commit(later).ok());
    CHECK(restore(other.path, copy).fault().where == other.path + "/clerk.key");
    std::ofstream(other.path + "/clerk.key") << "the hub's";
    const auto restored = restore(other.path, copy);
    REQUIRE(restored.ok());
    CHECK(restored.value() == 1);
    CHECK(restore(other.path, copy).fault().what == "there is a file already");
    const auto again = opened(other.path);
    const auto found = again->find("a/one");
    REQUIRE(found.has_value());
    CHECK(all_of(*again, *found) == "1 head -\n2 head y y\n3 head erase erase\n");
    CHECK(found->epoch.size() == 22);
    CHECK(again->tree(found->row, 3)->root() == erased[0].tree.root());
    CHECK_FALSE(holds(other.path, "unmistakable words"));
}

TEST_CASE("a copy that is spoilt is not put back as if nothing were", "[hub][store]") {
    const Folder folder;
    const Folder other;
    std::ofstream(other.path + "/clerk.key") << "the hub's";
    CHECK(restore(other.path, folder.path + "/nowhere").fault().what == "there is no such file");
    {
        const auto store = opened(folder.path);
        std::vector<Addition> batch;
        batch.push_back(addition({0, "a/one", "epoch", "owner", 0}, {"x", "y"}));
        batch[0].rows.resize(300, {"head", "sig", "body"});
        REQUIRE(store->commit(batch).ok());
    }
    {
        auto database = Database::open(folder.path + "/hub.sqlite");
        REQUIRE(database.ok());
        REQUIRE(database->run("UPDATE entry SET head = 'another' WHERE position = 7").ok());
    }
    const auto restored = restore(other.path, folder.path + "/hub.sqlite");
    REQUIRE_FALSE(restored.ok());
    CHECK(restored.fault().where == "a/one");
    CHECK(restored.fault().what == "its entries are not those that its tree is of");
    CHECK_FALSE(fs::exists(other.path + "/hub.sqlite"));
}

}  // namespace store_test
