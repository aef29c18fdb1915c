#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "deliberation/outline.hpp"
#include "deliberation/result.hpp"
#include "interchange/contributions.hpp"
#include "interchange/page_reader.hpp"
#include "interchange/replay.hpp"

namespace palabre {

/// A debate file (docs/debate-file.md), read. Its lines are not checked here.
struct DebateFile {
    std::string debate;                ///< site/name, or "" where it says none
    std::optional<std::string> owner;  ///< a key
    std::string title;
    std::string text;
    std::string lang;
    Outline page;     ///< what counts without a signature
    std::string log;  ///< NDJSON with the first line that names debate and owner; "" without lines
};

/// Whether `text` is an object with `"format":"palabre-debate"`, whatever else is wrong with it.
[[nodiscard]] bool is_debate_file(std::string_view text);

/// Errors: "json", `where` giving the path: what is no JSON, another version, a field of another
/// type, an id in `page` that is not the one of its text, a line that holds a line feed.
[[nodiscard]] Result<DebateFile> read_debate_file(std::string_view text);

/// The lines of a log, or of the log in a debate file; of this `options` take the page that it
/// declares, unless they have one, and debate and owner, unless they are given.
/// Errors: as read_debate_file.
[[nodiscard]] Result<std::string> log_in(std::string_view text, ReplayOptions& options);

/// An outline as contributions, for whoever signs them: its ids are the source's.
[[nodiscard]] Import import_of(const Outline& outline, std::string_view title,
                               std::string_view lang);

/// The same for a page, what it shows of entries included.
[[nodiscard]] Import import_of(const PageDebate& page);

}  // namespace palabre
