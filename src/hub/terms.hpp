#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace palabre::hub {

/// What a hub is stricter about than the contract.
struct EntryLimits {
    std::size_t body_bytes = 16 * 1024;
    std::size_t text_characters = 4000;
};

/// Who may write. A debate's `open` says it, and the hub may be stricter.
enum class WriteMode : std::uint8_t { open, members, closed };
[[nodiscard]] std::string_view to_text(WriteMode mode);
/// Nothing where there is no such mode.
[[nodiscard]] std::optional<WriteMode> write_mode_from(std::string_view text);

/// On what terms a hub takes entries of one debate.
struct Terms {
    EntryLimits entry;
    WriteMode write = WriteMode::open;
    /// The keys by which the site may sign tokens; none: those that the debate's `open` names.
    std::vector<std::string> keys;
    std::string clerk;          ///< this hub's own key
    bool read_first = false;    ///< a moderator reads before others do
    bool among_others = false;  ///< there are several hubs
    bool asks_work = false;     ///< of a key that is new in the debate
    std::string worked;         ///< the key that has brought it now, or ""
    /// The keys of all hubs' clerks, this one's among them, where there are several hubs.
    std::vector<std::string> clerks;
    /// Whether this hub knows what the other hubs have: only then is an outcome taken.
    bool settled = true;
};

}  // namespace palabre::hub
