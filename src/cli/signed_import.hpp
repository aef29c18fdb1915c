#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "cli/entry_writer.hpp"
#include "deliberation/result.hpp"
#include "interchange/contributions.hpp"

namespace palabre {

struct SignedImport {
    std::size_t added = 0;
    std::size_t known = 0;      ///< there already, by `from.id` or to the byte
    bool opened = false;        ///< an `open` and a `declare` are among the added
    std::size_t not_asked = 0;  ///< questions and counts this key has no right to
};

/// Makes the entries of a fitted import and adds them to `writer`.
///
/// In a debate that is new (`into` null) the importer is the owner: `open` and, where there is a
/// thesis, `declare` come first. Then each question as `ask`, each contribution as `claim` or
/// `remark`, and what was counted as `count`. Salts, times and order follow from the source and the
/// key, so the same file signed again by the same key gives the same bytes.
///
/// Into a debate that is there, only what its entries' `from.id`s lack is added; also left out is
/// what this key said already to the byte, even where that was erased since: an erased text does
/// not come back by importing again. Questions are added where the key may ask.
/// Errors: "import" where the text does not fit into an open, a question not into an ask.
Result<SignedImport> sign_import(const Import& import, std::string_view format, EntryWriter& writer,
                                 const LiveDebate* into);

}  // namespace palabre
