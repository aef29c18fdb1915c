#pragma once

#include <array>
#include <cstddef>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hub/cluster_asking.hpp"
#include "hub/cluster_copying.hpp"
#include "hub/cluster_messages.hpp"
#include "hub/hub.hpp"
#include "hub/set_digests.hpp"

namespace palabre::hub {

/// Compares this hub's debates with another's, and takes what only the other has. The other does
/// the same, so both come to the union. One question at a time, and the next one only when what
/// came is on the disk.
class Comparing : public std::enable_shared_from_this<Comparing> {
  public:
    /// Told once whether all was compared and taken.
    using Done = std::function<void(bool whole)>;
    Comparing(Hub& hub, Asking& asking, SetDigests& digests, Copying& copying, std::string other,
              Done done);

    void start() { ask_sets(""); }

  private:
    struct Debate {
        std::string id;
        std::string owner;
        std::vector<std::size_t> buckets;              // that differ
        std::map<std::string, bool, std::less<>> own;  // ids, and whether the body is here
        std::deque<Position> wanted;                   // the other's positions, ascending
    };
    using Read = void (Comparing::*)(const HubMessage& answer);

    // Asks, up to three times, and goes on with `read`.
    void ask(const std::string& question, Read read, int tries = 3);
    void ask_sets(std::string_view after);
    void on_sets(const HubMessage& answer);
    void next_debate();
    void on_buckets(const HubMessage& answer);
    void ask_ids(Position after);
    void on_ids(const HubMessage& answer);
    void ask_lines();
    void on_lines(const HubMessage& answer);
    void note_own(const StoredDebate& debate);
    void finish(bool whole);

    Hub& hub_;
    Asking& asking_;
    SetDigests& digests_;
    Copying& copying_;
    std::string other_;
    Done done_;
    std::string last_;  // the last debate that was listed
    bool more_ = false;
    std::deque<Debate> differing_;
};

}  // namespace palabre::hub
