#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "hub/clerk.hpp"
#include "hub/settings.hpp"
#include "hub/store.hpp"

namespace palabre::hub {

// The messages of docs/hub-protocol.md: a first line of JSON, then one entry a line.

/// What a reader says.
struct Request {
    enum class Is : std::uint8_t { hello, publish, heartbeat, unknown };
    Is is = Is::unknown;
    std::string debate;
    std::string epoch;
    std::optional<Position> after;
    std::string owner;
    std::optional<std::int64_t> re;
    std::string work;        ///< of a publish, or ""
    std::string_view lines;  ///< of what was read
};
/// Nothing where the first line is no such object or a field has another form.
[[nodiscard]] std::optional<Request> read_request(std::string_view message);

/// What a hub says of a debate when it is greeted.
struct Welcome {
    std::string_view debate;
    std::string_view epoch;
    Position head = 0;
    std::string_view owner;
    std::string_view clerk;
    std::int64_t now = 0;
    bool read_first = false;  ///< by the hub's configuration
};
[[nodiscard]] std::string welcome_message(const Welcome& welcome, const Settings& settings);
/// The value of `limits`.
[[nodiscard]] std::string limits_json(const Settings& settings);

/// The first line of `entries`, without line feed. `more` is JSON members that follow, or "".
[[nodiscard]] std::string entries_header(Position after, Position to, std::string_view more = {});
/// A member for `more`: `,"released":[..]`, the questions whose held ballots are given out there.
[[nodiscard]] std::string released_member(const std::vector<std::string>& questions);
/// The first line of `bodies`, without line feed: ballots on `question` that were held back.
[[nodiscard]] std::string bodies_header(std::string_view question, std::string_view more = {});
[[nodiscard]] std::string receipt_message(std::optional<std::int64_t> re,
                                          const std::vector<std::string>& ids,
                                          const std::vector<std::string>& stamps);

struct Refusal {
    std::string_view debate;
    std::string_view id;
    std::string_view author;
    std::uint64_t n = 0;
    std::string_view reason;
    std::string_view what;     ///< "": the reason's own sentence
    std::string_view contact;  ///< whom to ask, or ""
    std::int64_t now = 0;
};
[[nodiscard]] std::string refuse_message(const Refusal& refusal, std::optional<std::int64_t> re,
                                         const Clerk& clerk);

/// An error as a message; what is nothing is left out.
struct ErrorWords {
    std::string_view code;
    std::string_view what;
    std::optional<std::int64_t> re;
    std::string_view id;
    std::optional<std::uint64_t> expects;
    std::optional<std::int64_t> retry_ms;
    std::string_view work = {};  ///< a challenge, JSON
};
[[nodiscard]] std::string error_message(const ErrorWords& words);

[[nodiscard]] std::string reset_message(std::string_view why, std::string_view debate,
                                        std::string_view epoch, Position head);
[[nodiscard]] std::string heartbeat_message(Position head, std::int64_t now);

/// One sentence for a reason of a refusal.
[[nodiscard]] std::string_view sentence_of(std::string_view reason);

}  // namespace palabre::hub
