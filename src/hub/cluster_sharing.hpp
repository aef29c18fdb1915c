#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>

#include "hub/cluster_asking.hpp"
#include "hub/cluster_streams.hpp"
#include "hub/hub.hpp"

namespace palabre::hub {

/// Puts what this hub took into a second place: sends it whole to the other hubs, and its heads to
/// a stream. A piece of a debate's list is covered once one other hub says that all of it is on its
/// disk, or JetStream that it has all the heads. Until then it is sent again, every second.
class Sharing {
  public:
    Sharing(Hub& hub, Asking& asking, Streams& streams)
        : hub_(hub), asking_(asking), streams_(streams) {}

    /// A new connection: `run` names it, and messages are counted from 1.
    void begin(std::string run);
    /// The connection is away.
    void pause() { run_.clear(); }
    void share(const Room& room);
    /// Every second.
    void tick();

    /// Messages sent to all hubs in this run: whoever heard fewer has missed one.
    [[nodiscard]] std::uint64_t sent() const { return sent_; }
    [[nodiscard]] std::size_t underway() const { return pieces_.size(); }
    /// How long the oldest piece has been waiting, ms.
    [[nodiscard]] std::int64_t waiting() const;

  private:
    struct Piece {
        std::string debate;
        std::string owner;
        std::int64_t row = 0;
        Position after = 0;
        Position to = 0;
        std::int64_t since = 0;                     // ticks
        std::int64_t sent = 0;                      // ticks, of the last time
        std::size_t live = 0;                       // messages to the other hubs
        std::size_t heads = 0;                      // messages to the stream
        std::size_t kept = 0;                       // of those
        std::map<std::string, std::size_t> by_hub;  // live messages that it has on its disk
    };
    using Shared = std::shared_ptr<Piece>;

    void send(const Shared& piece);
    void send_live(const Shared& piece, const std::string& lines);
    void send_heads(const Shared& piece, std::string lines);
    void cover(const Shared& piece);

    Hub& hub_;
    Asking& asking_;
    Streams& streams_;
    std::string run_;  // "" while away
    std::uint64_t sent_ = 0;
    std::map<std::pair<std::string, Position>, Shared> pieces_;
};

}  // namespace palabre::hub
