#include "hub/store.hpp"

#include <catch2/catch_test_macros.hpp>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace store_test {

using namespace palabre;
using namespace palabre::hub;

namespace {

namespace fs = std::filesystem;

struct Folder {
    std::string path;
    Folder() {
        std::string name = (fs::temp_directory_path() / "palabre-store-XXXXXX").string();
        path = mkdtemp(name.data());
    }
    ~Folder() { fs::remove_all(path); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;
};

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

bool holds(const std::string& folder, const std::string& words) {
    for (const fs::directory_entry& each : fs::directory_iterator(folder)) {
        std::ifstream file(each.path(), std::ios::binary);
        const std::string bytes{std::istreambuf_iterator<char>(file),
                                std::istreambuf_iterator<char>()};
        if (bytes.find(words) != std::string::npos) return true;
    }
    return false;
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
        store->read_released(debate.row, question, after, [&text](const StoredEntry& entry) {
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
