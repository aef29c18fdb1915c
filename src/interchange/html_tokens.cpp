#include "interchange/html_tokens.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "interchange/ascii.hpp"
#include "interchange/html_text.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

constexpr auto none = std::string_view::npos;

bool is_space(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\f';
}

// Where `needle`, given in lower case, begins at or after `from`, whatever the case of `text`.
std::size_t find_any_case(std::string_view text, std::string_view needle, std::size_t from) {
    const auto begin = text.begin() + static_cast<std::ptrdiff_t>(std::min(from, text.size()));
    const auto found = std::search(begin, text.end(), needle.begin(), needle.end(),
                                   [](char left, char right) { return lowered(left) == right; });
    return found == text.end() ? none : static_cast<std::size_t>(found - text.begin());
}

// Elements whose content is text and no markup; the last two hold references.
constexpr std::array<std::string_view, 9> raw_elements{
    "iframe", "noembed", "noframes", "noscript", "script", "style", "xmp", "textarea", "title"};

bool is_raw(std::string_view name) {
    return std::find(raw_elements.begin(), raw_elements.end(), name) != raw_elements.end();
}

}  // namespace

std::optional<std::string_view> HtmlToken::attribute(std::string_view wanted) const {
    for (const HtmlAttribute& each : attributes) {
        if (each.name == wanted) return each.value;
    }
    return std::nullopt;
}

Result<HtmlTokens> HtmlTokens::of(std::string_view page) {
    page = without_byte_order_mark(page);
    const auto refuse = [page](std::size_t at, Sentence what) {
        return Fault{"html", "line " + std::to_string(line_of(page, at)), std::move(what)};
    };
    if (const auto at = first_invalid_utf8(page)) return refuse(*at, "this is not UTF-8");
    if (const std::size_t at = page.find('\0'); at != none) return refuse(at, "this holds U+0000");
    std::string text;
    text.reserve(page.size());
    for (std::size_t i = 0; i < page.size(); ++i) {
        if (page[i] != '\r')
            text += page[i];
        else if (i + 1 == page.size() || page[i + 1] != '\n')
            text += '\n';
    }
    return HtmlTokens(std::move(text));
}

Result<HtmlToken> HtmlTokens::next() {
    if (!raw_.empty()) {
        const std::string name = std::exchange(raw_, "");
        return raw_text(name);
    }
    for (;;) {
        if (at_ == page_.size()) {
            HtmlToken token;
            token.line = line_;
            return token;
        }
        if (is_tag_at(at_)) return tag(page_[at_ + 1] == '/');
        if (page_[at_] == '<' && skip_declaration()) continue;
        std::size_t end = at_ + 1;
        while (end < page_.size() && !is_tag_at(end) && page_.compare(end, 2, "<!") != 0 &&
               page_.compare(end, 2, "<?") != 0 && page_.compare(end, 2, "</") != 0) {
            ++end;
        }
        return text_until(end, true);
    }
}

// Comments, doctypes and processing instructions, and the section that only foreign elements know.
// False where `<` is only a character.
bool HtmlTokens::skip_declaration() {
    const std::string_view rest = std::string_view(page_).substr(at_);
    const auto pass = [&](std::size_t end, std::size_t size) {
        advance(end == none ? page_.size() : at_ + end + size);
        return true;
    };
    if (rest.substr(0, 4) == "<!--") {
        if (rest.substr(0, 5) == "<!-->") return pass(0, 5);
        if (rest.substr(0, 6) == "<!--->") return pass(0, 6);
        const std::size_t plain = rest.find("-->", 4);
        const std::size_t odd = rest.substr(0, plain).find("--!>", 4);
        return odd == none ? pass(plain, 3) : pass(odd, 4);
    }
    // Inside svg and math the text of such a section counts, but no debate is read there.
    if (foreign_ > 0 && rest.substr(0, 9) == "<![CDATA[") return pass(rest.find("]]>", 9), 3);
    if (rest.substr(0, 2) == "<!" || rest.substr(0, 2) == "<?" ||
        (rest.substr(0, 2) == "</" && rest.size() > 2)) {
        return pass(rest.find('>', 2), 1);
    }
    return false;
}

bool HtmlTokens::is_tag_at(std::size_t at) const {
    if (page_[at] != '<') return false;
    const std::size_t name = at + 1 + (at + 1 < page_.size() && page_[at + 1] == '/' ? 1 : 0);
    return name < page_.size() && is_letter(page_[name]);
}

HtmlToken HtmlTokens::text_until(std::size_t end, bool with_references) {
    HtmlToken token;
    token.kind = HtmlToken::Kind::text;
    token.line = line_;
    const std::string_view text = std::string_view(page_).substr(at_, end - at_);
    token.text = with_references ? decode_references(text, false) : std::string(text);
    advance(end);
    return token;
}

Result<HtmlToken> HtmlTokens::tag(bool is_end) {
    HtmlToken token;
    token.kind = is_end ? HtmlToken::Kind::end : HtmlToken::Kind::start;
    token.line = line_;
    std::size_t end = at_ + (is_end ? 2 : 1);
    const std::size_t name_at = end;
    while (end < page_.size() && !is_space(page_[end]) && page_[end] != '/' && page_[end] != '>') {
        ++end;
    }
    token.name = lowered(page_.substr(name_at, end - name_at));
    advance(end);
    std::set<std::string> names;
    for (;;) {
        pass_space();
        if (at_ == page_.size()) {
            line_ = token.line;
            return fault("the page ends inside this tag");
        }
        if (page_[at_] == '>') break;
        if (page_[at_] == '/') {
            token.self_closing = at_ + 1 < page_.size() && page_[at_ + 1] == '>';
            advance(at_ + 1);
            continue;
        }
        PALABRE_TRY(more, read_attribute(token, names));
        (void)more;
    }
    advance(at_ + 1);
    const bool foreign = token.name == "svg" || token.name == "math";
    if (foreign && is_end && foreign_ > 0) --foreign_;
    if (foreign && !is_end && !token.self_closing) ++foreign_;
    if (!is_end && foreign_ == 0 && is_raw(token.name)) raw_ = token.name;
    return token;
}

Result<bool> HtmlTokens::read_attribute(HtmlToken& token, std::set<std::string>& names) {
    const std::size_t first_line = line_;
    // An equals sign in front belongs to the name.
    std::size_t end = at_ + 1;
    while (end < page_.size() && !is_space(page_[end]) && page_[end] != '/' && page_[end] != '>' &&
           page_[end] != '=') {
        ++end;
    }
    HtmlAttribute attribute;
    attribute.name = lowered(page_.substr(at_, end - at_));
    advance(end);
    pass_space();
    if (at_ < page_.size() && page_[at_] == '=') {
        advance(at_ + 1);
        pass_space();
        std::size_t begin = at_;
        end = begin;
        if (at_ < page_.size() && (page_[at_] == '"' || page_[at_] == '\'')) {
            end = page_.find(page_[at_], ++begin);
            if (end == none) {
                line_ = first_line;
                return fault("the page ends inside this attribute");
            }
            attribute.value =
                decode_references(std::string_view(page_).substr(begin, end - begin), true);
            ++end;
        } else {
            while (end < page_.size() && !is_space(page_[end]) && page_[end] != '>') ++end;
            attribute.value =
                decode_references(std::string_view(page_).substr(begin, end - begin), true);
        }
        advance(end);
    }
    // Each looking through all before it would be quadratic, so a tag of many keeps their names.
    bool known = false;
    if (token.attributes.size() < 16) {
        known = token.attribute(attribute.name).has_value();
    } else {
        if (names.empty()) {
            for (const HtmlAttribute& each : token.attributes) names.insert(each.name);
        }
        known = !names.insert(attribute.name).second;
    }
    if (!known) token.attributes.push_back(std::move(attribute));
    return true;
}

Result<HtmlToken> HtmlTokens::raw_text(std::string_view name) {
    const std::string_view page = page_;
    const std::string closing = "</" + std::string(name);
    std::size_t end = at_;
    for (;; ++end) {
        end = find_any_case(page, closing, end);
        if (end == none) return fault("<" + std::string(name) + "> is never closed");
        const std::size_t after = end + closing.size();
        if (after == page.size()) continue;
        if (is_space(page[after]) || page[after] == '/' || page[after] == '>') break;
    }
    const std::string_view text = page.substr(at_, end - at_);
    const std::size_t comment = name == "script" ? text.find("<!--") : none;
    if (comment != none && find_any_case(text, "<script", comment) != none) {
        return fault("a script that holds <!-- and <script ends in a place that is hard to tell");
    }
    return text_until(end, name == "textarea" || name == "title");
}

void HtmlTokens::advance(std::size_t to) {
    const auto begin = page_.begin() + static_cast<std::ptrdiff_t>(at_);
    const auto end = page_.begin() + static_cast<std::ptrdiff_t>(to);
    line_ += static_cast<std::size_t>(std::count(begin, end, '\n'));
    at_ = to;
}

void HtmlTokens::pass_space() {
    std::size_t end = at_;
    while (end < page_.size() && is_space(page_[end])) ++end;
    advance(end);
}

Fault HtmlTokens::fault(Sentence what) const {
    return {"html", "line " + std::to_string(line_), std::move(what)};
}

}  // namespace palabre
