#pragma once

#include <cstdint>
#include <functional>

namespace palabre::hub {

/// The one thread on which debates, readers and requests live. Everything in this folder runs on it
/// but the writer.
class Loop {
  public:
    virtual ~Loop() = default;
    /// Has `task` run on the loop's thread. May be called from any thread.
    virtual void post(std::function<void()> task) = 0;
    /// The same, after `ms`. From the loop's thread only.
    virtual void after(std::int64_t ms, std::function<void()> task) = 0;
    /// ms since 1970, by the machine's clock.
    [[nodiscard]] virtual std::int64_t now() const = 0;
    /// ms that only go forward, for intervals.
    [[nodiscard]] virtual std::int64_t ticks() const = 0;
};

}  // namespace palabre::hub
