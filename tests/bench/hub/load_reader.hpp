#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace palabre::bench {

/// One reader of a hub (or of an echo): a WebSocket over a socket that never blocks. Enough of
/// RFC 6455 for a load: whole text frames, which is what the hub sends.
class LoadReader {
  public:
    LoadReader() = default;
    LoadReader(LoadReader&& other) noexcept;
    LoadReader& operator=(LoadReader&&) = delete;
    ~LoadReader();

    /// Begins to connect to 127.0.0.1:`port` and queues the request for an upgrade. False where the
    /// machine gives no socket.
    [[nodiscard]] bool connect(std::uint16_t port);
    [[nodiscard]] int socket() const { return socket_; }
    /// Sends `message` as one frame, or queues what the socket does not take.
    void send(std::string_view message);
    /// Sends what is queued. False where something is left.
    bool flush();
    /// Takes what came. Messages are put at the end of `messages`, valid until the next call of any
    /// reader. False where the connection ended.
    [[nodiscard]] bool receive(std::vector<std::string_view>& messages);
    [[nodiscard]] bool upgraded() const { return upgraded_; }

    /// How far the hub's list has been read.
    std::uint64_t position = 0;
    /// Bytes that came.
    std::uint64_t received = 0;

  private:
    int socket_ = -1;
    bool upgraded_ = false;
    std::string queued_;   // to be sent
    std::string partial_;  // of a frame
};

}  // namespace palabre::bench
