#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace palabre::hub {

/// The frames of WebSocket as a server reads and writes them (RFC 6455, section 5), without
/// extensions. Ours rather than Beast's: a message to many readers is framed once and its bytes
/// shared, and an idle connection costs no buffer.

/// Why a connection ends (RFC 6455, section 7.4; from 4000 on docs/hub-protocol.md).
enum class CloseCode : std::uint16_t {
    normal = 1000,
    going_away = 1001,
    protocol = 1002,
    not_text = 1003,
    nothing_said = 1005,  ///< never sent: the other side closed without a code
    not_utf8 = 1007,
    policy = 1008,
    too_long = 1009,
    restart = 1012,
    no_hello = 4000,
    silent = 4001,
    too_slow = 4008
};

/// A whole text message in one frame.
[[nodiscard]] std::string text_frame(std::string_view message);
/// `payload` of at most 125 bytes.
[[nodiscard]] std::string ping_frame(std::string_view payload);
[[nodiscard]] std::string pong_frame(std::string_view payload);
/// `why` is cut to 123 bytes.
[[nodiscard]] std::string close_frame(CloseCode code, std::string_view why);

/// What came: a message, whole, or a control frame.
struct Incoming {
    enum class Is : std::uint8_t { text, ping, pong, close };
    Is is = Is::text;
    std::string payload;  ///< of a close: empty
    CloseCode code = CloseCode::nothing_said;
};

/// Takes bytes as they arrive and gives messages. Keeps at most one message and a few bytes.
class FrameReader {
  public:
    /// `message_max`: bytes of a message, all its fragments together.
    explicit FrameReader(std::size_t message_max) : message_max_(message_max) {}

    /// Adds what these bytes complete to `out`. False where the connection has to be closed with
    /// `fault()`; nothing more is then taken.
    bool take(std::string_view bytes, std::vector<Incoming>& out);
    [[nodiscard]] CloseCode fault() const { return fault_; }
    /// Bytes kept for what is not whole yet.
    [[nodiscard]] std::size_t kept() const { return payload_.size() + message_.size(); }

  private:
    bool begin_frame();
    bool end_frame(std::vector<Incoming>& out);
    bool end_control(std::vector<Incoming>& out);
    bool fail(CloseCode code);

    std::size_t message_max_;
    CloseCode fault_ = CloseCode::normal;
    bool failed_ = false;
    std::uint8_t header_[14] = {};
    std::size_t header_size_ = 0;
    std::size_t header_needs_ = 2;
    std::uint64_t payload_left_ = 0;
    bool in_payload_ = false;
    bool final_ = false;
    std::uint8_t opcode_ = 0;
    std::uint8_t mask_[4] = {};
    std::size_t masked_ = 0;
    bool in_message_ = false;
    std::string payload_;  // of a control frame
    std::string message_;
};

/// What a server answers to `Sec-WebSocket-Key` (RFC 6455, section 4.2.2).
[[nodiscard]] std::string accept_key(std::string_view key);

}  // namespace palabre::hub
