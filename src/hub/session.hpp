#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "hub/frames.hpp"
#include "hub/hub.hpp"

namespace palabre::hub {

/// The connection under a session: bytes out, and its end.
class Wire {
  public:
    virtual ~Wire() = default;
    /// Queues a frame. The bytes are shared, never copied.
    virtual void send(std::shared_ptr<const std::string> frame) = 0;
    /// The same, but the system is given it in this call where nothing waits before it.
    virtual void send_now(std::shared_ptr<const std::string> frame) = 0;
    /// Bytes that were queued and not yet taken by the system.
    [[nodiscard]] virtual std::size_t queued() const = 0;
    /// Says why and ends; nothing is sent after it. The session is told later, never in this call.
    virtual void close(CloseCode code, std::string_view why) = 0;
};

/// A reader over WebSocket: says the protocol's messages, and is sent its debate from where its
/// cursor stands, as fast as it takes it. What it has not taken stays in the room or the store, not
/// in a queue of its own.
class Session final : public Follower, public std::enable_shared_from_this<Session> {
  public:
    Session(Hub& hub, Wire& wire, Hub::Caller caller);
    ~Session() override;
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    void on_message(std::string_view message);
    /// The wire took something.
    void on_taken() { pump(); }
    void wake() override { pump(); }
    /// Every second.
    void on_tick();
    /// The hub ends.
    void on_restart();
    [[nodiscard]] bool has_greeted() const { return room_ != nullptr; }

  private:
    void hello(const Request& request);
    void publish(const Request& request);
    void pump();
    [[nodiscard]] bool send_stored();
    void say(std::string_view message);
    void fail(std::string_view code, std::string_view what,
              std::optional<std::int64_t> retry_ms = std::nullopt);

    Hub& hub_;
    Wire& wire_;
    Hub::Caller caller_;
    Room* room_ = nullptr;
    std::string epoch_;  // of the list that the cursor is of
    Position cursor_ = 0;
    bool following_ = false;  // false after a reset, until the next hello
    bool ended_ = false;
    std::int64_t last_beat_ = 0;
};

}  // namespace palabre::hub
