// A moderator reads first, at several hubs: whatever comes in whatever order.
#include <algorithm>
#include <catch2/catch_test_macros.hpp>
#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "hub/cluster_readers.hpp"

namespace cluster_disorder_test {

using namespace cluster_world;

// A log of one hub, as others would have it, and what of it may ever be seen.
class Log {
  public:
    explicit Log(World& world, const std::string& keeper) : now_(world.now()) {
        add(owner_.entry(R"("do":"open","title":"a","fold":1,"read_first":true,"clerks":[")" +
                             clerk_.key() + R"(",")" + lax_.key() + R"(",")" + keeper + R"("])",
                         now_),
            Stamp::plain);
        const NewRow role = owner_.entry(role_of(moderator_, true), now_);
        add(role, Stamp::plain);
        const NewRow shown = guest_.entry(claims("Word-shown"), now_);
        add(shown, Stamp::held);
        const NewRow hidden = other_.entry(claims("Word-hidden"), now_);
        add(hidden, Stamp::held);
        add(guest_.entry(R"("do":"name","text":"Name-before")", now_), Stamp::held);
        add(moderator_.entry(claims("Word-own"), now_), Stamp::plain);
        const NewRow show = moderator_.entry(R"("do":"show",)" + target(shown), now_);
        add(show, Stamp::plain);
        const NewRow name = guest_.entry(R"("do":"name","text":"Name-after")", now_);
        add(name, Stamp::held);
        const NewRow erased = other_.entry(claims("Word-erased"), now_);
        add(erased, Stamp::held);
        erased_ = entry_id(erased.head);
        const NewRow erase = other_.entry(
            R"("do":"erase","was":{"do":"claim","parent":"~","stance":"pro"},)" + target(erased),
            now_);
        add(erase, Stamp::plain);
        add(moderator_.entry(R"("do":"hide","reason":"no",)" + target(hidden), now_), Stamp::plain);
        add(stranger_.entry(R"("do":"show",)" + target(hidden), now_), Stamp::plain);
        add(stranger_.entry(claims("Word-of-lax"), now_), Stamp::lax);
        add(stranger_.entry(R"("do":"edit","text":"Word-edited",)" + target(shown), now_),
            Stamp::lax);
        add(owner_.entry(role_of(moderator_, false), now_), Stamp::plain);
        in_office_ = lines_.size();
        add(moderator_.entry(claims("Word-of-former"), now_), Stamp::lax);
        add(moderator_.entry(R"("do":"show",)" + target(hidden), now_), Stamp::lax);
        needs_["Word-shown"] = {entry_id(role.head), entry_id(show.head)};
        needs_["Name-before"] = needs_["Word-shown"];
        needs_["Word-own"] = {entry_id(role.head)};
    }
    struct Line {
        std::string id;
        std::string text;
    };
    /// In a random order, or their own. Who is no moderator any more is known as that before what
    /// such a one did comes: nobody could tell otherwise.
    [[nodiscard]] std::vector<Line> lines(std::mt19937* random) const {
        std::vector<Line> all = lines_;
        const auto since = all.begin() + static_cast<std::ptrdiff_t>(in_office_);
        if (random != nullptr) {
            std::shuffle(all.begin(), since, *random);
            std::shuffle(since, all.end(), *random);
        }
        return all;
    }
    [[nodiscard]] const std::string& erased() const { return erased_; }
    [[nodiscard]] std::string owner() const { return owner_.clerk.key(); }
    /// Words that nobody may be given at all.
    static constexpr const char* never[] = {"Word-hidden", "Name-after",     "Word-erased",
                                            "Word-of-lax", "Word-of-former", "Word-edited"};
    /// Words that are given out in the end, with what must have come before.
    [[nodiscard]] const std::map<std::string, std::vector<std::string>>& needs() const {
        return needs_;
    }

  private:
    enum class Stamp : std::uint8_t { plain, held, lax };
    void add(const NewRow& row, Stamp stamp) {
        append(row);
        const Clerk& by = stamp == Stamp::lax ? lax_ : clerk_;
        Clerk::Place place;
        place.debate = debate;
        place.n = place.clock = ++stamps_;
        place.now = now_;
        const std::vector<std::string> ids{entry_id(row.head)};
        Clerk::Held held;
        if (stamp == Stamp::held) held[std::string(held_for_reading)] = ids;
        append(by.stamp(place, ++now_, ids, held).value());
    }
    void append(const NewRow& row) {
        const std::string_view body = row.body;
        lines_.push_back({entry_id(row.head), write_line(row.head, row.sig, &body)});
    }
    std::int64_t now_;
    Clerk clerk_ = key_of(90);
    Clerk lax_ = key_of(91);
    Author owner_{key_of(77), 0};
    Author moderator_{key_of(79), 0};
    Author guest_{key_of(78), 0};
    Author other_{key_of(80), 0};
    Author stranger_{key_of(81), 0};
    std::uint64_t stamps_ = 0;
    std::vector<Line> lines_;
    std::size_t in_office_ = 0;
    std::string erased_;
    std::map<std::string, std::vector<std::string>> needs_;
};

bool knows(Member& member, const std::string& id) {
    Room* const room = member.hub().find(debate);
    return room != nullptr && room->judge(member.hub().store()).position_of(id) != 0;
}

// Brings a log in a random order, in random pieces, and begins the hub anew in between; at every
// step no reader has what may not be seen yet. What the hub gives out in the end.
std::set<std::string> brought_in_disorder(unsigned seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    World world(1);
    Member& member = world[0];
    const Log log(world, member.clerk().key());
    // Some orders are nearly that of a live hub.
    std::vector<Log::Line> left = log.lines(seed % 3 == 0 ? nullptr : &random);
    std::unique_ptr<Reader> reader;
    for (int round = 0; !left.empty(); ++round) {
        REQUIRE(round < 1000);
        std::string lines;
        const std::size_t count = std::min<std::size_t>(left.size(), 1 + random() % 6);
        const std::vector<Log::Line> some(left.begin(),
                                          left.begin() + static_cast<std::ptrdiff_t>(count));
        for (const Log::Line& each : some) {
            lines.append(lines.empty() ? "" : "\n").append(each.text);
        }
        member.hub().take_from_hub(debate, log.owner(), lines, Sent::in_order, [](bool) {});
        world.pass(seed % 2 == 0 ? 50 : 0);
        left.erase(left.begin(), left.begin() + static_cast<std::ptrdiff_t>(count));
        // A stamp of what is not here comes again.
        for (const Log::Line& each : some) {
            if (!knows(member, each.id)) left.push_back(each);
        }
        if (member.hub().find(debate) != nullptr && !reader) {
            reader = std::make_unique<Reader>(member);
        }
        const auto is_seen = [&](const std::string& words) {
            return gives(member, words) || (reader && reader->knows(words));
        };
        for (const char* const words : Log::never) {
            CAPTURE(words);
            REQUIRE_FALSE(is_seen(words));
        }
        for (const auto& [words, needed] : log.needs()) {
            CAPTURE(words);
            const bool may = std::all_of(needed.begin(), needed.end(),
                                         [&](const std::string& id) { return knows(member, id); });
            REQUIRE((may || !is_seen(words)));
        }
        if (random() % 5 == 0) {
            reader.reset();
            member.stop();
            member.start();
            world.pass(5000);
        }
    }
    world.pass(5000);
    std::set<std::string> seen;
    for (const auto& [words, needed] : log.needs()) {
        if (gives(member, words)) seen.insert(words);
    }
    Store& store = member.hub().store();
    store.read_whole(store.find(debate)->row, 0, store.find(debate)->head,
                     [&](const StoredEntry& entry) {
                         CHECK(entry.body.has_value() == (entry_id(entry.head) != log.erased()));
                         return true;
                     });
    for (const std::string words : Log::never) {
        CAPTURE(words);
        CHECK(waits(member, words) == (words != "Word-erased"));
    }
    return seen;
}

TEST_CASE("in every order of arrival nothing is given out too soon, and all is in the end",
          "[hub][cluster][reading]") {
    for (unsigned seed = 1; seed <= 60; ++seed) {
        CAPTURE(seed);
        CHECK(brought_in_disorder(seed) ==
              std::set<std::string>{"Name-before", "Word-own", "Word-shown"});
    }
}

}  // namespace cluster_disorder_test
