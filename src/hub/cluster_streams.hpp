#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "hub/cluster_asking.hpp"

namespace palabre::hub {

/// The streams of JetStream that keep heads: a fixed number, each for a share of the debates, a
/// subject a debate. Bodies never go there, those of stamps apart: a stream's servers keep what was
/// deleted in their own logs.
class Streams {
  public:
    static constexpr std::size_t count = 4;

    /// What a message in a stream says: lines without bodies.
    struct Heads {
        std::string debate;
        std::string owner;
        std::string lines;
    };

    Streams(Asking& asking, std::int64_t replicas) : asking_(asking), replicas_(replicas) {}

    /// The connection is there: makes the streams where they are not, until they answer.
    void begin();
    /// Every second.
    void tick();
    [[nodiscard]] bool are_ready() const;

    /// Keeps a message; `kept` is told whether a majority of the servers has it.
    void keep(const Heads& heads, const std::function<void(bool)>& kept);

    /// Reads what was not read yet, the oldest first, and at the first time back to where a
    /// thousand in a row are known. `is_known` says of a message whether all of it is here; those
    /// that are not are given to `done`, with whether everything could be read.
    using IsKnown = std::function<bool(const Heads&)>;
    using Done = std::function<void(bool whole, std::vector<Heads> unknown)>;
    void read(const IsKnown& is_known, const Done& done);

  private:
    struct Reading;
    enum class Stand : std::uint8_t { unasked, asked, ready };

    void make(std::size_t stream);
    void read_next(const std::shared_ptr<Reading>& reading);
    void read_window(const std::shared_ptr<Reading>& reading);
    void window_done(const std::shared_ptr<Reading>& reading);

    Asking& asking_;
    std::int64_t replicas_;
    std::array<Stand, count> stands_{};
    std::array<std::uint64_t, count> read_{};  // the last number that was read, 0: none
    std::array<bool, count> was_read_{};
};

}  // namespace palabre::hub
