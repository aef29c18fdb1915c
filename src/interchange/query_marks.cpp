#include <tuple>

#include "deliberation/sorting.hpp"
#include "interchange/query_context.hpp"

namespace palabre {

namespace {

/// A claim or remark that somebody flagged or a moderator hid.
struct Marked {
    RefId id;
    ClaimIndex claim;  ///< itself, or what the remark stands under
    const Remark* remark = nullptr;
    bool hidden = false;
    std::uint32_t flags = 0;
};

ClaimIndex claim_around(const QueryContext& context, RefId id) {
    // A remark may answer another one; ids are hashes, so this ends.
    while (const Remark* remark = context.debate().remark_of(id)) id = remark->parent;
    return context.debate().claim_of(id);
}

std::vector<Marked> marked_things(const QueryContext& context) {
    KeyMap<Marked> by_id;
    for (const Register& said : context.debate().registers().all()) {
        const bool flagged = said.kind == RegisterKind::flag;
        if ((!flagged && said.kind != RegisterKind::hiding) || said.latest.is_none()) continue;
        Marked& marked = by_id[said.a.value];
        marked.id = said.a;
        marked.flags += flagged;
    }
    std::vector<Marked> all;
    for (Marked marked : by_id.values()) {
        marked.remark = context.debate().remark_of(marked.id);
        marked.claim = claim_around(context, marked.id);
        if (marked.claim.is_none()) continue;
        const Status status = marked.remark != nullptr ? context.debate().status(*marked.remark)
                                                       : context.debate().status(marked.claim);
        marked.hidden = status == Status::hidden;
        if (marked.hidden || (status == Status::shown && marked.flags > 0)) {
            all.push_back(marked);
        }
    }
    sort_by(all, [](const Marked& a, const Marked& b) {
        return std::tuple(a.hidden, b.flags, a.id.value) <
               std::tuple(b.hidden, a.flags, b.id.value);
    });
    return all;
}

void write_marked(QueryContext& context, const Marked& marked) {
    JsonWriter& out = context.out;
    out.begin_object().key("id").string(context.text(marked.id));
    out.key("claim").string(context.text(context.tree().at(marked.claim).id)).key("text");
    const auto text = marked.remark != nullptr ? context.live.text(*marked.remark)
                                               : context.live.text(marked.claim);
    if (text)
        out.string(*text);
    else
        out.null();
    out.key("hidden").boolean(marked.hidden);
    out.key("flags").begin_array();
    const Registers& registers = context.debate().registers();
    RegisterIndex at = registers.group(RegisterKind::flag, marked.id, {});
    for (; at.is_some(); at = registers.at(at).next_in_group) {
        const EntryIndex flag = registers.at(at).latest;
        if (flag.is_none()) continue;
        const Entry& entry = context.ledger().at(flag);
        out.begin_object().key("reason").string(context.live.words(flag).reason);
        if (const std::string name = context.live.name(entry.author); !name.empty()) {
            out.key("name").string(name);
        }
        out.key("at").integer(static_cast<std::int64_t>(entry.at)).end_object();
    }
    out.end_array().end_object();
}

}  // namespace

void write_uses(JsonWriter& out, std::vector<std::string_view> words) {
    sort_by(words, std::less<>{});
    out.begin_object();
    for (std::size_t i = 0, first = 0; i < words.size(); ++i) {
        if (i + 1 < words.size() && words[i + 1] == words[i]) continue;
        out.key(words[i]).integer(static_cast<std::int64_t>(i + 1 - first));
        first = i + 1;
    }
    out.end_object();
}

QueryAnswer answer_marks(QueryContext& context) {
    const std::vector<Marked> all = marked_things(context);
    JsonWriter& out = context.out;
    out.begin_object().key("total").integer(static_cast<std::int64_t>(all.size()));
    out.key("marked").begin_array();
    const auto slice = context.slice(all.size());
    for (std::size_t i = slice.begin; i < slice.end; ++i) write_marked(context, all[i]);
    out.end_array().key("tags");
    std::vector<std::string_view> tags;
    for (const Register& said : context.debate().registers().all()) {
        if (said.kind != RegisterKind::tag || said.latest.is_none()) continue;
        if (context.ledger().at(said.latest).body.on) tags.push_back(context.text(said.b));
    }
    write_uses(out, std::move(tags));
    out.end_object();
    return "";
}

}  // namespace palabre
