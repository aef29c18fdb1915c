#include <map>
#include <variant>
#include <vector>

#include "interchange/columns.hpp"
#include "interchange/debate_file.hpp"
#include "interchange/debate_words.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/reading_order.hpp"

namespace palabre {

namespace {

// One value a line, two spaces a level; short lists of numbers would be lines too, but there are
// few.
std::string indented(std::string_view json) {
    std::string out;
    out.reserve(json.size() + json.size() / 4);
    std::size_t level = 0;
    bool in_text = false;
    const auto new_line = [&] {
        out += '\n';
        // Deep threads would else be mostly spaces.
        out.append(2 * std::min<std::size_t>(level, 40), ' ');
    };
    for (std::size_t i = 0; i < json.size(); ++i) {
        const char c = json[i];
        out += c;
        if (in_text) {
            if (c == '\\')
                out += json[++i];
            else if (c == '"')
                in_text = false;
            continue;
        }
        if (c == '"') {
            in_text = true;
        } else if (c == ':') {
            out += ' ';
        } else if (c == ',') {
            new_line();
        } else if (c == '{' || c == '[') {
            if (json[i + 1] == '}' || json[i + 1] == ']')
                out += json[++i];
            else {
                ++level;
                new_line();
            }
        }
        const bool closes = i + 1 < json.size() && (json[i + 1] == '}' || json[i + 1] == ']');
        if (closes && !in_text) {
            --level;
            new_line();
        }
    }
    out += '\n';
    return out;
}

void write_question_fields(JsonWriter& out, const QuestionText& question) {
    const auto text_or_null = [&out](std::string_view key, const std::optional<std::string>& text) {
        out.key(key);
        if (text)
            out.string(*text);
        else
            out.null();
    };
    const auto time_or_null = [&out](std::string_view key, std::optional<std::int64_t> time) {
        out.key(key);
        if (time)
            out.integer(*time);
        else
            out.null();
    };
    out.key("title").string(question.title);
    text_or_null("text", question.text);
    text_or_null("about", question.about);
    out.key("method").string(to_text(question.method)).key("options");
    if (question.options) {
        out.begin_array();
        for (const std::string& option : *question.options) out.string(option);
        out.end_array();
    } else {
        out.null();
    }
    out.key("rule").value(question.rule);
    time_or_null("opens", question.opens);
    time_or_null("closes", question.closes);
    out.key("results");
    if (question.results)
        out.string(to_text(*question.results));
    else
        out.null();
    out.key("eligible");
    if (question.members_only)
        out.string(*question.members_only ? "members" : "anyone");
    else
        out.null();
}

void write_outline(JsonWriter& out, const Outline& outline) {
    out.begin_object().key("thesis");
    if (outline.thesis)
        out.string(*outline.thesis);
    else
        out.null();
    out.key("claims").begin_array();
    for (const DeclaredClaim& claim : outline.claims) {
        out.begin_object().key("id").string(claim.id).key("parent").string(claim.parent);
        out.key("stance").string(to_text(claim.stance)).key("text").string(claim.text);
        out.end_object();
    }
    out.end_array().key("questions").begin_array();
    for (const DeclaredQuestion& each : outline.questions) {
        out.begin_object().key("id").string(each.id);
        write_question_fields(out, each.question);
        out.end_object();
    }
    out.end_array().end_object();
}

/// Writes the readable half.
class Readable {
  public:
    explicit Readable(const LiveDebate& live) : live_(live), debate_(live.debate()) {
        for (const Remark* remark : remarks_in_order(debate_)) {
            remarks_[remark->parent.value].push_back(remark);
        }
    }

    void write(JsonWriter& out) {
        const OpenWords words = open_words(live_);
        if (!words.title.empty()) out.key("title").string(words.title);
        if (!words.text.empty()) out.key("text").string(words.text);
        if (!words.lang.empty()) out.key("lang").string(words.lang);
        out.key("thesis");
        if (debate_.thesis())
            out.string(*debate_.thesis());
        else
            out.null();
        out.key("strength").number(live_.strengths().thesis());
        out.key("claims").begin_array();
        std::uint32_t depth = 1;
        bool any = false;
        for (const ReadClaim& each : reading_order(debate_)) {
            // The claims below one stand in its object, whose end waits for them.
            if (any && each.depth > depth)
                out.key("claims").begin_array();
            else if (any)
                out.end_object();
            for (; any && depth > each.depth; --depth) out.end_array().end_object();
            depth = each.depth;
            any = true;
            begin_claim(out, each);
        }
        if (any) out.end_object();
        for (; depth > 1; --depth) out.end_array().end_object();
        out.end_array();
        write_remarks(out, debate_.tree().at(thesis_index).id);
        out.key("questions").begin_array();
        for (const QuestionIndex index : questions_in_order(debate_)) write_question(out, index);
        out.end_array();
    }

  private:
    // Who said it, when, and where it comes from.
    void write_source(JsonWriter& out, EntryIndex index) {
        const Entry& entry = debate_.ledger().at(index);
        out.key("author").string(debate_.ledger().text(entry.author));
        const std::string name = live_.name(entry.author);
        if (!name.empty()) out.key("name").string(name);
        out.key("at").integer(static_cast<std::int64_t>(entry.at));
        const Value from = origin_of(live_, index);
        if (!from.is_null()) out.key("from").value(from);
    }

    void begin_claim(JsonWriter& out, const ReadClaim& read) {
        const ClaimTree& tree = debate_.tree();
        const Claim& claim = tree.at(read.claim);
        const Placement& place = tree.at(read.place);
        out.begin_object().key("id").string(debate_.ledger().text(claim.id));
        out.key("stance").string(to_text(place.stance)).key("text");
        if (const auto text = live_.text(read.claim))
            out.string(*text);
        else
            out.null();
        out.key("status").string(to_text(debate_.status(read.claim)));
        if (claim.origin == Claim::Origin::gone) out.key("gone").boolean(true);
        out.key("base").number(live_.strengths().base(read.place));
        out.key("strength").number(live_.strengths().strength(read.place));
        out.key("judged").integer(place.judged);
        if (claim.entry.is_some() && !claim.erased) {
            write_source(out, claim.entry);
            const BodyWords words = live_.words(debate_.wording(claim.id, claim.entry));
            if (!words.lang.empty()) out.key("lang").string(words.lang);
            if (!words.sources.empty()) {
                out.key("sources").begin_array();
                for (const std::string_view source : words.sources) out.string(source);
                out.end_array();
            }
        }
        if (claim.shown.size() > 1) {
            out.key("also").begin_array();
            for (std::size_t i = 1; i < claim.shown.size(); ++i) {
                const Placement& other = tree.at(claim.shown[i]);
                out.begin_object();
                out.key("parent").string(debate_.ledger().text(tree.at(other.parent).id));
                out.key("stance").string(to_text(other.stance)).end_object();
            }
            out.end_array();
        }
        write_remarks(out, claim.id);
    }

    // Remarks on remarks follow the one they answer, whose id they name.
    void write_remarks(JsonWriter& out, RefId on) {
        std::vector<const Remark*> waiting = remarks_on(on);
        if (waiting.empty()) return;
        out.key("remarks").begin_array();
        while (!waiting.empty()) {
            const Remark& remark = *waiting.back();
            waiting.pop_back();
            out.begin_object().key("id").string(debate_.ledger().text(remark.id));
            if (remark.parent != on) {
                out.key("parent").string(debate_.ledger().text(remark.parent));
            }
            out.key("text");
            if (const auto text = live_.text(remark))
                out.string(*text);
            else
                out.null();
            out.key("status").string(to_text(debate_.status(remark)));
            if (!remark.erased) write_source(out, remark.entry);
            out.end_object();
            const std::vector<const Remark*> more = remarks_on(remark.id);
            waiting.insert(waiting.end(), more.begin(), more.end());
        }
        out.end_array();
    }

    // The last one first, as a stack wants them.
    [[nodiscard]] std::vector<const Remark*> remarks_on(RefId on) const {
        const auto found = remarks_.find(on.value);
        if (found == remarks_.end()) return {};
        return {found->second.rbegin(), found->second.rend()};
    }

    void write_question(JsonWriter& out, QuestionIndex index) {
        const Question& question = debate_.questions()[index.value];
        out.begin_object().key("id").string(debate_.ledger().text(question.id));
        write_question_fields(out, *question.text);
        out.key("tally");
        live_.tallies().write_tally(out, index, effort_left_);
        if (const auto* motion = std::get_if<MotionCounter>(&live_.tallies().sums(index))) {
            const MotionCounts& counts = motion->counts();
            out.key("counts").begin_object().key("yes").integer(counts.yes);
            out.key("no").integer(counts.no).key("abstain").integer(counts.abstain);
            out.key("blank").integer(counts.blank).end_object();
        }
        out.key("voters").integer(question.voters);
        out.key("columns").begin_array();
        for (const EntryIndex column : columns_in_order(debate_, question)) {
            write_column(out, live_, column);
        }
        out.end_array().end_object();
    }

    const LiveDebate& live_;
    const Debate& debate_;
    std::uint64_t effort_left_ = effort_most;
    std::map<std::uint32_t, std::vector<const Remark*>> remarks_;  // by what they are on
};

}  // namespace

std::string write_debate_file(const LiveDebate& debate) {
    JsonWriter out;
    out.begin_object().key("format").string("palabre-debate").key("version").integer(1);
    out.key("debate").string(debate.id()).key("owner");
    if (const std::string_view owner = owner_of(debate); !owner.empty())
        out.string(owner);
    else
        out.null();
    // A debate under rules that this build does not know is carried, not read.
    if (!debate.debate().unsupported()) Readable(debate).write(out);
    out.key("page");
    write_outline(out, debate.debate().page());
    out.key("log").begin_array();
    for (const EntryIndex entry : debate.debate().by_place()) out.string(debate.line(entry));
    const Interner& others = debate.other_versions();
    for (std::uint32_t i = 0; i < others.size(); ++i) out.string(others.text(i));
    out.end_array().end_object();
    return indented(out.take());
}

std::string write_log(const LiveDebate& debate) {
    std::string log;
    if (const std::string_view owner = owner_of(debate); !owner.empty()) {
        JsonWriter first;
        first.begin_object().key("debate").string(debate.id()).key("owner").string(owner);
        log = first.end_object().take() + "\n";
    }
    for (const EntryIndex entry : debate.debate().by_place()) log += debate.line(entry) + "\n";
    const Interner& others = debate.other_versions();
    for (std::uint32_t i = 0; i < others.size(); ++i) log.append(others.text(i)).append("\n");
    return log;
}

std::string write_outline_json(const Outline& outline) {
    JsonWriter out;
    write_outline(out, outline);
    return out.take();
}

std::string write_question_json(const QuestionText& question) {
    JsonWriter out;
    out.begin_object();
    write_question_fields(out, question);
    return out.end_object().take();
}

}  // namespace palabre
