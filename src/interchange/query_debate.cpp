#include "interchange/debate_file.hpp"
#include "interchange/query_context.hpp"
#include "interchange/stances.hpp"

namespace palabre {

namespace {

// The verbs that `key` may use now, times and phases apart.
void write_may(QueryContext& context) {
    const Rights& rights = context.debate().rights();
    const KeyId me = context.me.value_or(KeyId{});
    const bool moderates = context.me && rights.is_moderator(me, {});
    const bool owns = context.me && rights.is_owner(me, {});
    const bool facilitates = owns || (context.me && rights.has_role(me, Role::facilitator, {}));
    context.out.key("may").begin_array();
    const auto list = [&context](std::initializer_list<std::string_view> verbs) {
        for (const std::string_view verb : verbs) context.out.string(verb);
    };
    if (context.me && rights.is_banned(me, {})) {
        list({"withdraw", "erase"});
        context.out.end_array();
        return;
    }
    if (rights.may_write(me, {})) {
        list({"claim", "remark", "link", "tag", "impact", "stance", "edit"});
    }
    list({"ballot", "name", "flag", "device", "withdraw", "erase"});
    if (moderates) list({"hide", "show", "move", "merge", "ban"});
    if (facilitates) list({"ask", "phase", "count", "outcome"});
    if (owns) list({"declare", "role"});
    context.out.end_array();
}

void write_open(QueryContext& context) {
    JsonWriter& out = context.out;
    const Debate& debate = context.debate();
    std::string title;
    std::string about;
    std::string lang;
    std::string contact;
    if (debate.open_entry().is_some()) {
        StrictJson json;
        if (json.parse(context.live.body(debate.open_entry()))) {
            const BodyFields fields(json, 0);
            title = fields.text("title").value_or("");
            about = fields.text("text").value_or("");
            lang = fields.text("lang").value_or("");
            contact = fields.text("contact").value_or("");
        }
    }
    const auto text_or_null = [&out](std::string_view text) {
        if (text.empty())
            out.null();
        else
            out.string(text);
    };
    out.key("title");
    text_or_null(title);
    out.key("about");
    text_or_null(about);
    out.key("lang");
    text_or_null(lang);
    out.key("open").begin_object().key("anchor");
    if (debate.anchor().is_some())
        out.string(context.ledger().text(debate.anchor()));
    else
        out.null();
    out.key("opened").boolean(debate.open_entry().is_some());
    OpenDetail::Write write = OpenDetail::Write::open;
    if (debate.open_entry().is_some()) {
        write = context.ledger().at(debate.open_entry()).body.detail->open->write;
    }
    out.key("write").string(write == OpenDetail::Write::members  ? "members"
                            : write == OpenDetail::Write::closed ? "closed"
                                                                 : "open");
    out.key("clerks").integer(static_cast<std::int64_t>(debate.clerks().size()));
    if (!contact.empty()) out.key("contact").string(contact);
    const Members& members = debate.members();
    if (members.has_sites()) out.key("sites").boolean(true);
    if (context.me && members.of(*context.me) != Members::nobody) out.key("member").boolean(true);
    out.end_object();
}

void write_my_stance(QueryContext& context) {
    const RegisterIndex mine =
        context.mine(RegisterKind::stance, context.tree().at(thesis_index).id);
    if (mine.is_none()) return;
    const EntryIndex latest = context.debate().registers().at(mine).latest;
    if (latest.is_none() || !context.ledger().at(latest).body.has_value) return;
    std::int64_t first = 0;
    std::int64_t count = 0;
    for (EntryIndex at = latest; at.is_some(); at = context.ledger().at(at).older) {
        if (!context.ledger().at(at).body.has_value) continue;
        first = context.ledger().at(at).body.value;
        ++count;
    }
    context.out.key("my_stance").begin_object().key("first").integer(first);
    context.out.key("last").integer(context.ledger().at(latest).body.value);
    context.out.key("n").integer(count).end_object();
}

bool is_imported(const Entry& entry) {
    return (entry.verb() == Verb::claim || entry.verb() == Verb::remark) && entry.body.on;
}

// Who argues, judges or votes has taken part; who opened the debate or keeps it in order has not.
bool takes_part(Verb verb) {
    switch (verb) {
        case Verb::claim:
        case Verb::remark:
        case Verb::link:
        case Verb::tag:
        case Verb::impact:
        case Verb::stance:
        case Verb::edit:
        case Verb::ballot:
            return true;
        default:
            return false;
    }
}

}  // namespace

QueryAnswer answer_thesis(QueryContext& context) {
    const Debate& debate = context.debate();
    JsonWriter& out = context.out;
    std::int64_t claims = 0;
    for (std::size_t i = 1; i < context.tree().claims().size(); ++i) {
        if (debate.status(ClaimIndex(i)) == Status::shown) ++claims;
    }
    std::int64_t remarks = 0;
    for (const Remark& remark : debate.remarks()) {
        if (debate.status(remark) == Status::shown) ++remarks;
    }
    std::int64_t judgements = 0;
    std::int64_t ballots = 0;
    for (const Register& said : debate.registers().all()) {
        if (said.latest.is_none()) continue;
        if (said.kind == RegisterKind::impact && context.ledger().at(said.latest).body.has_value) {
            ++judgements;
        }
        if (said.kind == RegisterKind::ballot &&
            context.ledger().at(said.latest).body.choice != nullptr) {
            ++ballots;
        }
    }
    std::int64_t pending = 0;
    std::int64_t imported = 0;
    KeyIndex persons;
    for (const Entry& entry : context.ledger().entries) {
        pending += entry.state == State::pending;
        if (entry.state != State::counts || !entry.has_body) continue;
        if (is_imported(entry))
            ++imported;
        else if (takes_part(entry.verb()))
            persons.add(debate.person(entry.author).value);
    }
    out.begin_object().key("text");
    if (debate.thesis())
        out.string(*debate.thesis());
    else
        out.null();
    out.key("strength").number(context.live.strengths().thesis());
    out.key("claims").integer(claims).key("remarks").integer(remarks);
    out.key("persons").integer(static_cast<std::int64_t>(persons.keys().size()));
    out.key("imported").integer(imported);
    out.key("judgements").integer(judgements).key("ballots").integer(ballots);
    out.key("entries").integer(static_cast<std::int64_t>(context.ledger().entries.size()));
    out.key("pending").integer(pending).key("stance");
    write_stances(out, stances_on(debate, thesis_index));
    write_my_stance(context);
    write_open(context);
    write_may(context);
    if (context.me) {
        if (const std::string name = context.live.name(*context.me); !name.empty()) {
            out.key("name").string(name);
        }
    }
    const Overview::Below& below = context.overview.below(thesis_index);
    out.key("pros").integer(below.pros).key("cons").integer(below.cons);
    out.key("revision").integer(context.live.revision()).end_object();
    return "";
}

QueryAnswer answer_news(QueryContext& context) {
    const std::int64_t after = std::max<std::int64_t>(0, context.asked.whole("after").value_or(0));
    std::int64_t edits = 0;
    std::int64_t judgements = 0;
    std::int64_t ballots = 0;
    KeyIndex persons;
    std::vector<ClaimIndex> claims;
    const auto& entries = context.ledger().entries;
    for (auto i = static_cast<std::size_t>(after); i < entries.size(); ++i) {
        const Entry& entry = entries[i];
        if (entry.state != State::counts || context.is_mine(entry.author)) continue;
        const Verb verb = entry.verb();
        if (verb == Verb::stamp) continue;
        persons.add(context.debate().person(entry.author).value);
        if (verb == Verb::edit) ++edits;
        if (verb == Verb::impact || verb == Verb::stance) ++judgements;
        if (verb == Verb::ballot) ++ballots;
        if (verb != Verb::claim) continue;
        // What a moderator hid since, or its author took back, is nothing to be led to.
        const ClaimIndex claim = context.debate().claim_of(entry.id);
        if (context.debate().status(claim) == Status::shown) claims.push_back(claim);
    }
    JsonWriter& out = context.out;
    out.begin_object().key("total").integer(static_cast<std::int64_t>(claims.size()));
    out.key("claims").begin_array();
    const auto slice = context.slice(claims.size());
    for (std::size_t i = slice.begin; i < slice.end; ++i) {
        const Claim& claim = context.tree().at(claims[claims.size() - 1 - i]);
        const Placement& place = context.tree().at(claim.shown.front());
        const Entry& entry = context.ledger().at(claim.entry);
        out.begin_object().key("id").string(context.text(claim.id));
        out.key("parent").string(context.text(context.tree().at(place.parent).id));
        out.key("stance").string(to_text(place.stance)).key("text");
        if (const auto text = context.live.text(place.claim))
            out.string(*text);
        else
            out.null();
        out.key("at").integer(static_cast<std::int64_t>(entry.at));
        out.key("author").string(context.ledger().text(entry.author));
        if (const std::string name = context.live.name(entry.author); !name.empty()) {
            out.key("name").string(name);
        }
        out.key("mine").boolean(false).end_object();
    }
    out.end_array().key("edits").integer(edits).key("judgements").integer(judgements);
    out.key("ballots").integer(ballots);
    out.key("persons").integer(static_cast<std::int64_t>(persons.keys().size())).end_object();
    return "";
}

QueryAnswer answer_person(QueryContext& context) {
    const auto text = context.asked.text("key");
    const std::uint32_t number =
        text ? context.ledger().keys.find(*text) : static_cast<std::uint32_t>(Interner::nothing);
    if (number == Interner::nothing) return "no-such-person";
    const KeyId person = context.debate().person(KeyId(number));
    std::int64_t claims = 0;
    std::uint64_t first = 0;
    for (const Entry& entry : context.ledger().entries) {
        if (context.debate().person(entry.author) != person) continue;
        if (first == 0 || entry.at < first) first = entry.at;
        if (entry.verb() == Verb::claim && entry.state == State::counts) ++claims;
    }
    context.out.begin_object().key("key").string(*text).key("name");
    if (const std::string name = context.live.name(KeyId(number)); !name.empty()) {
        context.out.string(name);
    } else {
        context.out.null();
    }
    context.out.key("claims").integer(claims);
    context.out.key("first").integer(static_cast<std::int64_t>(first)).end_object();
    return "";
}

QueryAnswer answer_faults(QueryContext& context) {
    JsonWriter& out = context.out;
    const auto order = context.debate().by_place();
    out.begin_object().key("void").begin_array();
    for (const EntryIndex index : order) {
        const Entry& entry = context.ledger().at(index);
        if (entry.state != State::voided) continue;
        out.begin_array().string(context.text(entry.id)).string(to_text(entry.reason)).end_array();
    }
    out.end_array().key("waiting").begin_array();
    for (const EntryIndex index : order) {
        const Entry& entry = context.ledger().at(index);
        if (entry.state == State::waiting) out.string(context.text(entry.id));
    }
    out.end_array().key("missing").begin_array();
    for (const EntryIndex index : order) {
        const Entry& entry = context.ledger().at(index);
        const bool missing = !entry.has_body && !entry.erased && !entry.far;
        if (missing && !context.debate().is_sealed(index)) out.string(context.text(entry.id));
    }
    out.end_array().end_object();
    return "";
}

QueryAnswer answer_log(QueryContext& context) {
    const std::size_t total = context.ledger().entries.size();
    const auto slice = context.slice(total);
    context.out.begin_object().key("total").integer(static_cast<std::int64_t>(total));
    context.out.key("lines").begin_array();
    for (std::size_t i = slice.begin; i < slice.end; ++i) {
        context.out.string(context.live.line(EntryIndex(i)));
    }
    context.out.end_array().end_object();
    return "";
}

QueryAnswer answer_clock(QueryContext& context) {
    std::uint64_t n = 0;
    for (const Entry& entry : context.ledger().entries) {
        if (context.me && entry.author == *context.me) n = std::max(n, entry.n);
    }
    context.out.begin_object();
    context.out.key("clock").integer(static_cast<std::int64_t>(context.debate().next_clock() - 1));
    context.out.key("n").integer(static_cast<std::int64_t>(n));
    context.out.key("entries").integer(static_cast<std::int64_t>(context.ledger().entries.size()));
    context.out.end_object();
    return "";
}

QueryAnswer answer_outline(QueryContext& context) {
    context.out.raw(write_outline_json(context.debate().page()));
    return "";
}

}  // namespace palabre
