#include "wasm/palabre.h"

#include <cstdlib>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include "interchange/body_fields.hpp"
#include "interchange/composition.hpp"
#include "interchange/flat_columns.hpp"
#include "interchange/outline_drafts.hpp"
#include "interchange/query.hpp"
#include "interchange/replay.hpp"
#include "interchange/utf8.hpp"

namespace {

using namespace palabre;

constexpr palabre_status fine = 0;
constexpr palabre_status faulty = 1;
constexpr palabre_status no_handle = 2;
constexpr std::uint32_t version = 0x000100;

struct Open {
    Open(std::string_view id, std::string_view owner, Outline page)
        : live(id, owner, std::move(page)), overview(live), anchor(owner) {
        live.settle();
        (void)live.take_changed();
    }
    LiveDebate live;
    Overview overview;
    std::string anchor;
};

struct Module {
    std::map<std::uint32_t, std::unique_ptr<Open>> debates;
    std::uint32_t next = 1;
    std::string answer;
    std::string fault;
};

Module& module() {
    static Module one;
    return one;
}

// Where memory ends nothing may go on: what malloc did not give would be written at address 0.
void* given_or_trap(void* memory) {
    if (memory == nullptr) __builtin_trap();
    return memory;
}

// Whether memory holds these bytes, as far as the module can tell.
bool is_in_memory(const std::uint8_t* bytes, std::uint32_t size) {
#ifdef __wasm__
    const std::uint64_t end = std::uint64_t{__builtin_wasm_memory_size(0)} << 16U;
    return reinterpret_cast<std::uintptr_t>(bytes) + std::uint64_t{size} <= end;
#else
    return bytes != nullptr || size == 0;
#endif
}

std::string_view text_of(const std::uint8_t* bytes, std::uint32_t size) {
    return {reinterpret_cast<const char*>(bytes), size};
}

palabre_status show(const std::string& text, palabre_span* out, palabre_status status) {
    out->data = reinterpret_cast<const std::uint8_t*>(text.data());
    out->size = static_cast<std::uint32_t>(text.size());
    return status;
}

palabre_status answer(std::string text, palabre_span* out) {
    module().answer = std::move(text);
    return show(module().answer, out, fine);
}

palabre_status refuse(const Fault& fault, palabre_span* out) {
    JsonWriter json;
    json.begin_object().key("code").string(fault.code).key("where").string(fault.where);
    module().fault = json.key("what").string(fault.what).end_object().take();
    return show(module().fault, out, faulty);
}

palabre_status refuse_span(palabre_span* out) {
    return refuse({"span", "", "The bytes are not in the module's memory."}, out);
}

Open* find(std::uint32_t handle, palabre_span* out) {
    *out = {nullptr, 0};
    const auto found = module().debates.find(handle);
    return found == module().debates.end() ? nullptr : found->second.get();
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
    const std::uint32_t handle = module().next++;
    module().debates[handle] = std::move(debate);
    return handle;
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
    for (const std::string& other : open.live.other_versions()) lines += other + '\n';
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

}  // namespace

#ifdef __EMSCRIPTEN__
// The library's own goes on with a null where exceptions are off.
void* operator new(std::size_t size) {
    return given_or_trap(std::malloc(size == 0 ? 1 : size));
}
#endif

extern "C" {

std::uint32_t palabre_version(void) {
    return version;
}

std::uint8_t* palabre_alloc(std::uint32_t size) {
    return static_cast<std::uint8_t*>(given_or_trap(std::malloc(size == 0 ? 1 : size)));
}

void palabre_free(std::uint8_t* bytes) {
    std::free(bytes);
}

palabre_status palabre_open(const std::uint8_t* options, std::uint32_t size, palabre_span* out) {
    *out = {nullptr, 0};
    if (!is_in_memory(options, size)) return refuse_span(out);
    auto read = open_options(text_of(options, size));
    if (!read) return refuse(read.fault(), out);
    return open_with(std::move(read).value(), {}, false, out);
}

void palabre_close(std::uint32_t debate) {
    module().debates.erase(debate);
}

palabre_status palabre_apply(std::uint32_t debate, const std::uint8_t* lines, std::uint32_t size,
                             palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return no_handle;
    if (!is_in_memory(lines, size)) return refuse_span(out);
    LiveDebate::Applied applied;
    open->live.take(text_of(lines, size), 1, applied);
    open->live.settle();
    return answer(applied_json(*open, applied), out);
}

palabre_status palabre_compose(std::uint32_t debate, const std::uint8_t* intent, std::uint32_t size,
                               palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return no_handle;
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
    if (open == nullptr) return no_handle;
    if (!is_in_memory(question, size)) return refuse_span(out);
    const std::string_view text = text_of(question, size);
    if (auto declared = declare_question(text)) {
        if (!declared->ok()) return refuse(declared->fault(), out);
        open->live.debate().declare_page(std::move(*declared).value());
        open->live.settle();
        return answer(applied_json(*open, {}), out);
    }
    auto answered = query(open->live, open->overview, text);
    if (!answered) return refuse(answered.fault(), out);
    return answer(std::move(answered).value(), out);
}

palabre_status palabre_columns(std::uint32_t debate, std::uint32_t since, palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return no_handle;
    return answer(flat_columns(open->live, since), out);
}

palabre_status palabre_snapshot(std::uint32_t debate, palabre_span* out) {
    Open* open = find(debate, out);
    if (open == nullptr) return no_handle;
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
    if (open == nullptr) return no_handle;
    JsonWriter json;
    json.begin_object().key("state").string(state_digest(open->live));
    return answer(json.key("set").string(set_digest(open->live)).end_object().take(), out);
}

palabre_status palabre_fault(palabre_span* out) {
    return show(module().fault, out, fine);
}

}  // extern "C"
