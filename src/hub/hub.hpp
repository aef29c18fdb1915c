#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include "hub/clerk.hpp"
#include "hub/figures.hpp"
#include "hub/loop.hpp"
#include "hub/messages.hpp"
#include "hub/pages.hpp"
#include "hub/peers.hpp"
#include "hub/rates.hpp"
#include "hub/room.hpp"
#include "hub/settings.hpp"
#include "hub/store.hpp"
#include "hub/time_share.hpp"
#include "hub/work.hpp"
#include "hub/writer.hpp"

/// The server that shares debates: accept, judge, append, publish.
///
/// An entry comes in a message (messages.hpp) through a reader's session (session.hpp) or a request
/// (routes.hpp). The debate's Judge (judge.hpp) says whether it may be added, by the same fold that
/// readers run. Its Room (room.hpp) holds it until the Writer (writer.hpp) takes everything that
/// came during the last fsync into one transaction, with a stamp of the Clerk (clerk.hpp) for each
/// debate. Only then do readers see it, in batches framed once (frames.hpp). A hub among others
/// waits until it is in a second place too (cluster.hpp). Nothing here does I/O but the store
/// (SQLite) and what is named net_* (Asio and Beast) and nats_* (libnats).
namespace palabre::hub {

/// Where answers to a publisher go, as messages.
using Say = std::function<void(std::string)>;

class Hub {
  public:
    /// `secret`: bytes that nobody can guess, this run's.
    Hub(Settings settings, Store& store, Clerk clerk, Loop& loop, std::string secret);

    [[nodiscard]] const Settings& settings() const { return settings_; }
    [[nodiscard]] const Clerk& clerk() const { return clerk_; }
    [[nodiscard]] Loop& loop() { return loop_; }
    [[nodiscard]] Store& store() { return store_; }
    [[nodiscard]] Figures& figures() { return figures_; }

    /// From now on there are other hubs, which outlive this one's use of them. Debates that have
    /// no other owner are opened by `opener`, whose key all hubs have; without it by nobody.
    void join(Peers& peers, std::optional<Clerk> opener);
    /// Takes lines that another hub has on its disk, of a debate whose anchor there is `owner`.
    /// `then` is told, once they are on this hub's disk, whether all of them are.
    void take_from_hub(std::string_view debate, std::string_view owner, std::string_view lines,
                       Sent sent, std::function<void(bool)> then);
    /// The piece of a debate's list behind `after` is in a second place.
    void cover(std::string_view debate, Position after);

    struct Caller {
        std::string address;
        std::string origin;  ///< of the page, "" where none was said
    };
    /// The debate that somebody asks for, opened where it is not there and may be. The fault's code
    /// is an error's of the protocol.
    [[nodiscard]] Result<Room*> enter(std::string_view debate, std::string_view owner,
                                      const Caller& caller);
    /// After how many ms that may be asked again; nothing where it would only be said again.
    [[nodiscard]] std::optional<std::int64_t> retry_of(const Fault& fault,
                                                       const Caller& caller) const;
    /// A debate that is there, or nothing.
    [[nodiscard]] Room* find(std::string_view debate);
    void follow(Room& room, Follower& follower);
    void leave(Room& room, Follower& follower);

    struct Publication {
        std::string_view lines;
        std::optional<std::int64_t> re;
        std::string_view work;  ///< what a new key has brought, or ""
        bool receipts = false;  ///< for what is new too, once it is durable
    };
    /// Judges published lines. Refusals, errors and receipts for what was known go to `say`.
    /// `finished` runs when all of it is durable or refused.
    void publish(Room& room, const Publication& publication, const Caller& caller, const Say& say,
                 std::function<void()> finished);

    /// What `GET .../snapshot` answers: of the last durable position, or of one some seconds ago.
    /// "" while something is on its way to the disk or to another hub, unless `around`: then it is
    /// left out, which costs a fold of its own. "" also where snapshots have had their share of
    /// the time and none of this debate is known.
    [[nodiscard]] std::string snapshot(Room& room, bool around);

    /// What `GET .../moderation` answers.
    [[nodiscard]] std::string moderation(Room& room, std::size_t after, std::size_t most);

    /// From here on what pages say of debates that the hub opens is declared there; the settings
    /// name the pages, `fetch` gets them.
    void read_pages(Pages::Fetch fetch);

    /// The signed checkpoint of what is durable. Errors: "storage".
    [[nodiscard]] Result<std::string> checkpoint(Room& room);
    /// What this hub signs of the first `size` entries, which may be shown. Errors: "storage".
    [[nodiscard]] Result<SignedList> signed_list(const Room& room, Position size);
    /// Keeps more of another hub's list, all of whose entries are on this hub's disk.
    void keep_copy(Room& room, CopiedPiece piece);

    /// Once a second: gives out what was held until now, deletes debates whose life has ended,
    /// forgets those that nobody needs.
    void sweep();
    /// Whether the disk takes what it is given.
    [[nodiscard]] bool healthy() const { return !storage_fault_; }
    [[nodiscard]] std::size_t rooms() const { return rooms_.size(); }
    /// Runs `then` when nothing is on its way to the disk.
    void when_quiet(std::function<void()> then);

  private:
    void submit();
    void batch_done(const Writer::Batch& batch, const std::optional<Fault>& fault);
    void flush_later(Room& room);
    void flush(Room& room);
    void release_due();
    void end_due();
    void forget(Room& room);
    [[nodiscard]] Room& add_room(StoredDebate stored);
    [[nodiscard]] Result<Room*> room_from_hub(std::string_view debate, std::string_view owner);
    // Its position, or 0 where it will not be there whole once that is on the disk.
    [[nodiscard]] Position take_line_from_hub(Room& room, std::string_view line, Sent sent);
    [[nodiscard]] Terms terms_in(const Room& room) const;
    [[nodiscard]] Result<Room*> make_room(std::string_view debate, const Caller& caller);
    [[nodiscard]] Result<bool> anchor(Room& room, std::string_view owner);
    void declare_what_lacks(Room& room);
    void declare_from_page(const std::string& debate, std::size_t failures = 0);
    Result<bool> declare(const std::string& debate, const Outline& outline);
    // What is under way for one message of one publisher.
    struct Publishing {
        Room& room;
        const Publication& publication;
        const Say& say;
        Judge::Authors stopped;     // authors whose further entries are not looked at
        std::vector<Position> had;  // positions of what was known
        std::vector<Position> fresh;
    };
    void answer(const Judge::Verdict& verdict, Publishing& publishing);
    void finish_publishing(Publishing& publishing, std::function<void()> finished);
    [[nodiscard]] std::string receipt(Room& room, const std::vector<Position>& positions,
                                      std::optional<std::int64_t> re);

    Settings settings_;
    Store& store_;
    Clerk clerk_;
    Loop& loop_;
    Peers* peers_ = nullptr;  // nobody where the hub is alone
    std::optional<Clerk> opener_;
    Figures figures_;
    std::map<std::string, std::unique_ptr<Room>, std::less<>> rooms_;
    std::map<std::string, std::int64_t, std::less<>> debates_of_site_;
    std::set<Room*> pending_;  // with something for the disk
    std::set<Room*> unsent_;   // with something for readers, a flush being due
    bool writing_ = false;
    std::optional<Fault> storage_fault_;
    std::vector<std::function<void()>> quiet_;
    struct Signed {
        Position size = 0;
        std::int64_t made = 0;  // ticks
        std::string json;
    };
    std::map<Room*, Signed> snapshots_;
    TimeShare snapshots_share_;
    struct Acts {
        Position size = 0;      // of the log that was looked at
        std::int64_t made = 0;  // ticks
        std::vector<std::string> list;
    };
    std::map<Room*, Acts> acts_;
    Work work_;
    Rates key_rates_;
    Rates first_day_rates_;
    Rates address_rates_;
    Rates debate_rates_;
    std::unique_ptr<Pages> pages_;
    Writer writer_;  // last: it ends first
};

}  // namespace palabre::hub
