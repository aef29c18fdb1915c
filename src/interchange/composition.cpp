#include "interchange/composition.hpp"

#include <algorithm>
#include <array>

#include "deliberation/base64url.hpp"
#include "deliberation/limits.hpp"
#include "deliberation/sha256.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

std::size_t text_limit(Verb verb, std::string_view field) {
    if (field == "title") return limits::title_max;
    if (field == "tag") return limits::tag_max;
    if (verb == Verb::name || verb == Verb::phase) return limits::name_max;
    return limits::text_max;
}

// Why a text is beyond its limits, by the fields that people fill in.
Result<bool> texts_fit(Verb verb, const BodyFields& fields) {
    for (const std::string_view field : {"text", "title", "tag", "name"}) {
        const auto text = fields.text(field);
        if (!text) continue;
        const bool words = verb == Verb::claim || verb == Verb::remark || verb == Verb::edit ||
                           verb == Verb::name || field != "text";
        if (!words) continue;
        if (folded_space(*text).empty()) {
            return Fault{"text-empty", std::string(field), "There is no text."};
        }
        if (code_points(*text) > text_limit(verb, field)) {
            return Fault{"text-too-long", std::string(field),
                         "The text is longer than " + std::to_string(text_limit(verb, field)) +
                             " characters."};
        }
    }
    return true;
}

Fault fault_of(Reason reason, Verb verb) {
    switch (reason) {
        case Reason::refers:
        case Reason::kind:
            return {"no-such-target", "", "What this refers to is not there or is void."};
        case Reason::right:
            if (verb == Verb::edit || verb == Verb::withdraw || verb == Verb::erase) {
                return {"not-yours", "", "Only its author may do that."};
            }
            return {"no-right", "", "This key has not the right to do that."};
        case Reason::time:
            return {"closed", "", "The time for this has passed or not come."};
        case Reason::eligible:
            return {"not-eligible", "", "Only members may vote here."};
        case Reason::banned:
            return {"banned", "", "This key may not take part any more."};
        case Reason::phase:
            return {"phase", "", "This is not open in the present phase."};
        case Reason::body:
            return {"text-too-long", "", "The contribution is longer than an entry may be."};
        default:
            break;
    }
    const std::string word(to_text(reason));
    return {word, "", "The entry would not count: " + word + "."};
}

void write_quote(JsonWriter& out, const Debate& debate, ClaimIndex claim) {
    const Debate::Declared& declared = *debate.declared(claim);
    out.key("quote").begin_object();
    out.key("id").string(debate.ledger().text(debate.tree().at(claim).id));
    out.key("parent").string(debate.ledger().text(declared.parent));
    out.key("stance").string(to_text(declared.stance));
    out.key("text").string(*declared.text).end_object();
}

class Composing {
  public:
    Composing(LiveDebate& live, const StrictJson& json)
        : live_(live), debate_(live.debate()), json_(json), fields_(json, 0) {}

    Result<Composed> run() {
        const auto author = fields_.text("author");
        const auto salt = fields_.text("salt");
        const auto at = fields_.whole("at");
        const auto verb = fields_.text("do");
        if (!author || !is_key(*author)) return missing("author");
        if (!salt || !is_base64url_of(*salt, 16)) return missing("salt");
        if (!at || *at < 0) return missing("at");
        if (!verb || verb_from(*verb) == Verb::unknown) return missing("do");
        verb_ = verb_from(*verb);
        PALABRE_TRY(fit, texts_fit(verb_, fields_));
        if (!fit) return missing("text");
        Composed composed;
        composed.body = write_body(*salt, *verb);
        Body body = reader_.read(composed.body, debate_.ledger());
        if (body.flaw == Reason::quote) return fault_of(Reason::refers, verb_);
        if (body.flaw != Reason::none && body.flaw != Reason::body) {
            return Fault{"fields", "",
                         "A field of the contribution is missing or has another form."};
        }
        PALABRE_TRY(open, is_open(body, *at));
        if (!open) return missing("question");
        const KeyId key = debate_.ledger().key(*author);
        const Reason reason = debate_.foresee(key, std::move(body), *at);
        if (reason != Reason::none) return fault_of(reason, verb_);
        const auto n = fields_.whole("n");
        composed.head =
            next_head(live_, *author,
                      n && *n > 0 ? static_cast<std::uint64_t>(*n) : next_number(live_, *author),
                      static_cast<std::uint64_t>(*at), composed.body);
        composed.id = entry_id(composed.head);
        return composed;
    }

  private:
    static Fault missing(std::string_view field) {
        return {"fields", std::string(field), "The field is missing or has another form."};
    }

    std::string write_body(std::string_view salt, std::string_view verb) {
        constexpr std::array<std::string_view, 5> apart{"do", "author", "salt", "at", "n"};
        JsonWriter out;
        out.begin_object().key("salt").string(salt).key("do").string(verb);
        std::uint32_t key = 1;
        for (std::uint32_t i = 0; i < json_.at(0).size; ++i) {
            const std::string_view name = json_.at(key).text;
            if (std::find(apart.begin(), apart.end(), name) == apart.end()) {
                out.key(name).value(json_.value(key + 1));
            }
            key = json_.at(key + 1).next;
        }
        add_quote(out);
        add_was(out);
        return out.end_object().take();
    }

    // Who refers to a claim of the page carries it along, so that answers outlive its edits.
    void add_quote(JsonWriter& out) const {
        const bool carries = verb_ == Verb::claim || verb_ == Verb::remark || verb_ == Verb::link ||
                             verb_ == Verb::impact || verb_ == Verb::stance;
        if (!carries || fields_.has("quote")) return;
        for (const std::string_view field : {"claim", "parent", "target"}) {
            const auto named = fields_.text(field);
            if (!named || *named == "~") continue;
            const std::uint32_t ref = debate_.ledger().refs.find(*named);
            const ClaimIndex claim = debate_.claim_of(RefId(ref));
            if (claim.is_none() || debate_.declared(claim) == nullptr) continue;
            write_quote(out, debate_, claim);
            return;
        }
    }

    void add_was(JsonWriter& out) const {
        if (verb_ != Verb::erase || fields_.has("was")) return;
        const auto named = fields_.text("target");
        if (!named) return;
        const EntryIndex target =
            debate_.ledger().entry_of(RefId(debate_.ledger().refs.find(*named)));
        if (target.is_none() || !debate_.ledger().at(target).has_body) return;
        const auto was = truth_of(debate_.ledger().at(target).body);
        if (!was) return;
        out.key("was").begin_object().key("do").string(to_text(was->verb));
        const std::string_view ref = debate_.ledger().text(was->ref);
        if (was->verb == Verb::ballot)
            out.key("question").string(ref);
        else
            out.key("parent").string(ref);
        if (was->verb == Verb::claim) out.key("stance").string(to_text(was->stance));
        out.end_object();
    }

    // Without a clerk times bind nobody; the author's own clock is taken at its word here.
    Result<bool> is_open(const Body& body, std::int64_t at) const {
        if (body.verb != Verb::ballot) return true;
        const QuestionIndex question = debate_.question_of(body.first);
        if (question.is_none()) return true;
        const QuestionText& text = *debate_.questions()[question.value].text;
        if (text.opens && at < *text.opens) {
            return Fault{"not-open-yet", "question", "The vote has not opened yet."};
        }
        if (text.closes && at >= *text.closes) {
            return Fault{"closed", "question", "The vote is closed."};
        }
        return true;
    }

    LiveDebate& live_;
    Debate& debate_;
    const StrictJson& json_;
    BodyFields fields_;
    BodyReader reader_;
    Verb verb_ = Verb::unknown;
};

}  // namespace

Result<Composed> compose(LiveDebate& debate, std::string_view intent) {
    StrictJson json;
    if (first_invalid_utf8(intent) || !json.parse(intent, StrictJson::LineEnds::spaces) ||
        !json.is_object()) {
        return Fault{"fields", "", "The intent is not a JSON object of whole numbers and texts."};
    }
    return Composing(debate, json).run();
}

std::string next_head(const LiveDebate& debate, std::string_view author, std::uint64_t n,
                      std::uint64_t at, std::string_view body) {
    const std::string hash = to_base64url(sha256(body));
    Head head;
    head.debate = debate.id();
    head.author = author;
    head.n = n;
    head.clock = debate.debate().next_clock();
    if (const RefId stamp = debate.debate().latest_stamp(); stamp.is_some()) {
        head.seen = debate.debate().ledger().text(stamp);
    }
    head.at = at;
    head.body = hash;
    return write_head(head);
}

std::uint64_t next_number(const LiveDebate& debate, std::string_view author) {
    const Ledger& ledger = debate.debate().ledger();
    const std::uint32_t key = ledger.keys.find(author);
    std::uint64_t largest = 0;
    for (const Entry& entry : ledger.entries) {
        if (entry.author.value == key) largest = std::max(largest, entry.n);
    }
    return largest + 1;
}

std::string entry_id(std::string_view head) {
    return to_base64url(sha256(head)).substr(0, 22);
}

}  // namespace palabre
