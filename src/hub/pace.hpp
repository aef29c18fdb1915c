#pragma once

#include <cstddef>
#include <cstdint>

namespace palabre::hub {

/// Whether who is sent an answer takes it: to the end, or so much of it in each span of time.
class Pace {
  public:
    static constexpr std::size_t least_bytes = 64U << 10;

    void begin(std::int64_t ticks) {
        began_ = ticks;
        taken_ = 0;
    }
    void took(std::size_t bytes) { taken_ += bytes; }
    /// Asked again and again while something is left to be taken. `span` in ms.
    [[nodiscard]] bool is_too_slow(std::int64_t ticks, std::int64_t span) {
        if (ticks - began_ <= span) return false;
        if (taken_ < least_bytes) return true;
        begin(ticks);
        return false;
    }

  private:
    std::int64_t began_ = 0;  // ticks
    std::size_t taken_ = 0;
};

}  // namespace palabre::hub
