#pragma once

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palabre::hub {

/// A request over HTTP, read whole.
struct HttpRequest {
    std::string method;
    std::string path;   ///< decoded, without the query
    std::string query;  ///< as it came, without `?`
    std::string body;
    std::string address;  ///< whose it is, a trusted proxy looked through
    std::string origin;
    std::string encodings;  ///< Accept-Encoding
    std::string known;      ///< If-None-Match
};

/// Appends the next piece of an answer's body, and says whether another follows. `broken`: what has
/// been sent is not all of it, and the rest cannot be had.
enum class Piece : std::uint8_t { more, last, broken };
using NextPiece = std::function<Piece(std::string& piece)>;

struct HttpAnswer {
    unsigned status = 200;
    std::string type = "application/json";
    std::string body;
    std::vector<std::pair<std::string, std::string>> headers;
    /// What follows `body` where all of it would be too much at once: asked for, from the loop's
    /// thread, whenever what was there has been taken.
    NextPiece rest = {};
};

/// Answers a request, once, now or later, from the loop's thread.
using Answer = std::function<void(HttpAnswer)>;

/// The value of `name` in a query, decoded; "" where it is not there.
[[nodiscard]] std::string query_value(std::string_view query, std::string_view name);
/// `%XX` and, in a query, `+` decoded; what is no such escape stays.
[[nodiscard]] std::string decoded_url(std::string_view text, bool plus);

/// The whole number in `text`, or `otherwise`.
[[nodiscard]] std::uint64_t whole_or(std::string_view text, std::uint64_t otherwise);

}  // namespace palabre::hub
