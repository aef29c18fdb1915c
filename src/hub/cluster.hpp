#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "hub/bus.hpp"
#include "hub/cluster_asking.hpp"
#include "hub/cluster_copying.hpp"
#include "hub/cluster_messages.hpp"
#include "hub/cluster_sharing.hpp"
#include "hub/cluster_streams.hpp"
#include "hub/hub.hpp"
#include "hub/peers.hpp"
#include "hub/set_digests.hpp"

namespace palabre::hub {

/// A hub among others (docs/cluster.md). What this hub took is put into a second place before
/// anybody sees it (cluster_sharing.hpp). What others took is taken as it comes, and whatever was
/// missed is found by comparing with each of them (cluster_comparing.hpp) and by reading the
/// streams (cluster_streams.hpp): after each connection, whenever a message was missed, hourly, and
/// the streams every ten seconds while a hub is silent, which may still reach them.
/// A hub that begins takes nothing until it is sure that its folder is what its key has signed
/// (cluster_own_lists.hpp), and nothing of its readers until it has what the others had: an
/// author's next number may depend on it. On the loop's thread.
class Cluster final : public Peers {
  public:
    /// Told that this hub must not go on: its folder is not what its key has signed.
    using GiveUp = std::function<void(Fault)>;
    Cluster(Hub& hub, Bus& bus, GiveUp give_up);
    /// Begins to listen and to connect.
    void begin();

    // Peers.
    [[nodiscard]] bool are_reachable() const override;
    [[nodiscard]] bool are_known() const override;
    [[nodiscard]] bool were_known() const override { return were_known_; }
    void share(const Room& room) override;
    void bodies_changed(std::string_view debate) override { digests_.forget(debate); }

  private:
    // What another hub has of this hub's own lists.
    enum class Own : std::uint8_t { unasked, asked, told };
    // Another hub, from when it is heard until it is silent.
    struct Other {
        std::string run;           // a connection of it
        std::uint64_t number = 0;  // the last message of it that was heard
        std::int64_t heard = 0;    // ticks
        bool due = true;           // to be compared with
        bool comparing = false;
        std::int64_t compared = 0;  // ticks of the last time
        Own own = Own::unasked;
    };
    // Heads in a stream that are not here: their bodies are on their way, or some hub has them.
    struct Doubt {
        Streams::Heads heads;
        std::int64_t since = 0;  // ticks
        bool compared = false;   // with all, since
    };

    void on_connection(bool up);
    void on_message(const Bus::Message& message);
    void on_presence(const HubMessage& said);
    void on_live(const HubMessage& said, const std::string& reply);
    void announce();
    void tick();
    void make_sure();
    void ask_for_own(const std::string& hub);
    void see_whether_caught_up();
    void forget_silent();
    void compare_due();
    void compare(const std::string& hub);
    void read_streams();
    void settle_doubts();
    [[nodiscard]] bool is_known(const Streams::Heads& heads);
    [[nodiscard]] bool all_compared() const;
    [[nodiscard]] bool has_gathered() const;
    [[nodiscard]] bool is_one_silent() const;

    Hub& hub_;
    Bus& bus_;
    std::string run_;  // of this hub's connection, "" while it is away
    std::string inbox_;
    Asking asking_;
    Streams streams_;
    Sharing sharing_;
    SetDigests digests_;
    Copying copying_;
    GiveUp give_up_;
    std::map<std::string, Other> others_;  // by clerk
    std::set<std::string> heard_;          // clerks, once since the start
    std::vector<Doubt> doubts_;
    std::int64_t up_since_ = 0;  // ticks
    bool were_known_ = false;
    bool sure_ = false;       // once since the start: no other has more of this hub's own lists
    bool caught_up_ = false;  // once since the start: what the others had is here
    bool streams_due_ = true;
    bool reading_ = false;
    bool looking_ = false;   // reading for a silent hub alone
    std::int64_t read_ = 0;  // ticks of the last whole reading
};

}  // namespace palabre::hub
