#pragma once

#include <cstdint>

namespace palabre::hub {

/// Keeps costly work to a fifth of the hub's time, however often it is asked for: after it as much
/// time four times over belongs to everything else.
class TimeShare {
  public:
    [[nodiscard]] bool may_begin(std::int64_t ticks) const { return ticks >= next_; }
    /// The work that took from `began` to `ended`, in ticks.
    void took(std::int64_t began, std::int64_t ended) { next_ = ended + 4 * (ended - began); }

  private:
    std::int64_t next_ = 0;  // ticks
};

}  // namespace palabre::hub
