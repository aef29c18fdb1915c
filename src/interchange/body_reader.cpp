#include "interchange/body_reader.hpp"

#include "deliberation/base64url.hpp"
#include "deliberation/limits.hpp"
#include "interchange/attest_reader.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/line_reader.hpp"

namespace palabre {

namespace {

using Kind = JsonToken::Kind;

bool is_text(const JsonToken& token) {
    return token.kind == Kind::text;
}

bool has_word(std::string_view words, std::string_view word) {
    while (!words.empty()) {
        const std::size_t end = words.find(' ');
        if (words.substr(0, end) == word) return true;
        if (end == std::string_view::npos) return false;
        words.remove_prefix(end + 1);
    }
    return false;
}

bool carries_quote(Verb verb) {
    return verb == Verb::claim || verb == Verb::remark || verb == Verb::link ||
           verb == Verb::impact || verb == Verb::stance;
}

bool may_be_long(Verb verb) {
    return verb == Verb::open || verb == Verb::declare || verb == Verb::ask || verb == Verb::stamp;
}

// One body's fields on their way into a Body.
class Filling {
  public:
    Filling(const StrictJson& json, Ledger& ledger, Body& body)
        : json_(json), ledger_(ledger), body_(body), fields_(json, 0) {}

    /// The first of must, reserved, fields and quote that applies, or none.
    Reason fill() {
        if (!must_is_known()) return Reason::must;
        if (body_.verb == Verb::unknown) return Reason::none;
        for (const std::string_view name : {"with", "anchor", "secret", "voucher"}) {
            if (fields_.has(name)) return Reason::reserved;
        }
        if (body_.verb == Verb::claim && fields_.has("on")) return Reason::reserved;
        if (!fill_verb()) return Reason::fields;
        return carries_quote(body_.verb) ? fill_quote() : Reason::none;
    }

    /// What an erase says of this body, flaw or not.
    void keep_truth() {
        Was was;
        was.verb = body_.verb;
        const std::string_view field = body_.verb == Verb::ballot ? "question" : "parent";
        if (body_.verb != Verb::claim && body_.verb != Verb::remark && body_.verb != Verb::ballot) {
            return;
        }
        const auto named = fields_.text(field);
        const auto stance = fields_.stance("stance");
        if (!named || (body_.verb == Verb::claim && !stance)) return;
        was.ref = ledger_.ref(*named);
        was.stance = stance.value_or(Stance::pro);
        detail().truth = was;
    }

  private:
    BodyDetail& detail() {
        if (!body_.detail) body_.detail = std::make_unique<BodyDetail>();
        return *body_.detail;
    }

    bool must_is_known() const {
        if (!fields_.has("must")) return true;
        return fields_.list("must", [this](const JsonToken& field) {
            return is_text(field) && has_word(fields_of(body_.verb), field.text);
        });
    }

    bool ref(std::string_view name, RefId& into) {
        const auto text = fields_.text(name);
        if (text) into = ledger_.ref(*text);
        return text.has_value();
    }

    bool key(std::string_view name, KeyId& into) {
        const auto text = fields_.text(name);
        if (!text || !is_key(*text)) return false;
        into = ledger_.key(*text);
        return true;
    }

    // A person, null, or a text that is no key and names nobody.
    bool named(std::string_view name) {
        const auto text = fields_.text(name);
        body_.has_value = text.has_value();
        body_.on = text && text->empty();
        if (text && is_key(*text)) body_.key = ledger_.key(*text);
        return text || fields_.is_null(name);
    }

    bool stance() {
        const auto said = fields_.stance("stance");
        if (said) body_.stance = *said;
        return said.has_value();
    }

    bool on() {
        const auto said = fields_.boolean("on");
        if (said) body_.on = *said;
        return said.has_value();
    }

    bool value(std::int64_t least, std::int64_t most) {
        if (fields_.is_null("value")) return true;
        const auto number = fields_.whole("value");
        if (!number || *number < least || *number > most) return false;
        body_.has_value = true;
        body_.value = static_cast<std::int32_t>(*number);
        return true;
    }

    bool sources() const {
        if (!fields_.has_some("sources")) return true;
        std::size_t count = 0;
        return fields_.list("sources", [&count](const JsonToken& source) {
            return ++count <= limits::sources_max && is_text(source) &&
                   code_points(source.text) <= limits::source_max;
        });
    }

    bool words() const { return fields_.bounded("text", 1, limits::text_max); }

    bool imported() {
        body_.on = fields_.has_some("from");
        return fields_.optional_object("from");
    }

    bool fill_verb() {
        switch (body_.verb) {
            case Verb::claim:
                return ref("parent", body_.first) && stance() && words() && sources() &&
                       fields_.optional_text("lang") && imported();
            case Verb::remark:
                return ref("parent", body_.first) && words() && fields_.optional_text("lang") &&
                       imported();
            case Verb::link:
            case Verb::move:
                return ref("claim", body_.first) && ref("parent", body_.second) && stance();
            case Verb::tag:
                if (!ref("target", body_.first) || !fields_.bounded("tag", 1, limits::tag_max)) {
                    return false;
                }
                return ref("tag", body_.tag) && on();
            case Verb::impact:
                return ref("claim", body_.first) && ref("parent", body_.second) && value(0, 4);
            case Verb::stance:
                return ref("target", body_.first) && value(-100, 100);
            case Verb::edit:
                return ref("target", body_.first) && words() && sources();
            case Verb::ballot:
                return fill_ballot();
            case Verb::delegate:
                return named("to") && ref("scope", body_.tag);
            case Verb::proxy:
                return named("holder") && ref("scope", body_.tag);
            case Verb::name:
                return fields_.bounded("text", 1, limits::name_max);
            case Verb::flag:
            case Verb::hide:
                return ref("target", body_.first) && fields_.text("reason");
            case Verb::device:
                return key("key", body_.key);
            case Verb::attest:
                return fill_attest();
            case Verb::translate:
                return ref("target", body_.first) && fields_.text("lang") && fields_.text("text");
            case Verb::withdraw:
            case Verb::show:
                return ref("target", body_.first);
            case Verb::erase:
                return fill_erase();
            case Verb::merge:
                return ref("claim", body_.first) && ref("into", body_.second);
            case Verb::ban:
                return key("key", body_.key) && on();
            case Verb::ask:
                return fill_question();
            case Verb::phase:
                return fill_phase();
            case Verb::count:
                return ref("question", body_.first) && fields_.text("column") &&
                       fields_.has_some("figures") && fields_.text("source") &&
                       fields_.text("counter") && fields_.optional_text("sheet");
            case Verb::present:
                (void)named("member");
                (void)ref("meeting", body_.tag);
                return fields_.has_some("member") && fields_.has_some("meeting");
            case Verb::draw:
                (void)ref("commit", body_.tag);
                (void)ref("reveal", body_.second);
                return fields_.optional_text("commit") && fields_.optional_text("reveal") &&
                       (fields_.has_some("commit") || fields_.has_some("reveal"));
            case Verb::outcome:
                return ref("target", body_.first) && fields_.text("text");
            case Verb::open:
                return fill_open();
            case Verb::declare:
                return fill_outline();
            case Verb::role:
                return fill_role();
            case Verb::key:
                return key("key", body_.key) && key("replaces", detail().replaces);
            case Verb::stamp:
                return fill_stamp();
            case Verb::unknown:
                return true;
        }
        return false;
    }

    // A token without form makes no void entry: it attests nothing.
    bool fill_attest() {
        const auto text = fields_.text("token");
        if (!text) return false;
        std::unique_ptr<RoleDetail> role;
        if (auto token = read_attest(*text, ledger_, role)) {
            body_.on = true;
            detail().role = std::move(role);
            detail().token = std::move(token);
        }
        return true;
    }

    bool fill_ballot() {
        const std::uint32_t choice = json_.find(0, "choice");
        if (!ref("question", body_.first) || choice == 0) return false;
        if (json_.at(choice).kind != Kind::null) {
            body_.choice = ledger_.choice(json_.value(choice));
        }
        return true;
    }

    bool fill_erase() {
        if (!ref("target", body_.first) || !fields_.optional_object("was")) return false;
        const auto said = fields_.sub("was");
        if (!said) return true;
        auto erase = std::make_unique<EraseDetail>();
        erase->says = true;
        const auto verb = said->text("do");
        if (verb == "claim" || verb == "remark") {
            const auto parent = said->text("parent");
            const auto side = said->stance("stance");
            erase->sound =
                parent && (*verb == "claim" ? side && said->size() == 3 : said->size() == 2);
            erase->was.verb = verb_from(*verb);
            if (parent) erase->was.ref = ledger_.ref(*parent);
            erase->was.stance = side.value_or(Stance::pro);
        } else if (verb == "ballot") {
            const auto question = said->text("question");
            erase->sound = question && said->size() == 2;
            erase->was.verb = Verb::ballot;
            if (question) erase->was.ref = ledger_.ref(*question);
        }
        detail().erase = std::move(erase);
        return true;
    }

    bool fill_question() {
        auto question = read_question(json_, 0);
        if (!question) return false;
        detail().question = std::make_unique<QuestionText>(*std::move(question));
        return true;
    }

    bool fill_phase() {
        if (!fields_.bounded("name", 1, limits::name_max)) return false;
        if (!fields_.optional_whole("from", 0, limits::number_max)) return false;
        if (!fields_.optional_whole("to", 0, limits::number_max)) return false;
        auto phase = std::make_unique<PhaseDetail>();
        phase->name = ledger_.ref(*fields_.text("name"));
        phase->from = fields_.whole("from");
        phase->to = fields_.whole("to");
        const bool sound = fields_.list("allows", [&phase](const JsonToken& verb) {
            if (is_text(verb)) phase->allows.emplace_back(verb.text);
            return is_text(verb);
        });
        detail().phase = std::move(phase);
        return sound;
    }

    bool keys(std::string_view name, std::vector<KeyId>& into) {
        if (!fields_.has_some(name)) return true;
        return fields_.list(name, [this, &into](const JsonToken& item) {
            if (!is_text(item) || !is_key(item.text)) return false;
            into.push_back(ledger_.key(item.text));
            return true;
        });
    }

    bool fill_open() {
        auto open = std::make_unique<OpenDetail>();
        const auto fold = fields_.whole("fold");
        if (!fields_.bounded("title", 1, limits::title_max) || !fold) return false;
        if (!fields_.optional_text("text") || !fields_.optional_text("lang")) return false;
        if (!fields_.optional_word("write", {"open", "members", "closed"})) return false;
        if (!keys("clerks", open->clerks) || !keys("sites", open->sites)) return false;
        if (!fields_.optional_text("contact")) return false;
        open->fold = *fold;
        if (const auto write = fields_.text("write")) {
            open->write = *write == "members"  ? OpenDetail::Write::members
                          : *write == "closed" ? OpenDetail::Write::closed
                                               : OpenDetail::Write::open;
        }
        detail().open = std::move(open);
        return true;
    }

    bool fill_outline() {
        auto outline = read_outline(json_, 0);
        if (!outline) return false;
        detail().outline = std::make_unique<Outline>(*std::move(outline));
        return true;
    }

    bool fill_role() {
        auto role = std::make_unique<RoleDetail>();
        const auto named = role_from(fields_.text("role").value_or(""));
        if (!named) return false;
        role->role = *named;
        if (!on() || !fields_.optional_whole("from", 0, limits::number_max)) return false;
        role->from = fields_.whole("from").value_or(0);
        if (fields_.has_some("key") ? !key("key", role->key) : !fields_.has_some("member")) {
            return false;
        }
        detail().role = std::move(role);
        return true;
    }

    bool fill_stamp() {
        auto stamp = std::make_unique<StampDetail>();
        const auto time = fields_.whole("time");
        if (!time || *time < 0) return false;
        stamp->time = *time;
        const auto take_ids = [this](std::vector<RefId>& into) {
            return [this, &into](const JsonToken& id) {
                if (is_text(id)) into.push_back(ledger_.ref(id.text));
                return is_text(id);
            };
        };
        if (!fields_.list("ids", take_ids(stamp->ids))) return false;
        if (!fields_.optional_object("held")) return false;
        if (const std::uint32_t held = json_.some(0, "held"); held != 0) {
            const BodyFields questions(json_, held);
            std::uint32_t at = held + 1;
            for (std::uint32_t i = 0; i < json_.at(held).size; ++i) {
                const std::string_view question = json_.at(at).text;
                stamp->held.emplace_back(ledger_.ref(question), std::vector<RefId>{});
                if (!questions.list(question, take_ids(stamp->held.back().second))) return false;
                at = json_.at(at + 1).next;
            }
        }
        detail().stamp = std::move(stamp);
        return true;
    }

    Reason fill_quote() {
        const std::uint32_t at = json_.some(0, "quote");
        if (at == 0) return Reason::none;
        const auto claim = read_declared_claim(json_, at);
        if (!claim) return Reason::fields;
        const RefId id = ledger_.ref(claim->id);
        const bool named = id == body_.first || (body_.second.is_some() && id == body_.second);
        if (!named || !claim_id_matches(claim->id, claim->stance, claim->text))
            return Reason::quote;
        detail().quote = std::make_unique<Quote>(
            Quote{id, ledger_.ref(claim->parent), claim->stance, claim->text});
        return Reason::none;
    }

    const StrictJson& json_;
    Ledger& ledger_;
    Body& body_;
    BodyFields fields_;
};

}  // namespace

Body BodyReader::read(Ledger& ledger) {
    Body body;
    body.flaw = Reason::body;
    if (!is_body_) return body;
    const std::uint32_t salt = 2;
    const std::uint32_t verb_key = json_.at(salt).next;
    if (json_.at(1).text != "salt" || json_.at(verb_key).text != "do") return body;
    const JsonToken& verb = json_.at(verb_key + 1);
    if (!is_text(json_.at(salt)) || !is_base64url_of(json_.at(salt).text, 16)) return body;
    if (!is_text(verb)) return body;
    const Verb known = verb_from(verb.text);
    if (size_ > limits::body_bytes_max && !may_be_long(known)) return body;
    body.verb = known;
    body.flaw = Reason::none;
    Filling filling(json_, ledger, body);
    body.flaw = filling.fill();
    if (body.flaw != Reason::none) filling.keep_truth();
    return body;
}

}  // namespace palabre
