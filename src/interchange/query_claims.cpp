#include <algorithm>
#include <cmath>
#include <functional>

#include "deliberation/sorting.hpp"
#include "interchange/query_context.hpp"

namespace palabre {

namespace {

// What a child weighs with its parent; the parent's own base is that at its first place.
double weight_at(const QueryContext& context, PlacementIndex at) {
    const ClaimIndex parent = context.tree().at(at).parent;
    const double base =
        parent == thesis_index
            ? 0.5
            : context.live.strengths().base(context.tree().at(parent).shown.front());
    return context.live.strengths().weight(at, base);
}

// Where it was said before it was imported.
void write_from(QueryContext& context, const BodyWords& said) {
    if (said.from != 0) context.out.key("from").value(context.live.words_json().value(said.from));
}

void write_words(QueryContext& context, const Claim& claim) {
    JsonWriter& out = context.out;
    if (claim.entry.is_none()) {
        out.key("sources").begin_array().end_array();
        return;
    }
    const Entry& entry = context.ledger().at(claim.entry);
    const EntryIndex wording = context.debate().wording(claim.id, claim.entry);
    if (wording != claim.entry && !claim.erased) {
        const bool self = context.debate().person(context.ledger().at(wording).author) ==
                          context.debate().person(entry.author);
        out.key("edited").string(self ? "self" : "moderator");
    }
    const BodyWords said = context.live.words(claim.entry);
    if (!said.lang.empty()) out.key("lang").string(said.lang);
    write_from(context, said);
    std::vector<std::string> sources(said.sources.begin(), said.sources.end());
    if (wording != claim.entry) {
        const BodyWords edited = context.live.words(wording);
        if (!edited.sources.empty()) sources.assign(edited.sources.begin(), edited.sources.end());
    }
    out.key("sources").begin_array();
    for (const std::string& source : sources) out.string(source);
    out.end_array();
}

void write_opinions(QueryContext& context, const Claim& claim) {
    const Registers& registers = context.debate().registers();
    JsonWriter& out = context.out;
    std::vector<std::string_view> tags;
    std::vector<std::string_view> mine;
    RegisterIndex at = registers.group(RegisterKind::tag, claim.id, {});
    for (; at.is_some(); at = registers.at(at).next_in_group) {
        const Register& said = registers.at(at);
        if (said.latest.is_none() || !context.ledger().at(said.latest).body.on) continue;
        tags.push_back(context.text(said.b));
        if (context.me && said.person == context.debate().person(*context.me)) {
            mine.push_back(context.text(said.b));
        }
    }
    out.key("tags");
    write_uses(out, std::move(tags));
    if (!mine.empty()) {
        sort_by(mine, std::less<>{});
        out.key("my_tags").begin_array();
        for (const std::string_view tag : mine) out.string(tag);
        out.end_array();
    }
    std::int64_t flags = 0;
    at = registers.group(RegisterKind::flag, claim.id, {});
    for (; at.is_some(); at = registers.at(at).next_in_group) {
        if (registers.at(at).latest.is_some()) ++flags;
    }
    out.key("flags").integer(flags);
    if (context.my_entry(RegisterKind::flag, claim.id) != nullptr) out.key("my_flag").boolean(true);
    if (claim.hidden) {
        const RegisterIndex hiding = registers.find(RegisterKind::hiding, {}, claim.id, {});
        const EntryIndex latest = registers.at(hiding).latest;
        out.key("hidden_reason").string(context.live.words(latest).reason);
    }
}

void write_fields(QueryContext& context, ClaimIndex index, PlacementIndex at) {
    const Claim& claim = context.tree().at(index);
    const Placement& place = context.tree().at(at);
    const Overview::Below& below = context.overview.below(index);
    JsonWriter& out = context.out;
    out.key("id").string(context.text(claim.id));
    out.key("parent").string(context.text(context.tree().at(place.parent).id));
    out.key("stance").string(to_text(place.stance)).key("text");
    if (const auto text = context.live.text(index))
        out.string(*text);
    else
        out.null();
    out.key("status").string(to_text(context.debate().status(index))).key("author");
    bool mine = false;
    std::uint64_t said_at = 0;
    if (claim.entry.is_some()) {
        const Entry& entry = context.ledger().at(claim.entry);
        out.string(context.ledger().text(entry.author));
        mine = context.is_mine(entry.author);
        said_at = entry.at;
        if (const std::string name = context.live.name(entry.author); !name.empty()) {
            out.key("name").string(name);
        }
    } else {
        out.null();
    }
    out.key("at").integer(static_cast<std::int64_t>(said_at));
    out.key("declared").boolean(claim.origin == Claim::Origin::declared);
    if (claim.origin == Claim::Origin::gone) out.key("gone").boolean(true);
    write_words(context, claim);
    out.key("base").number(context.live.strengths().base(at));
    out.key("strength").number(context.live.strengths().strength(at));
    out.key("weight").number(weight_at(context, at));
    out.key("judged").integer(place.judged).key("judged_mean");
    if (place.judged == 0)
        out.null();
    else
        out.number(static_cast<double>(place.judgement_sum) / (4.0 * place.judged));
    out.key("pros").integer(below.pros).key("cons").integer(below.cons);
    out.key("below").integer(below.claims);
    out.key("depth").integer(context.tree().depth(index));
    out.key("places").begin_array();
    for (const PlacementIndex each : claim.shown) {
        const Placement& shown = context.tree().at(each);
        out.begin_object().key("parent").string(context.text(context.tree().at(shown.parent).id));
        out.key("stance").string(to_text(shown.stance)).end_object();
    }
    out.end_array().key("remarks").integer(below.remarks);
    out.key("latest").integer(static_cast<std::int64_t>(below.latest));
    out.key("mine").boolean(mine);
    const Entry* judged =
        context.my_entry(RegisterKind::impact, claim.id, context.tree().at(place.parent).id);
    if (judged != nullptr && judged->body.has_value)
        out.key("my_impact").integer(judged->body.value);
    write_opinions(context, claim);
}

bool is_listed(QueryContext& context, ClaimIndex index) {
    const Claim& claim = context.tree().at(index);
    if (claim.into.is_some()) return false;
    if (context.overview.below(index).worth) return true;
    return claim.entry.is_some() && context.is_mine(context.ledger().at(claim.entry).author);
}

std::uint64_t shuffled(std::string_view id, std::int64_t seed) {
    std::uint64_t mix = 0xcbf29ce484222325ULL ^ static_cast<std::uint64_t>(seed);
    for (const char c : id) mix = (mix ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    mix ^= mix >> 33U;
    return mix * 0xff51afd7ed558ccdULL;
}

// Takes from both sides in turn.
void alternate(QueryContext& context, std::vector<PlacementIndex>& places) {
    std::vector<PlacementIndex> sides[2];
    for (const PlacementIndex at : places)
        sides[context.tree().at(at).stance == Stance::pro ? 0 : 1].push_back(at);
    places.clear();
    for (std::size_t i = 0; i < sides[0].size() || i < sides[1].size(); ++i) {
        for (const auto& side : sides)
            if (i < side.size()) places.push_back(side[i]);
    }
}

// Weights in steps too small for words to tell apart, then strengths. Among very many claims no
// single one weighs anything any more, and the last bits of its weight are no order.
double rank_of(QueryContext& context, PlacementIndex at) {
    return std::floor(std::abs(weight_at(context, at)) * 1024.0) +
           context.live.strengths().strength(at);
}

// Ties keep the order of places, so that every list is one order. The strongest claims take turns
// where nothing tells them apart: who reads the beginning of a list reads both sides.
void sort_places(QueryContext& context, std::vector<PlacementIndex>& places) {
    const auto by_place = [&context](PlacementIndex a, PlacementIndex b) {
        return context.debate().stands_before(context.tree().at(a).claim,
                                              context.tree().at(b).claim);
    };
    sort_by(places, by_place);
    const std::string_view sort = context.asked.text("sort").value_or("strongest");
    if (sort == "oldest") return;
    if (sort == "newest") {
        std::reverse(places.begin(), places.end());
        return;
    }
    struct Keyed {
        double key;
        PlacementIndex place;
    };
    if (sort == "strongest") alternate(context, places);
    std::vector<Keyed> keyed;
    const std::int64_t seed = context.asked.whole("seed").value_or(0);
    for (const PlacementIndex at : places) {
        const ClaimIndex claim = context.tree().at(at).claim;
        double key = 0.0;
        if (sort == "debated") {
            key = context.overview.below(claim).claims;
        } else if (sort == "random") {
            key = static_cast<double>(shuffled(context.text(context.tree().at(claim).id), seed) >>
                                      11U);
        } else {
            key = rank_of(context, at);
        }
        keyed.push_back({key, at});
    }
    sort_by(keyed, [](const Keyed& a, const Keyed& b) { return a.key > b.key; });
    for (std::size_t i = 0; i < keyed.size(); ++i) places[i] = keyed[i].place;
}

void write_remark(QueryContext& context, const Remark& remark) {
    const Entry& entry = context.ledger().at(remark.entry);
    JsonWriter& out = context.out;
    out.begin_object().key("id").string(context.text(remark.id)).key("text");
    if (const auto text = context.live.text(remark))
        out.string(*text);
    else
        out.null();
    out.key("parent").string(context.text(remark.parent));
    out.key("author").string(context.ledger().text(entry.author));
    if (const std::string name = context.live.name(entry.author); !name.empty()) {
        out.key("name").string(name);
    }
    out.key("at").integer(static_cast<std::int64_t>(entry.at));
    out.key("status").string(to_text(context.debate().status(remark)));
    write_from(context, context.live.words(remark.entry));
    out.key("mine").boolean(context.is_mine(entry.author)).end_object();
}

// Whether the reader judged before the present wording was given.
bool judgement_is_older(const QueryContext& context, const Claim& claim) {
    const RegisterIndex mine =
        context.mine(RegisterKind::impact, claim.id,
                     context.tree().at(context.tree().at(claim.shown.front()).parent).id);
    if (mine.is_none() || claim.entry.is_none()) return false;
    const EntryIndex judged = context.debate().registers().at(mine).latest;
    const EntryIndex wording = context.debate().wording(claim.id, claim.entry);
    return judged.is_some() && wording != claim.entry && context.ledger().before(judged, wording);
}

}  // namespace

void write_claim(QueryContext& context, ClaimIndex claim, PlacementIndex place) {
    context.out.begin_object();
    write_fields(context, claim, place);
    context.out.end_object();
}

QueryAnswer answer_children(QueryContext& context) {
    const ClaimIndex of = context.claim("of");
    if (of.is_none()) return "no-such-claim";
    const auto stance = context.asked.stance("stance");
    std::vector<PlacementIndex> places;
    for (const PlacementIndex at : context.tree().at(of).children) {
        if (stance && context.tree().at(at).stance != *stance) continue;
        if (is_listed(context, context.tree().at(at).claim)) places.push_back(at);
    }
    sort_places(context, places);
    const auto slice = context.slice(places.size());
    context.out.begin_object().key("total").integer(static_cast<std::int64_t>(places.size()));
    context.out.key("claims").begin_array();
    for (std::size_t i = slice.begin; i < slice.end; ++i) {
        write_claim(context, context.tree().at(places[i]).claim, places[i]);
    }
    context.out.end_array().end_object();
    return "";
}

QueryAnswer answer_claim(QueryContext& context) {
    const ClaimIndex index = context.claim("id");
    if (index.is_none()) return "no-such-claim";
    const Claim& claim = context.tree().at(index);
    JsonWriter& out = context.out;
    out.begin_object();
    // The thesis is no claim, but people remark on it: sources of a whole debate stand there.
    if (index == thesis_index)
        out.key("id").string(context.text(claim.id));
    else
        write_fields(context, index, claim.shown.front());
    std::vector<const Remark*> remarks;
    for (const std::uint32_t at : context.overview.remarks_on(index)) {
        remarks.push_back(&context.debate().remarks()[at]);
    }
    sort_by(remarks, [&context](const Remark* a, const Remark* b) {
        return context.ledger().before(a->entry, b->entry);
    });
    out.key("remarks_list").begin_array();
    for (const Remark* remark : remarks) write_remark(context, *remark);
    out.end_array();
    if (index != thesis_index) {
        out.key("my_judgement_older").boolean(judgement_is_older(context, claim));
    }
    out.end_object();
    return "";
}

QueryAnswer answer_path(QueryContext& context) {
    const ClaimIndex index = context.claim("id");
    if (index.is_none()) return "no-such-claim";
    std::vector<ClaimIndex> path{context.tree().kept(index)};
    while (path.back() != thesis_index) {
        path.push_back(context.tree().at(context.tree().at(path.back()).shown.front()).parent);
    }
    context.out.begin_object().key("path").begin_array();
    for (std::size_t i = path.size(); i > 0; --i) {
        context.out.string(context.text(context.tree().at(path[i - 1]).id));
    }
    context.out.end_array().end_object();
    return "";
}

QueryAnswer answer_mine(QueryContext& context) {
    std::int64_t remarks = 0;
    std::int64_t ballots = 0;
    std::int64_t entries = 0;
    std::vector<ClaimIndex> claims;
    for (const Entry& entry : context.ledger().entries) {
        if (!context.is_mine(entry.author)) continue;
        ++entries;
        if (entry.state != State::counts && entry.state != State::pending) continue;
        if (entry.verb() == Verb::remark) ++remarks;
        if (entry.verb() == Verb::ballot) ++ballots;
        if (entry.verb() == Verb::claim) claims.push_back(context.debate().claim_of(entry.id));
    }
    context.out.begin_object().key("total").integer(static_cast<std::int64_t>(claims.size()));
    context.out.key("claims").begin_array();
    const auto slice = context.slice(claims.size());
    for (std::size_t i = slice.begin; i < slice.end; ++i) {
        write_claim(context, claims[i], context.tree().at(claims[i]).shown.front());
    }
    context.out.end_array().key("remarks").integer(remarks).key("ballots").integer(ballots);
    context.out.key("entries").integer(entries).end_object();
    return "";
}

}  // namespace palabre
