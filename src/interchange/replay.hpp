#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/live_debate.hpp"

namespace palabre {

struct ReplayOptions {
    std::optional<std::string> owner;   ///< the anchor's key; else the file's first line
    std::optional<std::string> debate;  ///< else the first line's, else the one most heads name
    Outline page;                       ///< what the page declares
    LineReader::CheckSignature check = nullptr;  ///< none: signatures are taken as good
    CheckToken check_token = nullptr;            ///< none: tokens are taken as signed
};

using Malformed = std::vector<std::pair<std::size_t, std::string_view>>;

/// A log's debate, settled, and the lines that were no entries.
struct Replayed {
    std::unique_ptr<LiveDebate> debate;
    Malformed malformed;
};
[[nodiscard]] Replayed replay_log(std::string_view log, const ReplayOptions& options);

/// The same, where something can be said of the debate.
/// Errors: "debate" where nothing says which debate it is; "fold" where it follows rules of another
/// version.
[[nodiscard]] Result<Replayed> replay_known(std::string_view log, const ReplayOptions& options);

/// What `palabre replay` prints (docs/entry.md, section 6): one JSON object, keys sorted.
[[nodiscard]] std::string replay(std::string_view log, const ReplayOptions& options);
[[nodiscard]] std::string write_replay(const LiveDebate& debate, const Malformed& malformed);

/// SHA-256 in hex over the sorted ids, and of the state; section 6.
[[nodiscard]] std::string set_digest(const LiveDebate& debate);
[[nodiscard]] std::string state_digest(const LiveDebate& debate);

/// The outline in a file, as `--declared` takes it. Errors: `outline`.
[[nodiscard]] Result<Outline> outline_from_json(std::string_view json);

}  // namespace palabre
