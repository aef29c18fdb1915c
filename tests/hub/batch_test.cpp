#include "hub/batch.hpp"

#include <catch2/catch_test_macros.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "hub/folder.hpp"
#include "hub/room.hpp"

namespace batch_test {

using namespace palabre::hub;
using namespace hub_folder;

namespace {

Batch batch_of(Position after, std::size_t bytes) {
    return {after, after + 1, std::make_shared<const std::string>(bytes, 'x')};
}

// A store with a debate of so many entries of so many bytes; the first has words of its own.
struct Debate {
    explicit Debate(std::size_t entries, std::size_t bytes = 300)
        : store(std::move(Store::open(folder.path).value())) {
        std::vector<Addition> made(1);
        made[0].debate = {0, "a/one", "epoch", "owner", 0};
        for (std::size_t i = 0; i < entries; ++i) {
            const std::string body(bytes, 'x');
            made[0].rows.push_back({"head", "sig", i == 0 ? "unmistakable words" : body});
        }
        REQUIRE(store->commit(made).ok());
        stored = made[0].debate;
    }

    Folder folder;
    std::unique_ptr<Store> store;
    StoredDebate stored;
};

struct Idle final : Follower {
    void wake() override {}
};

// What a reader who comes at `after` is sent, batch by batch, to the end.
std::vector<std::shared_ptr<const std::string>> sent(Room& room, Store& store, Position after) {
    std::vector<std::shared_ptr<const std::string>> frames;
    while (const Batch* const batch = room.stored_batch(after, store, 0)) {
        REQUIRE(batch->after == after);
        REQUIRE(batch->to > after);
        frames.push_back(batch->frame);
        after = batch->to;
    }
    CHECK(after == room.head());
    return frames;
}

}  // namespace

TEST_CASE("a batch that was read is there for the next who comes, for a moment", "[hub][room]") {
    ReadBatches read;
    CHECK(read.after(0, 0) == nullptr);
    CHECK(read.keep(batch_of(0, 10), 100, 0).after == 0);
    REQUIRE(read.after(0, 4000) != nullptr);
    CHECK(read.after(0, 4000)->to == 1);
    CHECK(read.after(1, 4000) == nullptr);
    read.sweep(8999);
    CHECK(read.after(0, 8999) != nullptr);
    read.sweep(13999);
    CHECK(read.after(0, 13999) == nullptr);
}

TEST_CASE("of batches that were read the oldest go, and the last stays whatever its size",
          "[hub][room]") {
    ReadBatches read;
    for (Position after = 0; after < 5; ++after) {
        CHECK(read.keep(batch_of(after, 40), 100, 0).after == after);
    }
    CHECK(read.after(2, 0) == nullptr);
    CHECK(read.after(3, 0) != nullptr);
    CHECK(read.after(4, 0) != nullptr);
    read.keep(batch_of(7, 1000), 100, 0);
    CHECK(read.after(4, 0) == nullptr);
    CHECK(read.after(7, 0) != nullptr);
    CHECK(ReadBatches::bytes_kept(1) == 16U << 10);
    CHECK(ReadBatches::bytes_kept(1024) == 16U << 20);
    CHECK(ReadBatches::bytes_kept(SIZE_MAX) == 16U << 20);
}

TEST_CASE("readers who are far behind are given the same bytes, wherever they come from",
          "[hub][room]") {
    const Debate debate(300);
    Room room(debate.stored);
    std::vector<Idle> readers(100);
    for (Idle& each : readers) room.followers.push_back(&each);
    const auto first = sent(room, *debate.store, 0);
    CHECK(first.size() == 5);
    CHECK(sent(room, *debate.store, 0) == first);
    // In step from the next 64 on.
    const auto second = sent(room, *debate.store, 70);
    REQUIRE(second.size() == 4);
    CHECK(std::vector(second.begin() + 1, second.end()) ==
          std::vector(first.begin() + 2, first.end()));
}

TEST_CASE("entries that are long make batches of 64 KiB at most, or of one", "[hub][room]") {
    const Debate debate(100, 20'000);
    Room room(debate.stored);
    for (const auto& each : sent(room, *debate.store, 0)) {
        CHECK(each->size() <= 65'536);
    }
    const Debate larger(3, 70'000);
    Room other(larger.stored);
    CHECK(sent(other, *larger.store, 0).size() == 3);
}

TEST_CASE("what was erased is in no batch that was read before", "[hub][room]") {
    const Debate debate(100);
    Room room(debate.stored);
    std::vector<Idle> readers(100);
    for (Idle& each : readers) room.followers.push_back(&each);
    const Batch* const before = room.stored_batch(0, *debate.store, 0);
    REQUIRE(before != nullptr);
    CHECK(before->frame->find("unmistakable words") != std::string::npos);
    std::vector<Addition> erasing(1);
    erasing[0].debate = debate.stored;
    erasing[0].rows.push_back({"head", "sig", "erase"});
    erasing[0].erased.push_back(1);
    REQUIRE(debate.store->commit(erasing).ok());
    room.committed(erasing[0], *debate.store);
    const Batch* const after = room.stored_batch(0, *debate.store, 0);
    REQUIRE(after != nullptr);
    CHECK(after->frame->find("unmistakable words") == std::string::npos);
}

}  // namespace batch_test
