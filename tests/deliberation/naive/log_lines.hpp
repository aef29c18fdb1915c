#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/naive/strict_json.hpp"

namespace palabre::naive {

/// Where an entry stands among the stamps: time, the stamp's n, its id, index in it.
struct Stamped {
    std::int64_t time = 0;
    std::int64_t n = 0;
    std::string stamp;
    std::size_t index = 0;
    auto key() const { return std::tie(time, n, stamp, index); }
};

/// What has become of an entry. `open_question`: not yet known.
enum class Fate { undecided, counts, pending, waiting, void_, bodiless, gone };

struct Entry {
    std::string id, author;
    std::int64_t n = 0, clock = 0;
    bool has = false;          ///< its body came
    std::optional<Json> body;  ///< where it is sound JSON; for an erased entry, its `was`
    std::string reason;        ///< why it is void
    std::optional<Stamped> stamp;
    std::optional<std::int64_t> time;  ///< T, where it is known
    bool pending = false;              ///< not stamped where there is a clerk
    bool far = false;                  ///< waits by its clock
    bool erased = false;
    std::size_t place = 0;
    Fate fate = Fate::undecided;

    std::string verb() const { return body ? body->at("do").get<std::string>() : std::string(); }
    bool is(std::string_view name) const { return body && body->at("do") == name; }
};

struct Log {
    std::map<std::string, Entry> entries;                ///< by id
    std::vector<std::pair<int, std::string>> malformed;  ///< line number and reason, in order
    std::optional<std::string> owner;                    ///< of a first line
    std::string debate;                                  ///< the one it is read for
};

/// Reads NDJSON (docs/entry.md, "Lines"). Without `check_signatures` their form alone is looked at.
Log read_log(std::string_view bytes, std::optional<std::string> debate, bool check_signatures);

}  // namespace palabre::naive
