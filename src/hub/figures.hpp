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
    std::uint64_t hubs = 0;       ///< other hubs that are heard
    std::uint64_t compared = 0;   ///< 1 while this hub knows what they have
    std::uint64_t uncovered = 0;  ///< pieces of lists that are in one place only
    std::uint64_t bodiless = 0;   ///< messages of heads taken without their bodies
};

}  // namespace palabre::hub
