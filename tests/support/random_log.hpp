#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace palabre::support {

struct RandomLogShape {
    std::uint64_t seed = 0;
    std::size_t largest = 120;  ///< entries, at most; at least 1
    bool sign = true;           ///< else signatures are well formed and false
    bool malformed = true;      ///< whether to put malformed lines among the others
    bool household = false;  ///< few people, vouched for, with several keys each, and little else
};

/// A log as hostile as the rules allow for, and the options of `palabre replay` that go with it.
struct RandomLog {
    std::vector<std::string>
        lines;  ///< without line feeds; the first one may name the owner, or is empty
    std::optional<std::string> owner, debate;
    std::optional<std::string> declared;  ///< an outline's JSON

    std::string text() const;
};

/// The same log from the same shape, on every machine.
RandomLog random_log(const RandomLogShape& shape);

/// `lines` in NDJSON.
std::string join_lines(const std::vector<std::string>& lines);

}  // namespace palabre::support
