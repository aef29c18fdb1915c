#include "interchange/html_writer.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <variant>
#include <vector>

#include "interchange/debate_words.hpp"
#include "interchange/html_escape.hpp"
#include "interchange/question_markup.hpp"
#include "interchange/reading_order.hpp"

namespace palabre {

namespace {

struct Item {
    std::string_view id;
    Stance stance = Stance::pro;
    std::string_view text;
    std::uint32_t depth = 1;
    bool copy = false;
    std::string_view status;  ///< "" where it is shown
};

/// Writes the element piece by piece.
class Markup {
  public:
    Markup(std::string_view debate_id, std::string_view owner, std::string_view lang) {
        const std::size_t slash = debate_id.find('/');
        name_ = debate_id.substr(slash == debate_id.npos ? 0 : slash + 1);
        out_ = "<palabre-debate";
        attribute("debate", name_);
        if (slash != debate_id.npos) attribute("site", debate_id.substr(0, slash));
        if (!owner.empty()) attribute("owner", owner);
        if (!lang.empty()) attribute("lang", lang);
        out_ += ">\n";
    }

    void thesis(std::string_view text) {
        out_ += "  <h2";
        attribute("id", "palabre-" + std::string(name_) + ".~");
        out_ += '>';
        append_html(out_, text);
        out_ += "</h2>\n";
    }

    /// Each line of `text` as a paragraph.
    void paragraphs(std::string_view text, std::string_view indent) {
        for (std::size_t at = 0; at <= text.size();) {
            const std::size_t end = std::min(text.find('\n', at), text.size());
            const std::string line = folded_space(text.substr(at, end - at));
            at = end + 1;
            if (line.empty()) continue;
            out_ += indent;
            out_ += "<p>";
            append_html(out_, line);
            out_ += "</p>\n";
        }
    }

    /// The next item in reading order; its depth is at most one more than the last one's.
    void item(const Item& item) {
        while (depth_ >= item.depth) end_item(item.depth == depth_);
        if (depth_ < item.depth && !same_list_) {
            out_ += '\n' + indent(depth_ + 1) + "<ul>";
        }
        same_list_ = false;
        ++depth_;
        out_ += '\n' + indent(depth_) + "  <li";
        attribute("id", "palabre-" + std::string(name_) + "." + std::string(item.id));
        attribute("data-id", data_id(item));
        attribute("data-stance", to_text(item.stance));
        if (item.copy) out_ += " data-copy";
        if (!item.status.empty()) attribute("data-status", item.status);
        out_ += '>';
        append_html(out_, item.text);
    }

    void end_items() {
        const bool any = depth_ > 0;
        while (depth_ > 0) end_item(false);
        if (any) out_ += '\n';
    }

    void question(const QuestionText& question, std::string_view id, bool declared) {
        const auto attributes = declared ? attributes_of(question) : std::nullopt;
        if (attributes) {
            out_ += "  <palabre-question";
            for (const QuestionAttribute& each : *attributes) attribute(each.name, each.value);
        } else {
            out_ += "  <div data-copy";
        }
        attribute("id", "palabre-" + std::string(name_) + "." + std::string(id));
        // A heading in a copy could be taken for the thesis by readers that know no copies.
        out_ += attributes ? ">\n    <h3>" : ">\n    <p><strong>";
        append_html(out_, question.title);
        out_ += attributes ? "</h3>\n" : "</strong></p>\n";
        if (question.text) paragraphs(*question.text, "    ");
        if (question.options) {
            out_ += "    <ul>\n";
            for (std::size_t i = 0; i < question.options->size(); ++i) {
                out_ += "      <li";
                const auto cost = attributes ? cost_of(question, i) : std::nullopt;
                if (cost) attribute("data-cost", *cost);
                out_ += '>';
                append_html(out_, (*question.options)[i]);
                out_ += "</li>\n";
            }
            out_ += "    </ul>\n";
        }
        out_ += attributes ? "  </palabre-question>\n" : "  </div>\n";
    }

    void figures(std::string_view text) {
        out_ += "  <p data-copy>";
        append_html(out_, text);
        out_ += "</p>\n";
    }

    std::string take() {
        out_ += "</palabre-debate>\n";
        return std::move(out_);
    }

  private:
    static std::string indent(std::uint32_t depth) {
        // Deep outlines would else be mostly spaces.
        constexpr std::uint32_t deepest = 20;
        return std::string(2 + 4 * std::size_t{std::min(depth - 1, deepest)}, ' ');
    }

    // A repeated name is written as it was, and counted again by who reads.
    static std::string_view data_id(const Item& item) {
        if (item.copy || item.id[0] != '~') return item.id;
        const bool hashed = item.id.size() > 1 && item.id[1] == '~';
        return item.id.substr(1, hashed ? item.id.npos : item.id.find('.') - 1);
    }

    void end_item(bool list_goes_on) {
        out_ += "</li>";
        if (!list_goes_on) out_ += '\n' + indent(depth_) + "</ul>";
        same_list_ = list_goes_on;
        --depth_;
    }

    void attribute(std::string_view name, std::string_view value) {
        out_ += ' ';
        out_ += name;
        out_ += "=\"";
        append_html(out_, value);
        out_ += '"';
    }

    std::string out_;
    std::string_view name_;
    std::uint32_t depth_ = 0;
    bool same_list_ = false;
};

// Yes, no, abstain, blank for readers without the element; the element has catalogues.
std::string_view choice_word(std::size_t choice, std::string_view lang) {
    constexpr std::array<std::string_view, 4> english{"yes", "no", "abstain", "blank"};
    constexpr std::array<std::string_view, 4> french{"oui", "non", "abstention", "blanc"};
    return lang.substr(0, 2) == "fr" ? french[choice] : english[choice];
}

std::string live_figures(const QuestionText& question, const ChoiceSums& sums,
                         std::string_view lang) {
    std::string text;
    const auto add = [&text](std::string_view name, std::int64_t number) {
        if (!text.empty()) text += ", ";
        text.append(name);
        text += ' ' + std::to_string(number);
    };
    if (const auto* motion = std::get_if<MotionCounter>(&sums)) {
        const MotionCounts& counts = motion->counts();
        add(choice_word(0, lang), counts.yes);
        add(choice_word(1, lang), counts.no);
        add(choice_word(2, lang), counts.abstain);
        add(choice_word(3, lang), counts.blank);
    } else if (const auto* approval = std::get_if<ApprovalCounter>(&sums)) {
        const ApprovalResult result = approval->result();
        for (std::size_t i = 0; i < result.counts.size() && i < question.option_count(); ++i) {
            add((*question.options)[i], result.counts[i]);
        }
    }
    return text;
}

std::string column_figures(const LiveDebate& live, EntryIndex entry) {
    StrictJson json;
    if (!json.parse(live.body(entry))) return {};
    const Value body = json.value(0);
    const auto text_of = [&body](std::string_view key) {
        const Value* value = body.some(key);
        return value != nullptr ? value->text : std::string();
    };
    std::string text = text_of("column") + ": ";
    const Value* figures = body.some("figures");
    if (figures == nullptr) return {};
    if (figures->is(Value::Kind::object)) {
        for (std::size_t i = 0; i < figures->fields.size(); ++i) {
            const auto& [name, value] = figures->fields[i];
            text += (i > 0 ? ", " : "") + name + " " + canonical(value);
        }
    } else {
        text += canonical(*figures);
    }
    const std::string source = text_of("source");
    return source.empty() ? text : text + " (" + source + ")";
}

// The claims that are drawn: what is shown, and what has something shown below it.
std::vector<Item> drawn_items(const LiveDebate& live, std::vector<std::string>& texts) {
    const Debate& debate = live.debate();
    const std::vector<ReadClaim> order = reading_order(debate);
    std::vector<bool> drawn(order.size());
    std::uint32_t needed = 0;  // the depth above which something drawn hangs here, going up
    for (std::size_t i = order.size(); i-- > 0;) {
        const bool shown = debate.status(order[i].claim) == Status::shown;
        drawn[i] = shown || needed > order[i].depth;
        if (drawn[i]) needed = order[i].depth;
    }
    std::vector<Item> items;
    texts.reserve(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
        if (!drawn[i]) continue;
        const Claim& claim = debate.tree().at(order[i].claim);
        const Status status = debate.status(order[i].claim);
        Item item;
        item.id = debate.ledger().text(claim.id);
        item.stance = debate.tree().at(order[i].place).stance;
        item.depth = order[i].depth;
        item.copy = claim.origin != Claim::Origin::declared || status != Status::shown;
        if (status != Status::shown) item.status = to_text(status);
        texts.push_back(status == Status::shown ? live.text(order[i].claim).value_or("") : "");
        item.text = texts.back();
        items.push_back(item);
    }
    return items;
}

}  // namespace

std::string write_outline_html(const Outline& outline, std::string_view debate_id,
                               std::string_view owner, std::string_view lang) {
    Markup markup(debate_id, owner, lang);
    if (outline.thesis) markup.thesis(*outline.thesis);
    // Depth first from the parents' names.
    std::map<std::string_view, std::vector<std::size_t>> below;
    std::map<std::string_view, bool> known;
    for (std::size_t i = 0; i < outline.claims.size(); ++i) {
        const DeclaredClaim& claim = outline.claims[i];
        below[known.count(claim.parent) > 0 ? std::string_view(claim.parent) : "~"].push_back(i);
        known[claim.id] = true;
    }
    std::vector<std::pair<std::size_t, std::uint32_t>> stack;
    const auto push_below = [&](std::string_view parent, std::uint32_t depth) {
        const auto found = below.find(parent);
        if (found == below.end()) return;
        for (auto at = found->second.rbegin(); at != found->second.rend(); ++at) {
            stack.emplace_back(*at, depth);
        }
    };
    push_below("~", 1);
    while (!stack.empty()) {
        const auto [index, depth] = stack.back();
        stack.pop_back();
        const DeclaredClaim& claim = outline.claims[index];
        markup.item({claim.id, claim.stance, claim.text, depth, false, {}});
        push_below(claim.id, depth + 1);
    }
    markup.end_items();
    for (const DeclaredQuestion& each : outline.questions) {
        markup.question(each.question, each.id, true);
    }
    return markup.take();
}

std::string write_debate_html(const LiveDebate& live) {
    const Debate& debate = live.debate();
    const OpenWords words = open_words(live);
    Markup markup(live.id(), owner_of(live), words.lang);
    if (debate.thesis())
        markup.thesis(*debate.thesis());
    else if (!words.title.empty())
        markup.paragraphs(words.title, "  ");
    markup.paragraphs(words.text, "  ");
    std::vector<std::string> texts;
    for (const Item& item : drawn_items(live, texts)) markup.item(item);
    markup.end_items();
    for (const QuestionIndex index : questions_in_order(debate)) {
        const Question& question = debate.questions()[index.value];
        markup.question(*question.text, debate.ledger().text(question.id),
                        question.entry.is_none());
        const bool is_live = !question.text->results || *question.text->results == Results::live;
        if (!is_live) continue;
        if (question.voters > 0) {
            const std::string text =
                live_figures(*question.text, live.tallies().sums(index), words.lang);
            if (!text.empty()) markup.figures(text);
        }
        for (const EntryIndex column : columns_in_order(debate, question)) {
            markup.figures(column_figures(live, column));
        }
    }
    return markup.take();
}

}  // namespace palabre
