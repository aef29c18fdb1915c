#pragma once

#include <string_view>

#include "hub/room.hpp"

namespace palabre::hub {

/// The other hubs, as a hub among others sees them.
class Peers {
  public:
    virtual ~Peers() = default;
    /// Whether what is taken now has a prospect of being acknowledged soon.
    [[nodiscard]] virtual bool are_reachable() const = 0;
    /// Whether this hub knows what the others have.
    [[nodiscard]] virtual bool are_known() const = 0;
    /// Whether it has known that since it found them: debates that it lacks nobody has opened.
    [[nodiscard]] virtual bool were_known() const = 0;
    /// A debate has uncovered pieces: they are to be put into a second place.
    virtual void share(const Room& room) = 0;
    /// The bodies of a debate are others now: some were erased, or came late.
    virtual void bodies_changed(std::string_view debate) = 0;
};

}  // namespace palabre::hub
