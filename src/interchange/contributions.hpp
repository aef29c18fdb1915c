#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/outline.hpp"
#include "deliberation/result.hpp"

namespace palabre {

/// Something said elsewhere that becomes an entry: a claim, or a remark.
struct Contribution {
    bool is_claim = true;
    std::string id;      ///< what the source calls it; unique among the contributions
    std::string parent;  ///< the id of an earlier one, "" for the thesis
    Stance stance = Stance::pro;
    std::string text;
    std::string lang;
    std::vector<std::string> sources;
    std::string name;  ///< of who said it there
    std::string at;    ///< ISO 8601 with a zone, or ""
    std::int64_t at_ms = 0;
    std::string url;
    std::optional<std::int64_t> votes;
};

/// A question put elsewhere, with what was counted there.
struct ImportedQuestion {
    std::string id;
    QuestionText question;
    std::string column;  ///< "" where nothing was counted
    Value figures;
    std::string source;
    std::int64_t at_ms = 0;
    std::int64_t counted_ms = 0;
};

/// What a foreign file says, before anybody signs it.
struct Import {
    std::string id;     ///< of the whole, in the source
    std::string title;  ///< 1-300 code points
    std::string text;   ///< what it is about, at length; may be ""
    std::string lang;
    std::optional<std::string> thesis;
    std::int64_t at_ms = 0;
    std::vector<ImportedQuestion> questions;
    std::vector<Contribution> contributions;  ///< each parent before what answers it
};

/// Makes every text fit an entry without losing a character of it.
///
/// A text beyond 4,000 code points (or 12,000 bytes of JSON) is cut after a paragraph, a sentence
/// or a word. Its first part stays; the others follow as remarks on it, in order, with ids ending
/// in
/// `#2`, `#3`: remarks weigh nothing, so a long argument does not count twice. Put together the
/// parts are the text, to the byte. Sources beyond 10, or beyond 500 code points or 2,000 bytes of
/// JSON together, become such a remark too, one a line.
/// Errors: "import", `where` naming the id: a text that is empty, a name, address or id beyond
/// 2,000 bytes, an id that comes twice, a parent that does not come before.
[[nodiscard]] Result<Import> fitted(Import import);

/// The first 300 code points of a title, spaces folded; "..." ends one that is cut.
[[nodiscard]] std::string fitted_title(std::string_view title);

}  // namespace palabre
