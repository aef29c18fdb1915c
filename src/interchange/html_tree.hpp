#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"
#include "interchange/html_tokens.hpp"

namespace palabre {

/// An element, or a text where `name` is empty.
struct HtmlNode {
    std::string name;
    std::vector<HtmlAttribute> attributes;
    std::string text;
    std::size_t parent = 0;
    std::size_t end = 0;  ///< the index after its last descendant
    std::size_t line = 1;

    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view wanted) const;
};

/// One `<palabre-debate>` and all that stands in it, in document order; nodes[0] is the element.
using HtmlTree = std::vector<HtmlNode>;

/// The debates of a page, as the tree that a browser's parser builds.
///
/// Only elements whose place in that tree is plain are read inside a debate: headings, lists and
/// their items, paragraphs, sections, the inline elements of running text, and palabre-question.
/// They must be closed where they were opened; only `</li>` and `</p>` may be left out, as HTML
/// allows. Around a debate the page may hold anything, but not an open paragraph or link, which a
/// browser would close, or open again, in the middle of the debate; what stands in template, svg,
/// math or noscript is not read.
///
/// A browser flattens what nests more than 512 elements deep, this reader does not.
/// Errors: "html", `where` saying the line; also where the page holds no debate.
/// Source: WHATWG HTML Standard, 13.2.6.
[[nodiscard]] Result<std::vector<HtmlTree>> debates_in(std::string_view page);

}  // namespace palabre
