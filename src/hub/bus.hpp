#pragma once

#include <functional>
#include <string>
#include <vector>

namespace palabre::hub {

/// What carries messages between hubs. NATS does (nats_bus.hpp); nothing else knows that, but for
/// the requests to JetStream (cluster_streams.hpp), which are messages too.
class Bus {
  public:
    struct Message {
        std::string subject;
        std::string reply;  ///< the subject to which answers go, or ""
        std::string text;
    };
    /// What happens, told on the loop's thread.
    struct Events {
        std::function<void(const Message&)> message;
        std::function<void(bool up)> connection;  ///< there, or away
    };

    virtual ~Bus() = default;
    /// Begins to listen to these subjects, and to connect, again and again. Once.
    virtual void begin(std::vector<std::string> subjects, Events events) = 0;
    /// Sends and forgets: what cannot be sent is lost. Where the message goes to a stream, one with
    /// the same `id`, not "", is kept there once.
    virtual void send(Message message, std::string id = {}) = 0;
};

}  // namespace palabre::hub
