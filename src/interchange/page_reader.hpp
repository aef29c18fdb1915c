#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/outline.hpp"
#include "deliberation/result.hpp"

namespace palabre {

// HTML outlines, read natively. In a page the element reads the same from the DOM
// (web/src/outline-dom.ts); html_tree.hpp says which HTML is read and what is refused.
//
//     <palabre-debate debate="rue-des-halles" site="example.org" owner="KEY">
//       <h2>Faut-il rendre la rue pietonne ?</h2>
//       <ul>
//         <li data-stance="pro" data-id="ecole">Les enfants iront a pied.
//           <ul><li data-stance="con">Pas par cette rue.</li></ul></li>
//       </ul>
//       <palabre-question method="yes-no" closes="2026-03-01T18:00:00Z" quorum="1/4">
//         <h3>Adoptons-nous le projet ?</h3><p>Une phrase de plus.</p>
//       </palabre-question>
//     </palabre-debate>
//
// Thesis: the first heading that stands in no item and no question. Claims: every li with
// data-stance (pro or con), below the nearest one around it; its text is its textContent without
// the lists in it, spaces folded. Questions: each palabre-question with a heading of its own; its p
// are the text, its li the options, its attributes those of question_markup.hpp, taken from the
// debate where it lacks them. An element with data-copy shows what entries say (html_writer.hpp)
// and declares nothing, with all that stands in it.

/// A claim that a page shows but does not declare: said in an entry.
struct CopiedClaim {
    std::string id;
    std::string parent;  ///< the id of a claim around it, or `~`
    Stance stance = Stance::pro;
    std::string text;
};

/// One `<palabre-debate>` of a page.
struct PageDebate {
    std::optional<std::string> name;   ///< `debate`, the part behind the slash
    std::optional<std::string> site;   ///< the part before it
    std::optional<std::string> owner;  ///< a key, not checked
    std::optional<std::string> lang;
    std::optional<std::string> write;
    Outline outline;
    std::vector<CopiedClaim> copies;
    std::size_t line = 1;
};

/// The debates of a page in document order, at least one.
/// Errors: "html", `where` saying the line, for what html_tree.hpp refuses and for an item without
/// data-stance or text, an attribute that is not understood, a text beyond its limit.
[[nodiscard]] Result<std::vector<PageDebate>> read_page(std::string_view page);

}  // namespace palabre
