#pragma once

#include <memory>
#include <string>

#include "hub/bus.hpp"
#include "hub/loop.hpp"
#include "hub/settings.hpp"

namespace palabre::hub {

/// A bus over NATS. Its threads and those of libnats only pass messages on: to the server, and to
/// the loop. `name` is this hub's, for the servers' own lists.
[[nodiscard]] std::unique_ptr<Bus> nats_bus(const ClusterSetting& setting, std::string name,
                                            Loop& loop);

}  // namespace palabre::hub
