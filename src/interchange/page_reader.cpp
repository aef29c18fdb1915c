#include "interchange/page_reader.hpp"

#include "deliberation/limits.hpp"
#include "interchange/ascii.hpp"
#include "interchange/html_tree.hpp"
#include "interchange/question_markup.hpp"

namespace palabre {

namespace {

bool is_heading(std::string_view name) {
    return name.size() == 2 && name[0] == 'h' && name[1] >= '1' && name[1] <= '6';
}
bool is_list(std::string_view name) {
    return name == "ul" || name == "ol";
}
constexpr std::string_view question_name = "palabre-question";

bool is_data_id(std::string_view text) {
    return !text.empty() && text.size() <= 32 &&
           text.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == text.npos;
}

class Reader {
  public:
    explicit Reader(const HtmlTree& tree) : tree_(tree) {}

    Result<PageDebate> read() {
        PageDebate debate;
        debate.line = root().line;
        debate.name = attribute("debate");
        debate.site = attribute("site");
        debate.owner = attribute("owner");
        debate.lang = attribute("lang");
        debate.write = attribute("write");
        if (const auto heading = heading_of(0)) {
            const std::string text = text_of(*heading);
            if (!text.empty()) debate.outline.thesis = text;
        }
        PALABRE_TRY(claims_read, read_claims(debate));
        (void)claims_read;
        for (std::size_t i = 1; i < tree_.size(); i = is_copy(i) ? tree_[i].end : i + 1) {
            if (tree_[i].name != question_name || is_copy(i)) continue;
            PALABRE_TRY(question, read_question(i));
            if (!question) continue;
            std::string id = question_id(*question);
            debate.outline.questions.push_back({std::move(id), std::move(*question)});
        }
        return debate;
    }

  private:
    [[nodiscard]] const HtmlNode& root() const { return tree_.front(); }

    [[nodiscard]] bool is_copy(std::size_t index) const {
        return tree_[index].attribute("data-copy").has_value();
    }

    [[nodiscard]] std::optional<std::string> attribute(std::string_view name) const {
        const auto value = root().attribute(name);
        const std::string text = value ? folded_space(*value) : "";
        return text.empty() ? std::nullopt : std::optional(text);
    }

    [[nodiscard]] Fault fault(std::size_t node, Sentence what) const {
        return {"html", "line " + std::to_string(tree_[node].line), std::move(what)};
    }

    // The first heading in `node` that stands in no item and no other question.
    [[nodiscard]] std::optional<std::size_t> heading_of(std::size_t node) const {
        for (std::size_t i = node + 1; i < tree_[node].end;) {
            const std::string& name = tree_[i].name;
            if (is_heading(name)) return i;
            i = name == "li" || name == question_name || is_copy(i) ? tree_[i].end : i + 1;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::string text_of(std::size_t node) const {
        std::string text;
        for (std::size_t i = node + 1; i < tree_[node].end; ++i) text += tree_[i].text;
        return folded_space(text);
    }

    // The text of an item without the lists and questions in it.
    [[nodiscard]] std::string own_text(std::size_t item) const {
        std::string text;
        for (std::size_t i = item + 1; i < tree_[item].end;) {
            const bool apart = is_list(tree_[i].name) || tree_[i].name == question_name;
            text += apart ? " " : tree_[i].text;
            i = apart ? tree_[i].end : i + 1;
        }
        return folded_space(text);
    }

    Result<bool> read_claims(PageDebate& debate) {
        std::vector<ClaimDraft> drafts;
        std::vector<std::size_t> nodes;                  // of the drafts
        std::vector<int> around(tree_.size(), -1);       // by node: the claim it stands in
        std::vector<int> copy_around(tree_.size(), -1);  // by node: the copy it stands in
        std::vector<int> parent_of_copy;                 // by copy: the claim it stands in
        for (std::size_t i = 1; i < tree_.size(); ++i) {
            const HtmlNode& node = tree_[i];
            around[i] = around[node.parent];
            copy_around[i] = copy_around[node.parent];
            if (node.name == question_name || (is_copy(i) && node.name != "li")) {
                i = node.end - 1;
                continue;
            }
            if (node.name != "li") continue;
            PALABRE_TRY(stance, stance_of(i));
            const std::string text = own_text(i);
            const std::string id = folded_space(node.attribute("data-id").value_or(""));
            if (is_copy(i) || copy_around[i] >= 0) {
                // What is hidden or erased keeps its place and shows no words.
                debate.copies.push_back({id, "", stance, text});
                parent_of_copy.push_back(copy_around[i] >= 0 ? -1 : around[i]);
                if (copy_around[i] >= 0) {
                    debate.copies.back().parent =
                        debate.copies[static_cast<std::size_t>(copy_around[i])].id;
                }
                copy_around[i] = static_cast<int>(debate.copies.size()) - 1;
                continue;
            }
            if (text.empty()) return fault(i, "this claim has no text");
            if (code_points(text) > limits::text_max) {
                return fault(i, "this claim is longer than 4,000 characters");
            }
            ClaimDraft draft;
            draft.parent = around[i];
            draft.stance = stance;
            draft.text = text;
            // `~` and more is how a written page says an id that follows from the text.
            if (is_data_id(id))
                draft.name = id;
            else if (!id.empty() && id[0] != '~') {
                return fault(i, "a data-id is 1 to 32 of a-z, 0-9 and -");
            }
            drafts.push_back(std::move(draft));
            nodes.push_back(i);
            around[i] = static_cast<int>(drafts.size()) - 1;
        }
        auto named = name_claims(drafts);
        if (!named) {
            const auto index = static_cast<std::size_t>(std::stoul("0" + named.fault().where));
            return fault(index < nodes.size() ? nodes[index] : 0, named.fault().what);
        }
        debate.outline.claims = std::move(named).value();
        for (std::size_t i = 0; i < debate.copies.size(); ++i) {
            if (!debate.copies[i].parent.empty()) continue;
            const int parent = parent_of_copy[i];
            debate.copies[i].parent =
                parent < 0 ? "~" : debate.outline.claims[static_cast<std::size_t>(parent)].id;
        }
        return true;
    }

    Result<Stance> stance_of(std::size_t item) const {
        const auto said = tree_[item].attribute("data-stance");
        if (!said) return fault(item, "this item has no data-stance");
        const auto stance = stance_from(lowered(folded_space(*said)));
        if (!stance) return fault(item, "a data-stance is pro or con");
        return *stance;
    }

    // Nothing where it has no title: it then shows a question that others declare.
    Result<std::optional<QuestionText>> read_question(std::size_t node) const {
        const auto heading = heading_of(node);
        QuestionText question;
        if (heading) question.title = text_of(*heading);
        if (question.title.empty()) return std::optional<QuestionText>();
        if (code_points(question.title) > limits::title_max) {
            return fault(node, "this title is longer than 300 characters");
        }
        std::vector<std::string> costs;
        for (std::size_t i = node + 1; i < tree_[node].end;) {
            const bool item = tree_[i].name == "li";
            if (item || tree_[i].name == "p") {
                std::string text = item ? own_text(i) : text_of(i);
                if (item && !text.empty()) {
                    if (!question.options) question.options.emplace();
                    question.options->push_back(std::move(text));
                    costs.push_back(folded_space(tree_[i].attribute("data-cost").value_or("")));
                } else if (!text.empty()) {
                    question.text = question.text ? *question.text + "\n" + text : text;
                }
            }
            // Items in items are options too; a paragraph in an item is the item's.
            if (item)
                i = next_item(i);
            else
                ++i;
        }
        const auto set = [&](std::string_view name, std::string_view value) -> Result<bool> {
            const auto done = set_attribute(question, name, value);
            if (!done) return fault(node, done.fault().where + ": " + done.fault().what);
            return true;
        };
        const bool has_rules = tree_[node].attribute("rules").has_value();
        for (const std::string_view name : inherited_attributes) {
            auto value = tree_[node].attribute(name);
            // Rules of its own are whole: the page's shares do not mix with them.
            const bool whole = has_rules && (name == "quorum" || name == "majority");
            if (!value && !whole) value = root().attribute(name);
            const auto done = set(name, value.value_or(""));
            if (!done) return done.fault();
        }
        for (const std::string_view name : own_attributes) {
            const auto done = set(name, tree_[node].attribute(name).value_or(""));
            if (!done) return done.fault();
        }
        const auto priced = set_costs(question, costs);
        if (!priced) return fault(node, priced.fault().where + ": " + priced.fault().what);
        return std::optional(std::move(question));
    }

    // The next item inside this one, or what follows it.
    [[nodiscard]] std::size_t next_item(std::size_t item) const {
        for (std::size_t i = item + 1; i < tree_[item].end; ++i) {
            if (tree_[i].name == "li") return i;
        }
        return tree_[item].end;
    }

    const HtmlTree& tree_;
};

}  // namespace

Result<std::vector<PageDebate>> read_page(std::string_view page) {
    PALABRE_TRY(trees, debates_in(page));
    std::vector<PageDebate> debates;
    for (const HtmlTree& tree : trees) {
        PALABRE_TRY(debate, Reader(tree).read());
        debates.push_back(std::move(debate));
    }
    return debates;
}

}  // namespace palabre
