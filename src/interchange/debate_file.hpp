#pragma once

#include <string>
#include <string_view>

#include "interchange/live_debate.hpp"

namespace palabre {

/// The debate as a file for people and programs (docs/debate-file.md): a readable outline with its
/// figures, then under `page` what the page declares, and under `log` every line verbatim, by
/// place. The lines win over all else in the file. `page` is the outline the debate was opened
/// with.
[[nodiscard]] std::string write_debate_file(const LiveDebate& debate);

/// The lines alone, as `palabre replay` takes them: first {"debate","owner"} where there is an
/// owner, then every entry by place, then the lines of other versions.
[[nodiscard]] std::string write_log(const LiveDebate& debate);

/// An outline as `palabre replay --declared` takes it.
[[nodiscard]] std::string write_outline_json(const Outline& outline);

/// A question's fields as an object, without an id: what an `ask` says.
[[nodiscard]] std::string write_question_json(const QuestionText& question);

}  // namespace palabre
