// The hub's WebSocket, read and written by ourselves (src/hub/frames.cpp), against Beast's own
// client.
#include <sys/socket.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/buffers_to_string.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/field.hpp>
#include <boost/beast/websocket.hpp>
#include <catch2/catch_test_macros.hpp>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "hub/clerk.hpp"
#include "hub/folder.hpp"
#include "hub/net_server.hpp"
#include "hub/settings.hpp"
#include "interchange/composition.hpp"

namespace beast_client_test {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace websocket = boost::beast::websocket;
using namespace palabre;
using namespace palabre::hub;

constexpr std::string_view debate = "example.org/square";

// A hub in a process of its own, so that it may end as hubs do.
class HubProcess {
  public:
    HubProcess() {
        std::array<int, 2> ends{};
        REQUIRE(::pipe(ends.data()) == 0);
        child_ = ::fork();
        REQUIRE(child_ >= 0);
        if (child_ == 0) {
            ::dup2(ends[1], STDERR_FILENO);
            Settings settings;
            settings.folder = folder_.path;
            settings.listen = "127.0.0.1:0";
            ::_exit(run_hub(settings).ok() ? 0 : 1);
        }
        ::close(ends[1]);
        constexpr std::string_view said = R"("port":")";
        std::string log;
        std::array<char, 512> some{};
        std::size_t at = std::string::npos;
        while (at == std::string::npos || log.find('"', at + said.size()) == std::string::npos) {
            const ssize_t got = ::read(ends[0], some.data(), some.size());
            REQUIRE(got > 0);
            log.append(some.data(), static_cast<std::size_t>(got));
            at = log.find(said);
        }
        port_ =
            static_cast<std::uint16_t>(std::strtoul(log.c_str() + at + said.size(), nullptr, 10));
        log_ = ends[0];
    }
    HubProcess(const HubProcess&) = delete;
    HubProcess& operator=(const HubProcess&) = delete;
    ~HubProcess() {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
        ::close(log_);
    }
    [[nodiscard]] std::uint16_t port() const { return port_; }

  private:
    hub_folder::Folder folder_;
    pid_t child_ = -1;
    int log_ = -1;
    std::uint16_t port_ = 0;
};

class Client {
  public:
    explicit Client(std::uint16_t port) : socket_(context_) {
        socket_.next_layer().connect({asio::ip::address_v4::loopback(), port});
        // A hub that says nothing shall end the test, not hold it up.
        const timeval patience{60, 0};
        ::setsockopt(socket_.next_layer().native_handle(), SOL_SOCKET, SO_RCVTIMEO, &patience,
                     sizeof patience);
        socket_.set_option(websocket::stream_base::decorator([](websocket::request_type& request) {
            request.set(beast::http::field::sec_websocket_protocol, "palabre.v1");
        }));
        websocket::response_type response;
        socket_.handshake(response, "127.0.0.1", "/");
        CHECK(response[beast::http::field::sec_websocket_protocol] == "palabre.v1");
    }
    void say(const std::string& text) { socket_.write(asio::buffer(text)); }
    /// Reads until a message has these words; all of that message.
    std::string until(std::string_view words) {
        for (;;) {
            beast::flat_buffer buffer;
            socket_.read(buffer);
            CHECK(socket_.got_text());
            std::string message = beast::buffers_to_string(buffer.data());
            if (message.find(words) != std::string::npos) return message;
        }
    }
    websocket::stream<asio::ip::tcp::socket>& socket() { return socket_; }

  private:
    asio::io_context context_;
    websocket::stream<asio::ip::tcp::socket> socket_;
};

std::string hello() {
    return R"({"type":"hello","debate":")" + std::string(debate) + "\"}";
}

TEST_CASE("Beast's own client greets, writes in fragments, and reads to the byte what it wrote",
          "[hub][beast]") {
    const HubProcess hub;
    Client client(hub.port());
    client.say(hello());
    CHECK(client.until(R"("type":"welcome")").find(debate) != std::string::npos);
    bool answered = false;
    client.socket().control_callback(
        [&answered](websocket::frame_type kind, beast::string_view of) {
            answered = answered || (kind == websocket::frame_type::pong && of == "there?");
        });
    client.socket().ping("there?");
    seal::Seed seed;
    seed.bytes.fill(7);
    const Clerk author(seal::key_pair_from(seed));
    Clerk::Place place;
    place.debate = debate;
    place.n = place.clock = 1;
    place.now = 1760000000000;
    const NewRow row = author.entry(
        place, R"({"salt":"AAAAAAAAAAAAAAAAAAAAAA","do":"claim","parent":"~","stance":"pro",)"
               R"("text":"Said through Beast."})");
    const std::string_view body = row.body;
    const std::string line = write_line(row.head, row.sig, &body);
    client.socket().auto_fragment(true);
    client.socket().write_buffer_bytes(16);
    client.say("{\"type\":\"publish\"}\n" + line);
    const std::string sent = client.until(line);
    // With it comes the stamp that names it.
    CHECK(sent.find(R"(\"do\":\"stamp\")") != std::string::npos);
    CHECK(answered);
    client.socket().close(websocket::close_code::normal);
    CHECK(client.socket().reason().code == websocket::close_code::normal);
}

TEST_CASE("Beast's own client is told why a connection ends", "[hub][beast]") {
    const HubProcess hub;
    Client client(hub.port());
    client.socket().binary(true);
    client.say(hello());
    beast::flat_buffer buffer;
    boost::system::error_code error;
    while (!error) client.socket().read(buffer, error);
    CHECK(error == websocket::error::closed);
    CHECK(client.socket().reason().code == websocket::close_code::unknown_data);
}

}  // namespace beast_client_test
