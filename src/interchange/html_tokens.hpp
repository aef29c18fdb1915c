#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"

namespace palabre {

struct HtmlAttribute {
    std::string name;  ///< lower case
    std::string value;
};

struct HtmlToken {
    enum class Kind { start, end, text, nothing_more };
    Kind kind = Kind::nothing_more;
    std::string name;  ///< of a tag, lower case
    std::vector<HtmlAttribute> attributes;
    bool self_closing = false;
    std::string text;  ///< references put in
    std::size_t line = 1;

    /// The attribute's value, or nothing; of two of one name the first counts, as in a browser.
    [[nodiscard]] std::optional<std::string_view> attribute(std::string_view wanted) const;
};

/// The tags and texts of a page, one by one, as a browser that runs scripts cuts it: comments and
/// declarations are passed over, and what stands in script, style, textarea, title and the like is
/// no markup.
/// Refused, with the line: what is not UTF-8, U+0000, a page that ends inside a tag or in a script,
/// and a script that holds `<!--` and `<script`, whose end two readers may see in two places.
/// Source: WHATWG HTML Standard, 13.2.5.
class HtmlTokens {
  public:
    /// The tokens of `page`. Errors: "html" as above.
    static Result<HtmlTokens> of(std::string_view page);

    /// The next token. Errors: "html", `where` saying the line.
    Result<HtmlToken> next();

  private:
    explicit HtmlTokens(std::string page) : page_(std::move(page)) {}

    HtmlToken text_until(std::size_t end, bool with_references);
    Result<HtmlToken> tag(bool is_end);
    Result<bool> read_attribute(HtmlToken& token, std::set<std::string>& names);
    Result<HtmlToken> raw_text(std::string_view name);
    bool skip_declaration();
    void advance(std::size_t to);
    void pass_space();
    [[nodiscard]] bool is_tag_at(std::size_t at) const;
    [[nodiscard]] Fault fault(Sentence what) const;

    std::string page_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::string raw_;          // the element whose text is next, "" outside one
    std::size_t foreign_ = 0;  // svg and math elements that are open
};

}  // namespace palabre
