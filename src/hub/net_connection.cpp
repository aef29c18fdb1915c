#include "hub/net_connection.hpp"

#include <algorithm>
#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/error.hpp>
#include <boost/beast/http/read.hpp>
#include <charconv>
#include <iterator>

namespace palabre::hub {

namespace asio = boost::asio;
namespace http = boost::beast::http;

namespace {

constexpr std::uint32_t header_bytes_max = 8192;
constexpr std::size_t read_bytes = 65536;
// With the system's bookkeeping a slow reader costs twice this, and what is queued.
constexpr int send_buffer = 65536;
// Of who is sent an answer in pieces, which over long ways is to be fast too.
constexpr int pieces_send_buffer = 4 * send_buffer;
constexpr std::int64_t keep_alive_ms = 30000;
// A reader that is told to go has so long to hear it.
constexpr std::int64_t farewell_ms = 5000;
// What a request that was cut short may still send meanwhile.
constexpr std::size_t unread_max = std::size_t{1} << 20U;
constexpr std::size_t gathered_max = 16;

// One thread reads, so one buffer serves all connections: idle ones cost none.
std::array<char, read_bytes>& read_buffer() {
    static std::array<char, read_bytes> buffer;
    return buffer;
}

std::string text_of(boost::beast::string_view view) {
    return {view.data(), view.size()};
}

std::string lower(std::string text) {
    for (char& c : text) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    }
    return text;
}

// Whether a list of tokens, such as "keep-alive, Upgrade", names this one.
bool names(const std::string& list, std::string_view token) {
    std::string rest = lower(list) + ",";
    for (std::size_t comma = rest.find(','); comma != std::string::npos; comma = rest.find(',')) {
        std::string each = rest.substr(0, comma);
        rest.erase(0, comma + 1);
        each.erase(0, std::min(each.find_first_not_of(" \t"), each.size()));
        each.erase(each.find_last_not_of(" \t") + 1);
        if (each == token) return true;
    }
    return false;
}

std::string_view phrase_of(unsigned status) {
    const auto phrase = http::obsolete_reason(static_cast<http::status>(status));
    return {phrase.data(), phrase.size()};
}

enum class Framing { counted, chunked, until_the_end };

std::string chunk_of(std::string_view bytes) {
    std::array<char, 16> digits{};
    const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), bytes.size(), 16);
    return std::string(digits.data(), end.ptr).append("\r\n").append(bytes).append("\r\n");
}

std::string head_of(const HttpAnswer& answer, Framing framing, bool keep_alive) {
    std::string head = "HTTP/1.1 " + std::to_string(answer.status) + " ";
    head.append(phrase_of(answer.status)).append("\r\n");
    head.append("Content-Type: ").append(answer.type).append("\r\n");
    if (framing == Framing::counted) {
        head.append("Content-Length: ").append(std::to_string(answer.body.size())).append("\r\n");
    } else if (framing == Framing::chunked) {
        head.append("Transfer-Encoding: chunked\r\n");
    }
    // Everything that is served is public; nothing is asked for with cookies.
    head.append("Access-Control-Allow-Origin: *\r\nX-Content-Type-Options: nosniff\r\n");
    for (const auto& [name, value] : answer.headers) {
        head.append(name).append(": ").append(value).append("\r\n");
    }
    head.append(keep_alive ? "Connection: keep-alive\r\n\r\n" : "Connection: close\r\n\r\n");
    return head;
}

}  // namespace

Connection::Connection(Socket socket, Connections& owner, std::string address)
    : socket_(std::move(socket)), owner_(owner), address_(std::move(address)) {
    ++owner_.hub().figures().connections;
}

void Connection::start() {
    const auto& proxies = owner_.hub().settings().proxies;
    const bool of_proxy = std::find(proxies.begin(), proxies.end(), address_) != proxies.end();
    if (!of_proxy) {
        const std::string group = address_group(address_);
        if (!owner_.admit(group)) return turn_away();
        group_ = group;
    }
    deadline_ = owner_.hub().loop().ticks() + owner_.hub().settings().hello_ms;
    read_request();
}

void Connection::turn_away() {
    ++owner_.hub().figures().turned_away;
    keep_alive_ = false;
    answer(error_answer(429, {"connections", "Too many connections.", {}, "", {}, 10000}), true);
}

std::string Connection::field(http::field name) const {
    const auto& request = parser_->get();
    const auto found = request.find(name);
    return found == request.end() ? std::string() : text_of(found->value());
}

std::string Connection::caller_address() const {
    const auto& proxies = owner_.hub().settings().proxies;
    if (std::find(proxies.begin(), proxies.end(), address_) == proxies.end()) return address_;
    // The last one is the proxy's own word; those before it anybody can have written, in lines of
    // their own too.
    const auto [first, end] = parser_->get().equal_range("X-Forwarded-For");
    if (first == end) return address_;
    std::string all = text_of(std::prev(end)->value());
    const std::size_t comma = all.rfind(',');
    if (comma != std::string::npos) all.erase(0, comma + 1);
    all.erase(0, std::min(all.find_first_not_of(' '), all.size()));
    return all.empty() ? address_ : all.substr(0, 64);
}

void Connection::read_request() {
    parser_.emplace();
    parser_->header_limit(header_bytes_max);
    parser_->body_limit(owner_.hub().settings().message_bytes);
    http::async_read(socket_, buffer_, *parser_,
                     [self = shared_from_this()](boost::system::error_code error, std::size_t) {
                         self->on_request(error);
                     });
}

void Connection::on_request(boost::system::error_code error) {
    if (over_) return;
    if (error == http::error::end_of_stream || error == asio::error::operation_aborted ||
        error == asio::error::eof || error == asio::error::connection_reset) {
        return end();
    }
    if (error) {
        keep_alive_ = false;
        const bool large = error == http::error::body_limit || error == http::error::header_limit;
        return answer(
            error_answer(
                large ? 413 : 400,
                {"request", "This is no request over HTTP that is read here.", {}, "", {}, {}}),
            true);
    }
    deadline_ = 0;
    HttpRequest request;
    const auto& read = parser_->get();
    request.method = text_of(read.method_string());
    const std::string target = text_of(read.target());
    const std::size_t mark = std::min(target.find('?'), target.size());
    request.path = decoded_url(std::string_view(target).substr(0, mark), false);
    if (mark < target.size()) request.query = target.substr(mark + 1);
    request.address = caller_address();
    request.origin = field(http::field::origin);
    request.encodings = field(http::field::accept_encoding);
    request.known = field(http::field::if_none_match);
    if (names(field(http::field::upgrade), "websocket")) return upgrade(request);
    request.body = std::move(parser_->get().body());
    keep_alive_ = read.keep_alive();
    const bool with_body = request.method != "HEAD";
    owner_.routes().handle(request, [weak = weak_from_this(), with_body](const HttpAnswer& made) {
        if (const auto self = weak.lock()) self->answer(made, with_body);
    });
}

void Connection::answer(const HttpAnswer& made, bool with_body) {
    if (over_) return;
    auto framing = Framing::counted;
    if (made.rest) {
        // HTTP/1.0 knows no chunks.
        chunked_ = parser_->get().version() >= 11;
        framing = chunked_ ? Framing::chunked : Framing::until_the_end;
        if (!chunked_) keep_alive_ = false;
        boost::system::error_code ignored;
        socket_.set_option(asio::socket_base::send_buffer_size(pieces_send_buffer), ignored);
    }
    if (!keep_alive_) closing_ = true;
    auto text = std::make_shared<std::string>(head_of(made, framing, keep_alive_));
    if (with_body) {
        text->append(framing == Framing::chunked ? chunk_of(made.body) : made.body);
        rest_ = made.rest;
    }
    pace_.begin(owner_.hub().loop().ticks());
    queued_ += text->size();
    queue_.push_back(std::move(text));
    write_more();
}

void Connection::send_next_piece() {
    auto piece = std::make_shared<std::string>();
    const Piece is = rest_(*piece);
    // Without its end nobody takes it for the whole answer.
    if (is == Piece::broken) return end();
    if (chunked_) *piece = chunk_of(*piece);
    if (is == Piece::last) {
        rest_ = nullptr;
        if (chunked_) piece->append("0\r\n\r\n");
    }
    queued_ += piece->size();
    queue_.push_back(std::move(piece));
    write_more();
}

void Connection::upgrade(const HttpRequest& request) {
    keep_alive_ = false;
    const auto refuse = [this](unsigned status, std::string_view what) {
        HttpAnswer made = error_answer(status, {"upgrade", what, {}, "", {}, {}});
        if (status == 426) made.headers.emplace_back("Sec-WebSocket-Version", "13");
        answer(made, true);
    };
    const std::string key = field(http::field::sec_websocket_key);
    if (parser_->get().method() != http::verb::get || parser_->get().version() < 11 ||
        !names(field(http::field::connection), "upgrade") || key.size() != 24) {
        return refuse(400, "This is no opening handshake of WebSocket.");
    }
    if (field(http::field::sec_websocket_version) != "13") {
        return refuse(426, "This hub speaks version 13 of WebSocket.");
    }
    if (!names(field(http::field::sec_websocket_protocol), "palabre.v1")) {
        return refuse(400, "The subprotocol palabre.v1 has to be offered.");
    }
    if (request.path != "/") return refuse(404, "The hub itself is its address.");
    if (group_.empty()) {
        const std::string group = address_group(request.address);
        if (!owner_.admit(group)) return turn_away();
        group_ = group;
    }
    auto reply = std::make_shared<std::string>(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
        "Sec-WebSocket-Protocol: palabre.v1\r\nSec-WebSocket-Accept: ");
    reply->append(accept_key(key)).append("\r\n\r\n");
    boost::system::error_code ignored;
    socket_.set_option(asio::socket_base::send_buffer_size(send_buffer), ignored);
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    socket_.non_blocking(true, ignored);
    frames_ = std::make_unique<FrameReader>(owner_.hub().settings().message_bytes);
    session_ = std::make_shared<Session>(owner_.hub(), *this,
                                         Hub::Caller{request.address, request.origin});
    parser_.reset();
    opened_ = heard_ = owner_.hub().loop().ticks();
    send(std::move(reply));
    // What came behind the handshake is the first of the frames.
    const auto rest = buffer_.data();
    const std::string early(static_cast<const char*>(rest.data()), rest.size());
    buffer_ = {};
    if (take_bytes(early)) wait_for_bytes();
}

void Connection::wait_for_bytes() {
    socket_.async_wait(Socket::wait_read,
                       [self = shared_from_this()](boost::system::error_code error) {
                           if (error) return self->end();
                           self->on_bytes();
                       });
}

void Connection::on_bytes() {
    if (over_) return;
    boost::system::error_code error;
    const std::size_t size = socket_.read_some(asio::buffer(read_buffer()), error);
    if (error && error != asio::error::would_block) return end();
    if (size > 0) heard_ = owner_.hub().loop().ticks();
    if (take_bytes(std::string_view(read_buffer().data(), size))) wait_for_bytes();
}

bool Connection::take_bytes(std::string_view bytes) {
    std::vector<Incoming> all;
    const bool sound = frames_->take(bytes, all);
    for (const Incoming& each : all) {
        // After a farewell only the other side's answer to it is of interest.
        if (closing_ && each.is != Incoming::Is::close) continue;
        switch (each.is) {
            case Incoming::Is::text:
                session_->on_message(each.payload);
                break;
            case Incoming::Is::ping:
                if (queued_ < read_bytes) {
                    send(std::make_shared<const std::string>(pong_frame(each.payload)));
                }
                break;
            case Incoming::Is::pong:
                break;
            case Incoming::Is::close:
                if (closing_) {
                    end();
                    return false;
                }
                close(each.code == CloseCode::nothing_said ? CloseCode::normal : each.code, "");
                return true;
        }
    }
    if (!sound && !closing_) close(frames_->fault(), "");
    return !over_ && sound;
}

void Connection::send(std::shared_ptr<const std::string> frame) {
    if (closing_ || over_) return;
    queued_ += frame->size();
    queue_.push_back(std::move(frame));
    write_more();
}

// Most readers take a batch whole: for thousands of them an operation each to wait for would be
// much of what the hub itself does.
void Connection::send_now(std::shared_ptr<const std::string> frame) {
    if (closing_ || over_) return;
    std::size_t taken = 0;
    if (queue_.empty()) {
        // What went wrong is heard of below or by who reads: nobody may be gone after this call.
        boost::system::error_code ignored;
        taken = socket_.write_some(asio::buffer(*frame), ignored);
        if (taken == frame->size()) return;
        sent_of_first_ = taken;
    }
    queued_ += frame->size() - taken;
    queue_.push_back(std::move(frame));
    write_more();
}

void Connection::close(CloseCode code, std::string_view why) {
    if (closing_ || over_) return;
    send(std::make_shared<const std::string>(close_frame(code, why)));
    closing_ = true;
    deadline_ = owner_.hub().loop().ticks() + farewell_ms;
}

void Connection::write_more() {
    if (writing_ || over_) return;
    if (queue_.empty()) {
        if (closing_ && session_ == nullptr) end();
        return;
    }
    writing_ = true;
    progress_ = owner_.hub().loop().ticks();
    std::vector<asio::const_buffer> some;
    for (const auto& each : queue_) {
        some.emplace_back(asio::buffer(*each));
        if (some.size() == gathered_max) break;
    }
    some.front() += sent_of_first_;
    socket_.async_write_some(
        some, [self = shared_from_this()](boost::system::error_code error, std::size_t bytes) {
            self->on_written(error, bytes);
        });
}

void Connection::on_written(boost::system::error_code error, std::size_t bytes) {
    writing_ = false;
    if (over_) return;
    if (error) return end();
    queued_ -= bytes;
    pace_.took(bytes);
    bytes += sent_of_first_;
    while (!queue_.empty() && bytes >= queue_.front()->size()) {
        bytes -= queue_.front()->size();
        queue_.pop_front();
    }
    sent_of_first_ = bytes;
    if (!queue_.empty()) return write_more();
    if (session_ != nullptr) {
        if (closing_) {
            // The other side may still have something to say: hear its farewell.
            boost::system::error_code ignored;
            socket_.shutdown(Socket::shutdown_send, ignored);
            return;
        }
        return session_->on_taken();
    }
    if (rest_) return send_next_piece();
    if (closing_) return linger();
    deadline_ = owner_.hub().loop().ticks() + keep_alive_ms;
    read_request();
}

void Connection::on_tick(std::int64_t ticks) {
    if (over_) return;
    const Settings& settings = owner_.hub().settings();
    if (deadline_ != 0 && ticks > deadline_) return end();
    const bool stalls = writing_ && ticks - progress_ > settings.stall_ms;
    const bool drips =
        writing_ && session_ == nullptr && pace_.is_too_slow(ticks, settings.stall_ms);
    if (stalls || drips) {
        // No farewell: it would wait behind what is not taken.
        ++owner_.hub().figures().slow;
        return end();
    }
    if (session_ == nullptr || closing_) return;
    if (!session_->has_greeted() && ticks - opened_ > settings.hello_ms) {
        return close(CloseCode::no_hello, "no hello");
    }
    if (ticks - heard_ > settings.silence_ms) return close(CloseCode::silent, "nothing heard");
    session_->on_tick();
}

void Connection::on_restart() {
    if (over_ || closing_) return;
    if (session_ != nullptr) return session_->on_restart();
    // An answer on its way is still sent.
    keep_alive_ = false;
    closing_ = true;
    if (!writing_) end();
}

// Closed with bytes unread, the system would tell the other side to drop what it was sent: the very
// answer that says why nothing more is read (RFC 9112, section 9.6).
void Connection::linger() {
    boost::system::error_code ignored;
    socket_.shutdown(Socket::shutdown_send, ignored);
    socket_.non_blocking(true, ignored);
    deadline_ = owner_.hub().loop().ticks() + farewell_ms;
    drop_bytes(0);
}

void Connection::drop_bytes(std::size_t dropped) {
    socket_.async_wait(Socket::wait_read,
                       [self = shared_from_this(), dropped](boost::system::error_code error) {
                           if (self->over_) return;
                           std::size_t size = 0;
                           if (!error)
                               size = self->socket_.read_some(asio::buffer(read_buffer()), error);
                           if (error == asio::error::would_block) error = {};
                           if (error || dropped + size > unread_max) return self->end();
                           self->drop_bytes(dropped + size);
                       });
}

void Connection::end() {
    if (over_) return;
    over_ = true;
    session_.reset();
    --owner_.hub().figures().connections;
    if (!group_.empty()) owner_.release(group_);
    boost::system::error_code ignored;
    socket_.close(ignored);
    rest_ = nullptr;
    queue_.clear();
    queued_ = 0;
}

}  // namespace palabre::hub
