#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "interchange/strict_json.hpp"

namespace palabre {

/// What a head says, as views into it (docs/entry.md, section 1).
struct Head {
    std::string_view debate;
    std::string_view author;  ///< 43 characters, canonical base64url of 32 bytes
    std::uint64_t n = 0;
    std::uint64_t clock = 0;
    std::string_view seen;  ///< 22 characters or none
    std::uint64_t at = 0;   ///< ms since 1970
    std::string_view body;  ///< 43 characters: the body's SHA-256
};

/// The head of version 1 that `text` is to the byte, or nothing.
[[nodiscard]] std::optional<Head> read_head(std::string_view text);
/// The head's text again: the contrary of read_head.
[[nodiscard]] std::string write_head(const Head& head);

[[nodiscard]] bool is_debate_id(std::string_view text);
[[nodiscard]] bool is_key(std::string_view text);

/// What a line of a log is.
struct LogLine {
    enum class Is : std::uint8_t { entry, blank, debate, other_version, malformed };
    Is is = Is::malformed;
    std::string_view reason;  ///< of a malformed line: line, head or signature
    // An entry's; valid until the reader's next line.
    std::string_view head_text;
    std::string_view sig;
    std::optional<std::string_view> body;
    Head head;
    // The first line's, where it names a debate and its owner.
    std::string_view debate;
    std::string_view owner;
};

/// Reads lines of a log, NDJSON. Who may check signatures does: without, `signature` says only
/// that a text has not a signature's form.
class LineReader {
  public:
    using CheckSignature = bool (*)(std::string_view author, std::string_view head,
                                    std::string_view sig);
    explicit LineReader(CheckSignature check = nullptr) : check_(check) {}

    /// `line` is without its line feed; `first` where it is the first one of its file.
    [[nodiscard]] LogLine read(std::string_view line, bool first);

  private:
    [[nodiscard]] bool is_other_version(std::string_view head);

    CheckSignature check_;
    StrictJson json_;
    StrictJson head_json_;
};

/// Takes the next line off `rest`, without its line feed and a carriage return before that.
[[nodiscard]] std::string_view take_line(std::string_view& rest);

}  // namespace palabre
