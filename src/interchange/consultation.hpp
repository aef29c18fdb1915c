#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/contributions.hpp"

namespace palabre {

// Consultations as Cap Collectif's platform gave them (Republique Numerique, 2015), in JSON: an
// array of proposals
//   {id, title, section, text, author, created_at, votes {for, mixed, against},
//    arguments [{id, stance pro|con, text, votes, author, created_at}],
//    sources [{id, title, link, text, votes, author}]}
// with whole numbers for ids and votes and ISO 8601 times. A proposal becomes a debate:
//   title       the open's title, and the thesis
//   text        the open's text, whole
//   votes       a yes-no question about the thesis, still open, and a `count` of what was voted
//   there:
//               yes, mixed, no; "mixed" is not an abstention, so it keeps its name
//   arguments   claims right below the thesis, oldest first, with name, time and votes of there
//   sources     remarks on the thesis: title, link and text
// Ids in `from` are `opinion/N`, `argument/N` and `source/N`, since the source counts each apart.

/// One proposal of a file, for a list.
struct ProposalSummary {
    std::int64_t id = 0;
    std::string title;
    std::size_t arguments = 0;
    std::int64_t votes = 0;
};

/// The proposals of a file in its order.
/// Errors: "consultation", `where` giving the path of what is missing or of another form.
[[nodiscard]] Result<std::vector<ProposalSummary>> proposals_in(std::string_view file);

/// One proposal, texts at their full length (fitted() makes them fit).
/// `lang`: a language tag; one beginning with "fr" words the question in French, else in English.
/// Errors: as above; where there is no such proposal.
[[nodiscard]] Result<Import> read_consultation(std::string_view file, std::int64_t proposal,
                                               std::string_view lang);

}  // namespace palabre
