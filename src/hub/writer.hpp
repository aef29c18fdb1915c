#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

#include "hub/store.hpp"

namespace palabre::hub {

/// The thread that waits for the disk. One batch at a time: what comes meanwhile makes the next,
/// so batches grow as the disk slows, and no window of waiting is needed.
class Writer {
  public:
    using Batch = std::vector<Addition>;
    /// Called on the writer's thread, with the batch as committed, or as it was and a fault.
    using Done = std::function<void(Batch, const std::optional<Fault>&)>;

    Writer(Store& store, Done done);
    /// Waits for the batch at hand.
    ~Writer();
    Writer(const Writer&) = delete;
    Writer& operator=(const Writer&) = delete;

    /// Only when the last batch was answered.
    void submit(Batch batch);

  private:
    void run();

    Store& store_;
    Done done_;
    std::mutex mutex_;
    std::condition_variable changed_;
    std::optional<Batch> batch_;
    bool ending_ = false;
    std::thread thread_;
};

}  // namespace palabre::hub
