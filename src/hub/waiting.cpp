#include "hub/waiting.hpp"

#include <algorithm>

namespace palabre::hub {

void Waiting::add(std::uint64_t position, std::uint64_t reached, Then then) {
    if (position <= reached) {
        then(true);
        return;
    }
    const auto later = std::find_if(waiting_.begin(), waiting_.end(),
                                    [position](const auto& each) { return each.first > position; });
    waiting_.insert(later, {position, std::move(then)});
}

void Waiting::reach(std::uint64_t position) {
    while (!waiting_.empty() && waiting_.front().first <= position) {
        const Then then = std::move(waiting_.front().second);
        waiting_.pop_front();
        then(true);
    }
}

void Waiting::fail_behind(std::uint64_t position) {
    std::deque<std::pair<std::uint64_t, Then>> failed;
    while (!waiting_.empty() && waiting_.back().first > position) {
        failed.push_front(std::move(waiting_.back()));
        waiting_.pop_back();
    }
    for (const auto& [at, then] : failed) then(false);
}

}  // namespace palabre::hub
