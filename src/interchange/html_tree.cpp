#include "interchange/html_tree.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace palabre {

namespace {

template <std::size_t size>
bool holds(const std::array<std::string_view, size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

constexpr std::array<std::string_view, 6> headings{"h1", "h2", "h3", "h4", "h5", "h6"};

// Those that close an open paragraph when they begin, headings apart.
constexpr std::array<std::string_view, 18> blocks{
    "address",    "article", "aside",  "blockquote", "details", "div",
    "figcaption", "figure",  "footer", "header",     "hgroup",  "main",
    "nav",        "ol",      "p",      "section",    "summary", "ul"};

constexpr std::array<std::string_view, 30> inlines{
    "a",    "abbr",  "b",    "bdi",    "bdo",    "big", "cite", "code", "data", "del",
    "dfn",  "em",    "font", "i",      "ins",    "kbd", "mark", "q",    "s",    "samp",
    "slot", "small", "span", "strike", "strong", "sub", "sup",  "time", "u",    "var"};

constexpr std::array<std::string_view, 4> voids{"br", "hr", "img", "wbr"};

// Outside a debate: what closes an open paragraph beside `blocks`, in any page.
constexpr std::array<std::string_view, 14> other_blocks{"center", "dd",       "dialog", "dir", "dl",
                                                        "dt",     "fieldset", "form",   "hr",  "li",
                                                        "menu",   "pre",      "table",  "body"};

bool opens_list(std::string_view name) {
    return name == "ul" || name == "ol";
}

Fault fault_at(std::size_t line, Sentence what) {
    return {"html", "line " + std::to_string(line), std::move(what)};
}

std::string tag(std::string_view name) {
    return "<" + std::string(name) + ">";
}

bool is_white_space(std::string_view text) {
    return text.find_first_not_of(" \t\n\f\r") == text.npos;
}

/// Builds one debate from its start tag to its end tag.
class TreeBuilder {
  public:
    explicit TreeBuilder(HtmlToken&& debate) { open(std::move(debate)); }

    [[nodiscard]] bool done() const { return open_.empty(); }
    [[nodiscard]] std::size_t line() const { return tree_.front().line; }
    HtmlTree take() { return std::move(tree_); }

    Result<bool> take_token(HtmlToken&& token) {
        switch (token.kind) {
            case HtmlToken::Kind::start:
                return start(std::move(token));
            case HtmlToken::Kind::end:
                return end(token);
            case HtmlToken::Kind::text:
                return text(std::move(token));
            case HtmlToken::Kind::nothing_more:
                break;
        }
        return fault_at(top().line, tag(top().name) + " is never closed");
    }

  private:
    [[nodiscard]] const HtmlNode& top() const { return tree_[open_.back()]; }

    void add(HtmlNode&& node) {
        node.parent = open_.empty() ? 0 : open_.back();
        node.end = tree_.size() + 1;
        tree_.push_back(std::move(node));
    }

    void open(HtmlToken&& token) {
        HtmlNode node;
        node.name = std::move(token.name);
        node.attributes = std::move(token.attributes);
        node.line = token.line;
        add(std::move(node));
        open_.push_back(tree_.size() - 1);
        if (tree_.back().name == "p") ++paragraphs_;
        if (tree_.back().name == "a") ++links_;
        if (tree_.back().name == "palabre-question") ++questions_;
    }

    void close() {
        if (top().name == "p") --paragraphs_;
        if (top().name == "a") --links_;
        if (top().name == "palabre-question") --questions_;
        tree_[open_.back()].end = tree_.size();
        open_.pop_back();
    }

    Result<bool> start(HtmlToken&& token) {
        const std::string name = token.name;
        const std::size_t line = token.line;
        const bool heading = holds(headings, name);
        const bool question = name == "palabre-question";
        const bool item = name == "li";
        if (!heading && !question && !item && !holds(blocks, name) && !holds(inlines, name) &&
            !holds(voids, name)) {
            return fault_at(line, "an outline may not hold " + tag(name));
        }
        if (token.self_closing && !holds(voids, name)) {
            return fault_at(line, tag(name) + " cannot close itself in HTML");
        }
        if (item && top().name == "p") close();
        if (item && top().name == "li") close();
        if (item != opens_list(top().name)) {
            return fault_at(line, item ? "<li> stands outside a list"
                                       : tag(name) + " stands in a list, but not in an item");
        }
        if (paragraphs_ > 0 && (heading || item || name == "hr" || holds(blocks, name))) {
            if (top().name != "p") {
                return fault_at(line, tag(name) + " would end a paragraph in which " +
                                          tag(top().name) + " is open");
            }
            close();
        }
        // A question is no block: the paragraph would end at its heading, and the question with it.
        if (question && paragraphs_ > 0) return fault_at(line, "a question stands in a paragraph");
        if (question && questions_ > 0) return fault_at(line, "a question stands in a question");
        if (heading && holds(headings, top().name)) {
            return fault_at(line, tag(name) + " stands in " + tag(top().name));
        }
        if (name == "a" && links_ > 0) return fault_at(line, "a link stands in a link");
        open(std::move(token));
        if (holds(voids, name)) close();
        return true;
    }

    Result<bool> end(const HtmlToken& token) {
        const std::string& name = token.name;
        const auto mismatch = [&] {
            return fault_at(token.line, "</" + name + "> comes while " + tag(top().name) +
                                            " of line " + std::to_string(top().line) + " is open");
        };
        // A tag that is no block does not end the paragraphs and items in it.
        const bool ends_others = holds(blocks, name) || name == "li";
        if (ends_others && top().name == "p" && name != "p") close();
        if (opens_list(name) && top().name == "li") close();
        if (open_.empty() || top().name != name) return mismatch();
        close();
        return true;
    }

    Result<bool> text(HtmlToken&& token) {
        if (opens_list(top().name) && !is_white_space(token.text)) {
            return fault_at(token.line, "text stands in a list, but not in an item");
        }
        HtmlNode node;
        node.text = std::move(token.text);
        node.line = token.line;
        add(std::move(node));
        return true;
    }

    HtmlTree tree_;
    std::vector<std::size_t> open_;
    std::size_t paragraphs_ = 0;
    std::size_t links_ = 0;
    std::size_t questions_ = 0;
};

/// What of the page around a debate can reach into it.
class Surroundings {
  public:
    void see(const HtmlToken& token) {
        if (token.kind != HtmlToken::Kind::start && token.kind != HtmlToken::Kind::end) return;
        const bool start = token.kind == HtmlToken::Kind::start;
        const std::string& name = token.name;
        if (name == "template" || name == "svg" || name == "math") {
            if (start && !(token.self_closing && name != "template")) ++apart_;
            if (!start && apart_ > 0) --apart_;
        }
        if (name == "a") link_ = start;
        if (name == "p")
            paragraph_ = start;
        else if (holds(headings, name) || holds(blocks, name) || holds(other_blocks, name)) {
            paragraph_ = false;
        }
    }

    /// Whether nothing here is part of the page's own tree.
    [[nodiscard]] bool apart() const { return apart_ > 0; }

    /// Why a debate cannot begin here, or "".
    [[nodiscard]] std::string_view obstacle() const {
        if (paragraph_) return "a debate cannot stand in a paragraph: its heading would end both";
        if (link_) return "a debate cannot stand in a link";
        return "";
    }

  private:
    std::size_t apart_ = 0;
    bool paragraph_ = false;
    bool link_ = false;
};

}  // namespace

std::optional<std::string_view> HtmlNode::attribute(std::string_view wanted) const {
    for (const HtmlAttribute& each : attributes) {
        if (each.name == wanted) return each.value;
    }
    return std::nullopt;
}

Result<std::vector<HtmlTree>> debates_in(std::string_view page) {
    PALABRE_TRY(tokens, HtmlTokens::of(page));
    std::vector<HtmlTree> trees;
    Surroundings around;
    for (;;) {
        PALABRE_TRY(token, tokens.next());
        if (token.kind == HtmlToken::Kind::nothing_more) break;
        const bool is_debate =
            token.kind == HtmlToken::Kind::start && token.name == "palabre-debate";
        if (!is_debate || around.apart()) {
            around.see(token);
            continue;
        }
        if (!around.obstacle().empty()) {
            return fault_at(token.line, std::string(around.obstacle()));
        }
        if (token.self_closing) {
            return fault_at(token.line, "<palabre-debate> cannot close itself in HTML");
        }
        TreeBuilder builder(std::move(token));
        while (!builder.done()) {
            PALABRE_TRY(inner, tokens.next());
            PALABRE_TRY(taken, builder.take_token(std::move(inner)));
            (void)taken;
        }
        trees.push_back(builder.take());
    }
    if (trees.empty()) return fault_at(1, "there is no <palabre-debate> in this page");
    return trees;
}

}  // namespace palabre
