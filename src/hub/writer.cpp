#include "hub/writer.hpp"

#include <chrono>
#include <utility>

namespace palabre::hub {

namespace {

// What was erased and could not be wiped is tried again so often where nothing is written.
constexpr std::chrono::seconds wipe_again{1};

}  // namespace

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
            const auto called = [this] { return batch_.has_value() || ending_; };
            if (!store_.has_remains())
                changed_.wait(lock, called);
            else
                changed_.wait_for(lock, wipe_again, called);
            if (!batch_ && ending_) return;
            if (batch_) {
                batch = std::move(*batch_);
                batch_.reset();
            }
        }
        if (batch.empty()) {
            store_.wipe_remains();
            continue;
        }
        const auto committed = store_.commit(batch);
        done_(std::move(batch), committed ? std::nullopt : std::optional<Fault>(committed.fault()));
    }
}

}  // namespace palabre::hub
