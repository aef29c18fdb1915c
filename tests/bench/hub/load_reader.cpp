#include "bench/hub/load_reader.hpp"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <utility>

namespace palabre::bench {
namespace {

constexpr std::string_view upgrade =
    "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
    "Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r\nSec-WebSocket-Version: 13\r\n"
    "Sec-WebSocket-Protocol: palabre.v1\r\n\r\n";

// A client's frame is masked; by a mask of zeros nothing changes.
void append_frame(std::string& out, std::string_view payload) {
    constexpr unsigned text = 0x81;
    constexpr unsigned masked = 0x80;
    out += static_cast<char>(text);
    const std::size_t size = payload.size();
    if (size < 126) {
        out += static_cast<char>(masked | size);
    } else if (size < 65536) {
        out += static_cast<char>(masked | 126U);
        out += static_cast<char>(size >> 8U);
        out += static_cast<char>(size & 0xffU);
    } else {
        out += static_cast<char>(masked | 127U);
        for (unsigned shift = 64; shift > 0; shift -= 8) {
            out += static_cast<char>((std::uint64_t{size} >> (shift - 8)) & 0xffU);
        }
    }
    out.append(4, '\0');
    out += payload;
}

struct Frame {
    std::string_view payload;
    std::size_t whole = 0;  // bytes with the header; 0: not all of it is here
    bool is_text = false;
};

Frame first_frame(std::string_view bytes) {
    if (bytes.size() < 2) return {};
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(bytes[i]); };
    std::uint64_t size = at(1) & 0x7fU;
    std::size_t header = 2;
    if (size >= 126) {
        header = size == 126 ? 4 : 10;
        if (bytes.size() < header) return {};
        size = 0;
        for (std::size_t i = 2; i < header; ++i) size = size << 8U | at(i);
    }
    if (bytes.size() < header + size) return {};
    return {bytes.substr(header, size), header + size, (at(0) & 0x0fU) == 1};
}

}  // namespace

LoadReader::LoadReader(LoadReader&& other) noexcept
    : position(other.position),
      received(other.received),
      socket_(std::exchange(other.socket_, -1)),
      upgraded_(other.upgraded_),
      queued_(std::move(other.queued_)),
      partial_(std::move(other.partial_)) {}

LoadReader::~LoadReader() {
    if (socket_ >= 0) ::close(socket_);
}

bool LoadReader::connect(std::uint16_t port) {
    socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (socket_ < 0) return false;
    const int yes = 1;
    ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    sockaddr_in to{};
    to.sin_family = AF_INET;
    to.sin_port = htons(port);
    to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    // It goes on in the background: what fails shows when the socket is read.
    static_cast<void>(::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to));
    queued_ = upgrade;
    return true;
}

void LoadReader::send(std::string_view message) {
    append_frame(queued_, message);
    flush();
}

bool LoadReader::flush() {
    while (!queued_.empty()) {
        const ssize_t sent = ::send(socket_, queued_.data(), queued_.size(), MSG_NOSIGNAL);
        if (sent <= 0) return false;
        queued_.erase(0, static_cast<std::size_t>(sent));
    }
    return true;
}

bool LoadReader::receive(std::vector<std::string_view>& messages) {
    // All readers share it: an idle one holds no buffer.
    static std::array<char, std::size_t{1} << 20U> room;
    static std::string joined;
    const ssize_t got = ::recv(socket_, room.data(), room.size(), 0);
    if (got <= 0) return got < 0 && (errno == EAGAIN || errno == EWOULDBLOCK);
    received += static_cast<std::uint64_t>(got);
    std::string_view bytes(room.data(), static_cast<std::size_t>(got));
    if (!partial_.empty()) {
        partial_ += bytes;
        joined.swap(partial_);
        partial_ = {};
        bytes = joined;
    }
    if (!upgraded_) {
        const std::size_t end = bytes.find("\r\n\r\n");
        if (end == std::string_view::npos) {
            partial_ = bytes;
            return true;
        }
        upgraded_ = bytes.starts_with("HTTP/1.1 101");
        if (!upgraded_) return false;
        bytes.remove_prefix(end + 4);
    }
    for (Frame frame = first_frame(bytes); frame.whole > 0; frame = first_frame(bytes)) {
        if (frame.is_text) messages.push_back(frame.payload);
        bytes.remove_prefix(frame.whole);
    }
    partial_ = bytes;
    return true;
}

}  // namespace palabre::bench
