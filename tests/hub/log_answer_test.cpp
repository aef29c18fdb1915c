// A list as a log, piece by piece, while the store goes on.
#include <catch2/catch_test_macros.hpp>
#include <string>
#include <utility>
#include <vector>

#include "hub/folder.hpp"
#include "hub/list_routes.hpp"

namespace log_answer_test {

using namespace palabre;
using namespace palabre::hub;

namespace {

struct LoggedDebate {
    hub_folder::Folder folder;
    std::unique_ptr<Store> store;
    StoredDebate debate{0, "a/one", "epoch", "owner", 0};

    LoggedDebate() {
        auto opened = Store::open(folder.path);
        REQUIRE(opened.ok());
        store = std::move(opened).value();
    }
    StoredDebate commit(Addition addition) const {
        std::vector<Addition> batch;
        batch.push_back(std::move(addition));
        REQUIRE(store->commit(batch).ok());
        return batch[0].debate;
    }
    // Entries of 20,000 bytes: some of them are a piece.
    void add(const std::vector<std::string>& names) {
        Addition more;
        more.debate = debate;
        for (const std::string& each : names) {
            more.rows.push_back({"head " + each, "sig", std::string(20000, 'x')});
        }
        debate = commit(std::move(more));
    }
    [[nodiscard]] HttpAnswer log() const {
        return log_answer(*store, debate, debate.head,
                          [this, row = debate.row](Position after, const auto& each) {
                              store->read(row, after, UINT64_MAX >> 1U, each);
                          });
    }
};

std::vector<std::string> many() {
    return {"1", "2", "3", "4", "5", "6", "7", "8", "9"};
}

}  // namespace

TEST_CASE("a log in pieces is that of the entries that were there when it was asked for",
          "[hub][log]") {
    LoggedDebate of;
    of.add(many());
    const HttpAnswer log = of.log();
    CHECK(log.body == "{\"debate\":\"a/one\",\"owner\":\"owner\"}\n");
    std::string all;
    int pieces = 0;
    for (Piece is = Piece::more; is == Piece::more; ++pieces) {
        std::string piece;
        is = log.rest(piece);
        REQUIRE(is != Piece::broken);
        CHECK(piece.size() < 90000);
        all += piece;
        of.add({"later"});
    }
    CHECK(pieces == 3);
    std::string expected;
    of.store->read(of.debate.row, 0, 9, [&expected](const StoredEntry& entry) {
        expected += line_of(entry) + "\n";
        return true;
    });
    CHECK(all == expected);
}

TEST_CASE("a log breaks off where the debate is deleted meanwhile, whoever has its place then",
          "[hub][log]") {
    LoggedDebate of;
    of.add(many());
    const HttpAnswer log = of.log();
    std::string piece;
    REQUIRE(log.rest(piece) == Piece::more);
    Addition end;
    end.debate = of.debate;
    end.last_checkpoint = "the last";
    of.commit(std::move(end));
    SECTION("nobody") {}
    SECTION("another debate") {
        const std::int64_t row = of.debate.row;
        of.debate = {0, "a/two", "epoch", "owner", 0};
        of.add(many());
        REQUIRE(of.debate.row == row);
    }
    piece.clear();
    CHECK(log.rest(piece) == Piece::broken);
}

}  // namespace log_answer_test
