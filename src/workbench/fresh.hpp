#pragma once

#include <cstdint>
#include <utility>

namespace palabre::workbench {

/// What a panel shows, computed when it is looked at and what it comes from has changed.
template <class Shown>
class Fresh {
  public:
    /// `turn` is another number whenever `make` would give something else.
    template <class Make>
    const Shown& at(std::uint64_t turn, Make make) {
        if (turn_ != turn) {
            shown_ = make();
            turn_ = turn;
        }
        return shown_;
    }

  private:
    std::uint64_t turn_ = 0;
    Shown shown_{};
};

}  // namespace palabre::workbench
