#include "hub/batch.hpp"

#include <algorithm>
#include <utility>

namespace palabre::hub {

namespace {

constexpr std::int64_t kept_ms = 5000;

}  // namespace

const Batch* ReadBatches::after(Position after, std::int64_t now) {
    const auto found = std::find_if(batches_.begin(), batches_.end(),
                                    [after](const Batch& each) { return each.after == after; });
    if (found == batches_.end()) return nullptr;
    asked_at_ = now;
    return &*found;
}

const Batch& ReadBatches::keep(Batch batch, std::size_t bytes_max, std::int64_t now) {
    asked_at_ = now;
    bytes_ += batch.frame->size();
    batches_.push_back(std::move(batch));
    while (bytes_ > bytes_max && batches_.size() > 1) {
        bytes_ -= batches_.front().frame->size();
        batches_.pop_front();
    }
    return batches_.back();
}

void ReadBatches::forget() {
    batches_.clear();
    bytes_ = 0;
}

void ReadBatches::sweep(std::int64_t now) {
    if (now - asked_at_ >= kept_ms) forget();
}

}  // namespace palabre::hub
