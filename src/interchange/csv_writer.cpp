#include "interchange/csv.hpp"
#include "interchange/debate_words.hpp"
#include "interchange/question_markup.hpp"
#include "interchange/reading_order.hpp"
#include "interchange/spreadsheet_guard.hpp"

namespace palabre {

namespace {

constexpr std::string_view header =
    "kind,id,parent,stance,text,status,author,name,at,url,votes,lang,sources,base,strength,judged"
    "\r\n";

struct ClaimRow {
    std::string_view kind;
    std::string_view id;
    std::string_view parent;
    std::string_view stance;
    std::string text;
    std::string_view status;
    std::string_view author;
    std::string name;
    std::string at;
    std::string url;
    std::string votes;
    std::string lang;
    std::string sources;
    std::string base;
    std::string strength;
    std::string judged;
};

void append_row(std::string& out, const ClaimRow& row) {
    const std::string_view cells[] = {row.kind,    row.id,     row.parent,   row.stance,
                                      row.text,    row.status, row.author,   row.name,
                                      row.at,      row.url,    row.votes,    row.lang,
                                      row.sources, row.base,   row.strength, row.judged};
    bool first = true;
    for (const std::string_view cell : cells) {
        if (!first) out += ',';
        first = false;
        append_csv_cell(out, cell);
    }
    out += "\r\n";
}

std::string number_text(double number) {
    return JsonWriter().number(number).take();
}

// What was said elsewhere is shown with the name, time and votes it had there.
void set_source(ClaimRow& row, const LiveDebate& live, EntryIndex index) {
    const Ledger& ledger = live.debate().ledger();
    const Entry& entry = ledger.at(index);
    row.author = ledger.text(entry.author);
    row.name = live.name(entry.author);
    row.at = to_iso_time(static_cast<std::int64_t>(entry.at)).value_or("");
    const Value from = origin_of(live, index);
    if (from.is_null()) return;
    const auto field = [&from](std::string_view key, std::string& to) {
        const Value* value = from.some(key);
        if (value == nullptr) return;
        to = value->is(Value::Kind::text) ? value->text : canonical(*value);
    };
    field("name", row.name);
    field("at", row.at);
    field("url", row.url);
    field("votes", row.votes);
}

}  // namespace

void append_csv_cell(std::string& out, std::string_view text) {
    std::string guarded = looks_like_formula(text) ? "'" : "";
    guarded.append(text);
    if (guarded.find_first_of(",;\t\"\r\n ") == std::string::npos) {
        out += guarded;
        return;
    }
    out += '"';
    for (const char c : guarded) {
        if (c == '"') out += '"';
        out += c;
    }
    out += '"';
}

std::string write_debate_csv(const LiveDebate& live) {
    const Debate& debate = live.debate();
    const Ledger& ledger = debate.ledger();
    const ClaimTree& tree = debate.tree();
    std::string out(header);
    if (debate.unsupported()) return out;
    ClaimRow thesis;
    thesis.kind = "thesis";
    thesis.id = "~";
    thesis.text = debate.thesis().value_or(open_words(live).title);
    thesis.lang = open_words(live).lang;
    thesis.strength = number_text(live.strengths().thesis());
    append_row(out, thesis);
    for (const ReadClaim& each : reading_order(debate)) {
        const Claim& claim = tree.at(each.claim);
        const Placement& place = tree.at(each.place);
        ClaimRow row;
        row.kind = "claim";
        row.id = ledger.text(claim.id);
        row.parent = ledger.text(tree.at(place.parent).id);
        row.stance = to_text(place.stance);
        row.text = live.text(each.claim).value_or("");
        row.status = to_text(debate.status(each.claim));
        row.base = number_text(live.strengths().base(each.place));
        row.strength = number_text(live.strengths().strength(each.place));
        row.judged = std::to_string(place.judged);
        if (claim.entry.is_some() && !claim.erased) {
            set_source(row, live, claim.entry);
            const BodyWords words = live.words(debate.wording(claim.id, claim.entry));
            row.lang = words.lang;
            for (const std::string_view source : words.sources) {
                row.sources += (row.sources.empty() ? "" : "\n") + std::string(source);
            }
        }
        append_row(out, row);
    }
    for (const Remark* remark : remarks_in_order(debate)) {
        ClaimRow row;
        row.kind = "remark";
        row.id = ledger.text(remark->id);
        row.parent = ledger.text(remark->parent);
        row.text = live.text(*remark).value_or("");
        row.status = to_text(debate.status(*remark));
        if (!remark->erased) set_source(row, live, remark->entry);
        append_row(out, row);
    }
    return out;
}

}  // namespace palabre
