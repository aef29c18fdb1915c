#pragma once

#include <string>
#include <string_view>

#include "deliberation/outline.hpp"
#include "interchange/live_debate.hpp"

namespace palabre {

/// An outline as the light DOM of a `<palabre-debate>`: what shows without JavaScript.
///
/// page_reader.hpp reads the same outline from it, whatever the texts hold, where claims stand in
/// document order (each parent's claims together, below it), spaces are folded and no text holds
/// U+0000. A question that attributes cannot say (question_markup.hpp) is shown as a copy, which
/// declares nothing. Every item has `data-id` (the id without its first `~`) and
/// `id="palabre-NAME.ID"`, so that a claim's address works before, and without, any script.
[[nodiscard]] std::string write_outline_html(const Outline& outline, std::string_view debate_id,
                                             std::string_view owner, std::string_view lang);

/// The same for a debate as it stands: thesis and introduction, the declared claims and questions,
/// and as copies what entries say and what the ballots come to. Of what is hidden, withdrawn or
/// erased only the place is left, where something hangs below it. Results show where they are
/// `live`.
[[nodiscard]] std::string write_debate_html(const LiveDebate& debate);

}  // namespace palabre
