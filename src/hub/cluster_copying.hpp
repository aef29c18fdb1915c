#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "hub/bus.hpp"
#include "hub/cluster_asking.hpp"
#include "hub/cluster_messages.hpp"
#include "hub/hub.hpp"

namespace palabre::hub {

/// Copies the other hubs' lists, and gives them this hub's own (docs/cluster.md, "Copies of
/// lists"). Once a second a hub says which of its lists have grown. Who hears it asks for what it
/// lacks, piece by piece, each signed by that hub, and keeps what has the root that was signed.
class Copying {
  public:
    Copying(Hub& hub, Bus& bus, Asking& asking) : hub_(hub), bus_(bus), asking_(asking) {}

    /// This hub's list of a debate may have grown: the others are told.
    void note(std::string_view debate) { changed_.emplace(debate); }
    /// Another hub's list has so many entries.
    void hear(const std::string& hub, std::string_view debate, Position size);
    /// A message `lists` of another hub.
    void on_lists(const HubMessage& said);
    /// What is answered to `list {debate,after}`: `{owner,name,size,root,sig}`, and the ids of
    /// entries `after` + 1 to `size`, a line each.
    [[nodiscard]] std::string answer(const HubMessage& asked);
    /// Every second.
    void tick();
    /// The connection is away: what is due is heard again.
    void forget();

  private:
    using Key = std::pair<std::string, std::string>;  // hub, debate
    struct Due {
        std::int64_t next = 0;  // ticks
        std::int64_t wait = 0;  // ms, the last time
        bool asked = false;
    };
    enum class Came : std::uint8_t { whole, some, not_yet, never };

    void announce();
    void ask_due();
    void ask(const Key& key, Due& due);
    void on_answer(const Key& key, Position after, const std::string* text);
    [[nodiscard]] Came take(const Key& key, Position after, const HubMessage& answer);
    [[nodiscard]] Came take_ids(Room& room, CopiedPiece& piece, std::string_view ids);
    [[nodiscard]] std::optional<seal::MerkleTree> grown(const Room& room, CopiedPiece& piece);

    Hub& hub_;
    Bus& bus_;
    Asking& asking_;
    std::set<std::string, std::less<>> changed_;  // debates
    std::map<Key, Due> due_;
    std::set<Key> parted_;  // lists that are another than the copy
};

}  // namespace palabre::hub
