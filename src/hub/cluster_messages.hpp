#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "hub/bus.hpp"
#include "hub/signed_list.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/strict_json.hpp"

namespace palabre::hub {

// Messages between hubs: a first line of JSON with `type`, then further lines, mostly entries.
// docs/cluster.md lists them.

/// The first line of a message, without line feed.
[[nodiscard]] std::string hub_line(
    std::string_view type,
    std::initializer_list<std::pair<std::string_view, std::string_view>> texts,
    std::initializer_list<std::pair<std::string_view, std::uint64_t>> numbers = {});

/// A message that was read. Views into it, valid while the text is.
class HubMessage {
  public:
    /// Whether the first line is such an object.
    [[nodiscard]] bool read(std::string_view message);

    /// A field of the first line, or "" and 0 where it is not there or of another form.
    [[nodiscard]] std::string_view text(std::string_view name) const;
    [[nodiscard]] std::uint64_t number(std::string_view name) const;
    [[nodiscard]] const StrictJson& json() const { return json_; }
    [[nodiscard]] std::string_view lines() const { return lines_; }

  private:
    StrictJson json_;
    std::string_view lines_;
};

/// A hub's signed list as members of an object: `name`, `size`, `root`, `sig`.
void write_signed_list(JsonWriter& json, const SignedList& list);
/// The same of the first line, signed by `clerk` or not; nothing where one has not the form.
[[nodiscard]] std::optional<SignedList> signed_list_in(const HubMessage& message,
                                                       std::string_view clerk);

// Subjects.

/// What a hub took, as it takes it, and that it is there: all hubs listen to `live.>`.
[[nodiscard]] std::string live_subject(std::string_view debate);
constexpr const char* presence_subject = "palabre.live.hub";
constexpr const char* lists_subject = "palabre.live.lists";
constexpr const char* all_live_subjects = "palabre.live.>";
/// What one hub is asked.
[[nodiscard]] std::string asking_subject(std::string_view hub);
/// The answers to it.
[[nodiscard]] std::string answers_subject(std::string_view hub);
/// A debate's id as two tokens of a subject.
[[nodiscard]] std::string debate_tokens(std::string_view debate);

}  // namespace palabre::hub
