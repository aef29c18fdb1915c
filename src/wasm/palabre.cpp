#include "wasm/palabre.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "interchange/body_fields.hpp"
#include "interchange/composition.hpp"
#include "interchange/flat_columns.hpp"
#include "interchange/outline_drafts.hpp"
#include "interchange/utf8.hpp"
#include "wasm/boundary.hpp"
#include "wasm/module_questions.hpp"

namespace {

using namespace palabre;

struct Open {
    Open(std::string_view id, std::string_view owner, Outline page)
        : live(id, owner, std::move(page), nullptr, module_rules(), module_mandates(),
               module_token_check()),
          overview(live),
          anchor(owner) {
        live.settle();
        (void)live.take_changed();
    }
    LiveDebate live;
    Overview overview;
    std::string anchor;
};

/// By handle less 1; nothing where one was closed, so that no handle is given twice.
std::vector<std::unique_ptr<Open>>& debates() {
    static std::vector<std::unique_ptr<Open>> all;
    return all;
}

Open* find(std::uint32_t handle, palabre_span* out) {
    *out = {nullptr, 0};
    return handle == 0 || handle > debates().size() ? nullptr : debates()[handle - 1].get();
}

struct OpenOptions {
    std::string debate;
    std::string anchor;
    Outline outline;
};

Result<OpenOptions> open_options(std::string_view text) {
    StrictJson json;
    if (first_invalid_utf8(text) || !json.parse(text, StrictJson::LineEnds::spaces) ||
        !json.is_object()) {
        return Fault{"options", "",
                     "The options are not a JSON object of whole numbers and texts."};
    }
    const BodyFields fields(json, 0);
    const auto debate = fields.text("debate");
    if (!debate || !is_debate_id(*debate)) {
        return Fault{"debate", "debate",
                     "A debate's id is site/name, of a-z, 0-9, - (and . in site)."};
    }
    if (!fields.optional_text("anchor") ||
        (fields.has_some("anchor") && !is_key(*fields.text("anchor")))) {
        return Fault{"anchor", "anchor", "A key is 43 characters of base64url."};
    }
    OpenOptions options;
    options.debate = *debate;
    options.anchor = fields.text("anchor").value_or("");
    if (const std::uint32_t outline = json.some(0, "outline"); outline != 0) {
        PALABRE_TRY(named, complete_outline(json, outline));
        options.outline = std::move(named);
    }
    return options;
}

std::uint32_t keep(std::unique_ptr<Open> debate) {
    debates().push_back(std::move(debate));
    return static_cast<std::uint32_t>(debates().size());
}

template <class Index, class Name>
void write_ids(JsonWriter& out, std::string_view key, const std::vector<Index>& list, Name name) {
    out.key(key).begin_array();
    for (const Index index : list) out.string(name(index));
    out.end_array();
}

std::string applied_json(Open& open, const LiveDebate::Applied& applied) {
    constexpr std::size_t listed = 1000;
    const LiveDebate::Changed changed = open.live.take_changed();
    const Debate& debate = open.live.debate();
    const Ledger& ledger = debate.ledger();
    JsonWriter out;
    out.begin_object().key("entries").integer(static_cast<std::int64_t>(applied.fresh.size()));
    out.key("known").integer(applied.known).key("malformed").begin_array();
    for (const auto& [line, reason] : applied.malformed) {
        out.begin_array().integer(static_cast<std::int64_t>(line)).string(reason).end_array();
    }
    out.end_array().key("revision").integer(open.live.revision());
    out.key("changed").begin_object().key("all").boolean(changed.all);
    out.key("thesis").boolean(changed.all || changed.thesis);
    write_ids(out, "claims", changed.claims,
              [&](ClaimIndex claim) { return ledger.text(debate.tree().at(claim).id); });
    write_ids(out, "questions", changed.questions, [&](QuestionIndex question) {
        return ledger.text(debate.questions()[question.value].id);
    });
    write_ids(out, "remarks", changed.remarks,
              [&](RemarkIndex remark) { return ledger.text(debate.remarks()[remark.value].id); });
    write_ids(out, "names", changed.names, [&](KeyId key) { return ledger.text(key); });
    out.end_object();
    const auto in_state = [&](std::string_view key, State state, State other, bool reasons) {
        std::size_t count = 0;
        out.key(key).begin_array();
        for (const EntryIndex index : applied.fresh) {
            const Entry& entry = ledger.at(index);
            if ((entry.state != state && entry.state != other) || ++count > listed) continue;
            if (reasons) out.begin_array();
            out.string(ledger.text(entry.id));
            if (reasons) out.string(to_text(entry.reason)).end_array();
        }
        out.end_array();
    };
    in_state("counted", State::counts, State::pending, false);
    in_state("void", State::voided, State::voided, true);
    in_state("waiting", State::waiting, State::waiting, false);
    return out.end_object().take();
}

std::string snapshot(const Open& open) {
    std::string lines;
    if (!open.anchor.empty()) {
        JsonWriter first;
        first.begin_object().key("debate").string(open.live.id());
        lines += first.key("owner").string(open.anchor).end_object().take();
        lines += '\n';
    }
    for (std::size_t i = 0; i < open.live.debate().ledger().entries.size(); ++i) {
        lines += open.live.line(EntryIndex(i));
        lines += '\n';
    }
    const Interner& others = open.live.other_versions();
    for (std::uint32_t i = 0; i < others.size(); ++i) {
        lines += others.text(i);
        lines += '\n';
    }
    return lines;
}

palabre_status open_with(OpenOptions options, std::string_view lines, bool restored,
                         palabre_span* out) {
    auto open = std::make_unique<Open>(options.debate, options.anchor, std::move(options.outline));

    if (!lines.empty()) {
        LiveDebate::Applied applied;
        open->live.take(lines, 1, applied);
        open->live.settle();
        (void)open->live.take_changed();
    }
    const std::size_t entries = open->live.debate().ledger().entries.size();
    JsonWriter json;
    json.begin_object().key("handle").integer(keep(std::move(open)));
    if (restored) json.key("entries").integer(static_cast<std::int64_t>(entries));
    return answer(json.end_object().take(), out);
}

palabre_status answer_query(Open& open, std::string_view question, palabre_span* out) {
    auto answered = query(open.live, open.overview, module_questions(), question);
    if (!answered) return refuse(answered.fault(), out);
    return answer(std::move(answered).value(), out);
}

}  // namespace

extern "C" {

palabre_status palabre_open(const std::uint8_t* options, std::uint32_t size, palabre_span* out) {
    *out = {nullptr, 0};
    if (!is_in_memory(options, size)) return refuse_span(out);
    auto read = open_options(text_of(options, size));
    if (!read) return refuse(read.fault(), out);
    return open_with(std::move(read).value(), {}, false, out);
}

void palabre_close(std::uint32_t debate) {
    if (debate != 0 && debate <= debates().size()) debates()[debate - 1].reset();
}

palabre_status palabre_apply(std::uint32_t debate, const std::uint8_t* lines, std::uint32_t size,
                             palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return status_no_handle;
    if (!is_in_memory(lines, size)) return refuse_span(out);
    LiveDebate::Applied applied;
    open->live.take(text_of(lines, size), 1, applied);
    open->live.settle();
    return answer(applied_json(*open, applied), out);
}

palabre_status palabre_compose(std::uint32_t debate, const std::uint8_t* intent, std::uint32_t size,
                               palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return status_no_handle;
    if (!is_in_memory(intent, size)) return refuse_span(out);
    const auto composed = compose(open->live, text_of(intent, size));
    if (!composed) return refuse(composed.fault(), out);
    JsonWriter json;
    json.begin_object().key("head").string(composed->head).key("body").string(composed->body);
    return answer(json.key("id").string(composed->id).end_object().take(), out);
}

palabre_status palabre_query(std::uint32_t debate, const std::uint8_t* question, std::uint32_t size,
                             palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return status_no_handle;
    if (!is_in_memory(question, size)) return refuse_span(out);
    const std::string_view text = text_of(question, size);
    if (auto declared = declare_question(text)) {
        if (!declared->ok()) return refuse(declared->fault(), out);
        open->live.debate().declare_page(std::move(*declared).value());
        open->live.settle();
        return answer(applied_json(*open, {}), out);
    }
    return answer_query(*open, text, out);
}

palabre_status palabre_columns(std::uint32_t debate, std::uint32_t since, palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return status_no_handle;
    return answer(flat_columns(open->live, since), out);
}

palabre_status palabre_snapshot(std::uint32_t debate, palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return status_no_handle;
    return answer(snapshot(*open), out);
}

palabre_status palabre_restore(const std::uint8_t* options, std::uint32_t options_size,
                               const std::uint8_t* bytes, std::uint32_t size, palabre_span* out) {
    *out = {nullptr, 0};
    if (!is_in_memory(options, options_size) || !is_in_memory(bytes, size)) {
        return refuse_span(out);
    }
    const std::string_view lines = text_of(bytes, size);
    if (options_size > 0) {
        auto read = open_options(text_of(options, options_size));
        if (!read) return refuse(read.fault(), out);
        return open_with(std::move(read).value(), lines, true, out);
    }
    std::string_view rest = lines;
    LineReader reader;
    const LogLine first = reader.read(take_line(rest), true);
    if (first.is != LogLine::Is::debate) {
        return refuse({"debate", "1", "The snapshot's first line names no debate and owner."}, out);
    }
    OpenOptions options_read;
    options_read.debate = first.debate;
    options_read.anchor = first.owner;
    return open_with(std::move(options_read), lines, true, out);
}

palabre_status palabre_digest(std::uint32_t debate, palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return status_no_handle;
    return answer_query(*open, R"({"q":"digest"})", out);
}

}  // extern "C"
