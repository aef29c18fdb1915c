#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <memory>
#include <string>

#include "hub/store.hpp"

namespace palabre::hub {

/// A message `entries`, in a frame of WebSocket, shared by all who are sent it.
struct Batch {
    Position after = 0;
    Position to = 0;
    std::shared_ptr<const std::string> frame;
};

/// Batches that were read from the store for a reader who is far behind, kept for a moment: a place
/// without a connection, or a hub that begins again, sends many readers the same way at once.
class ReadBatches {
  public:
    /// From wherever readers come, what is read for one ends at a multiple of so many positions:
    /// there they are in step. A message of as many entries is seldom over its size.
    static constexpr Position step = 64;

    /// Bytes kept where `readers` follow: for one alone nothing that matters.
    static constexpr std::size_t bytes_kept(std::size_t readers) {
        constexpr std::size_t most = std::size_t{16} << 20;
        constexpr std::size_t for_each = std::size_t{16} << 10;
        return readers >= most / for_each ? most : readers * for_each;
    }

    /// The one that begins behind `after`, or nothing. `now` in ticks.
    [[nodiscard]] const Batch* after(Position after, std::int64_t now);
    /// Keeps one, at least until the next is kept, and lets the oldest go beyond `bytes_max`.
    const Batch& keep(Batch batch, std::size_t bytes_max, std::int64_t now);
    void forget();
    /// Forgets what nobody has asked for of late.
    void sweep(std::int64_t now);

  private:
    std::deque<Batch> batches_;  // by when they were read
    std::size_t bytes_ = 0;
    std::int64_t asked_at_ = 0;
};

}  // namespace palabre::hub
