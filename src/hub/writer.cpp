#include "hub/writer.hpp"

#include <utility>

namespace palabre::hub {

Writer::Writer(Store& store, Done done)
    : store_(store), done_(std::move(done)), thread_([this] { run(); }) {}

Writer::~Writer() {
    {
        const std::lock_guard lock(mutex_);
        ending_ = true;
    }
    changed_.notify_one();
    thread_.join();
}

void Writer::submit(Batch batch) {
    {
        const std::lock_guard lock(mutex_);
        batch_ = std::move(batch);
    }
    changed_.notify_one();
}

void Writer::run() {
    for (;;) {
        Batch batch;
        {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return batch_.has_value() || ending_; });
            if (!batch_) return;
            batch = std::move(*batch_);
            batch_.reset();
        }
        const auto committed = store_.commit(batch);
        done_(std::move(batch), committed ? std::nullopt : std::optional<Fault>(committed.fault()));
    }
}

}  // namespace palabre::hub
