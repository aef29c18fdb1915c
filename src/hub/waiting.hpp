#pragma once

#include <cstdint>
#include <deque>
#include <functional>
#include <utility>

namespace palabre::hub {

/// Who waits for positions of a list to be reached.
class Waiting {
  public:
    /// Told whether it was.
    using Then = std::function<void(bool)>;

    /// Runs `then(true)` once `reach` was called for `position`; at once where `reached` is behind
    /// it already.
    void add(std::uint64_t position, std::uint64_t reached, Then then);
    void reach(std::uint64_t position);
    /// What waits for positions behind `position` waits in vain.
    void fail_behind(std::uint64_t position);

  private:
    std::deque<std::pair<std::uint64_t, Then>> waiting_;  // by position
};

}  // namespace palabre::hub
