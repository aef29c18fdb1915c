#pragma once

#include <boost/asio/ip/tcp.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/string_body.hpp>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "hub/frames.hpp"
#include "hub/http.hpp"
#include "hub/hub.hpp"
#include "hub/pace.hpp"
#include "hub/routes.hpp"
#include "hub/session.hpp"

namespace palabre::hub {

using Socket = boost::asio::ip::tcp::socket;

/// Who holds the connections, and says how many one address may have.
class Connections {
  public:
    virtual ~Connections() = default;
    [[nodiscard]] virtual Hub& hub() = 0;
    [[nodiscard]] virtual Routes& routes() = 0;
    /// Counts one more of this address, or says no.
    virtual bool admit(const std::string& group) = 0;
    virtual void release(const std::string& group) = 0;
};

/// A connection: requests over HTTP one after another, and perhaps WebSocket from one of them on.
class Connection final : public Wire, public std::enable_shared_from_this<Connection> {
  public:
    Connection(Socket socket, Connections& owner, std::string address);
    ~Connection() override = default;
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    void start();
    /// Answers a connection that is one too many, and ends it.
    void turn_away();
    /// Every second: ends what takes too long.
    void on_tick(std::int64_t ticks);
    void on_restart();
    /// Lets go of the socket and of all that is the owner's, which may be gone afterwards: handlers
    /// of the socket may keep a connection for longer.
    void end();
    [[nodiscard]] bool is_over() const { return over_; }

    // Wire.
    void send(std::shared_ptr<const std::string> frame) override;
    void send_now(std::shared_ptr<const std::string> frame) override;
    [[nodiscard]] std::size_t queued() const override { return queued_; }
    void close(CloseCode code, std::string_view why) override;

  private:
    using Parser = boost::beast::http::request_parser<boost::beast::http::string_body>;

    void read_request();
    void on_request(boost::system::error_code error);
    void answer(const HttpAnswer& answer, bool with_body);
    void send_next_piece();
    void upgrade(const HttpRequest& request);
    void wait_for_bytes();
    void on_bytes();
    bool take_bytes(std::string_view bytes);
    void write_more();
    void on_written(boost::system::error_code error, std::size_t bytes);
    void linger();
    void drop_bytes(std::size_t dropped);
    [[nodiscard]] std::string caller_address() const;
    [[nodiscard]] std::string field(boost::beast::http::field name) const;

    Socket socket_;
    Connections& owner_;
    std::string address_;  // as the system says
    std::string group_;    // under which it is counted, "" while it is not
    boost::beast::flat_buffer buffer_;
    std::optional<Parser> parser_;
    bool keep_alive_ = false;
    NextPiece rest_;        // of the answer on its way
    bool chunked_ = false;  // that answer
    Pace pace_;

    std::unique_ptr<FrameReader> frames_;
    std::shared_ptr<Session> session_;

    std::deque<std::shared_ptr<const std::string>> queue_;
    std::size_t queued_ = 0;
    std::size_t sent_of_first_ = 0;
    bool writing_ = false;
    bool closing_ = false;  // nothing more is queued; ends when all is written
    bool over_ = false;

    std::int64_t deadline_ = 0;  // ticks; 0: none
    std::int64_t heard_ = 0;     // ticks
    std::int64_t progress_ = 0;  // ticks of the last byte written, while writing
    std::int64_t opened_ = 0;    // ticks of the upgrade
};

}  // namespace palabre::hub
