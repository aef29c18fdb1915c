#pragma once

#include <cstdint>

namespace palabre::hub {

/// What the hub counts since it started, for /metrics.
struct Figures {
    std::uint64_t connections = 0;  ///< open ones, of any kind
    std::uint64_t readers = 0;      ///< open ones of WebSocket
    std::uint64_t accepted = 0;     ///< connections
    std::uint64_t turned_away = 0;  ///< connections
    std::uint64_t entries = 0;      ///< made durable, the hub's own among them
    std::uint64_t commits = 0;
    std::uint64_t failed_commits = 0;
    std::uint64_t refusals = 0;
    std::uint64_t errors = 0;
    std::uint64_t frames = 0;  ///< batches handed to readers
    std::uint64_t slow = 0;    ///< readers that were let go
    std::uint64_t requests = 0;
};

}  // namespace palabre::hub
