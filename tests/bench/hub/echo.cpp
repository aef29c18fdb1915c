// palabre_echo: a WebSocket server of Beast's own, one thread, that sends every message back and
// does nothing else: no signature, no disk, no other reader. What a hub's figures are printed
// beside. It prints its port.
#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/websocket.hpp>
#include <cstdio>
#include <memory>
#include <utility>

namespace {

namespace asio = boost::asio;
namespace beast = boost::beast;
using Tcp = asio::ip::tcp;

class Echo : public std::enable_shared_from_this<Echo> {
  public:
    explicit Echo(Tcp::socket socket) : stream_(std::move(socket)) {}

    void start() {
        stream_.set_option(beast::websocket::stream_base::decorator([](auto& response) {
            response.set(beast::http::field::sec_websocket_protocol, "palabre.v1");
        }));
        stream_.next_layer().set_option(Tcp::no_delay(true));
        stream_.async_accept([self = shared_from_this()](const auto& error) {
            if (!error) self->read();
        });
    }

  private:
    void read() {
        stream_.async_read(buffer_, [self = shared_from_this()](const auto& error, std::size_t) {
            if (!error) self->write();
        });
    }
    void write() {
        stream_.text(true);
        stream_.async_write(buffer_.data(),
                            [self = shared_from_this()](const auto& error, std::size_t size) {
                                if (error) return;
                                self->buffer_.consume(size);
                                self->read();
                            });
    }

    beast::websocket::stream<Tcp::socket> stream_;
    beast::flat_buffer buffer_;
};

void accept(Tcp::acceptor& acceptor) {
    acceptor.async_accept([&acceptor](const auto& error, Tcp::socket socket) {
        if (!error) std::make_shared<Echo>(std::move(socket))->start();
        accept(acceptor);
    });
}

}  // namespace

int main() {
    asio::io_context loop(1);
    Tcp::acceptor acceptor(loop, {asio::ip::address_v4::loopback(), 0});
    std::printf("%u\n", static_cast<unsigned>(acceptor.local_endpoint().port()));
    std::fflush(stdout);
    accept(acceptor);
    loop.run();
}
