#include "cli/signed_import.hpp"

#include <map>
#include <optional>

#include "deliberation/limits.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/standing_bodies.hpp"

namespace palabre {

namespace {

/// What a log already holds of a source.
class Holdings {
  public:
    Holdings(const LiveDebate& debate, std::string_view author) {
        const Ledger& ledger = debate.debate().ledger();
        for (std::size_t i = 0; i < ledger.entries.size(); ++i) {
            const EntryIndex index(i);
            const Entry& entry = ledger.at(index);
            const std::string id(ledger.text(entry.id));
            if (ledger.text(entry.author) == author) {
                const std::string head = debate.head(index);
                by_hash_.emplace(read_head(head)->body, id);
            }
            StrictJson json;
            if (entry.state == State::voided || !json.parse(debate.body(index))) continue;
            const std::uint32_t from = json.some(0, "from");
            if (from == 0 || json.at(from).kind != JsonToken::Kind::object) continue;
            const std::uint32_t called = json.some(from, "id");
            if (called == 0 || json.at(called).kind != JsonToken::Kind::text) continue;
            by_source_.emplace(std::string(entry_kind(entry)) + std::string(json.at(called).text),
                               id);
        }
    }

    /// The entry of that kind that came from `source`, or the one whose body is this very one.
    [[nodiscard]] std::optional<std::string> find(std::string_view kind, std::string_view source,
                                                  std::string_view body) const {
        auto found = by_source_.find(std::string(kind) + std::string(source));
        if (found != by_source_.end()) return found->second;
        found = by_hash_.find(body_hash(body));
        return found == by_hash_.end() ? std::nullopt : std::optional(found->second);
    }

  private:
    // A question and what was counted for it share the source's id; nothing else does.
    static std::string_view entry_kind(const Entry& entry) {
        if (entry.body.verb == Verb::ask) return "ask ";
        return entry.body.verb == Verb::count ? "count " : "said ";
    }

    std::map<std::string, std::string, std::less<>> by_source_;
    std::map<std::string, std::string, std::less<>> by_hash_;
};

bool may_ask(const LiveDebate& debate, std::string_view author) {
    const Ledger& ledger = debate.debate().ledger();
    for (const Role role : {Role::owner, Role::facilitator}) {
        for (const KeyId key : debate.debate().rights().holders(role)) {
            if (ledger.text(key) == author) return true;
        }
    }
    return false;
}

std::string contribution_body(const Contribution& said, std::string_view parent,
                              std::string_view salt) {
    JsonWriter json;
    json.begin_object().key("salt").string(salt);
    json.key("do").string(said.is_claim ? "claim" : "remark").key("parent").string(parent);
    if (said.is_claim) json.key("stance").string(to_text(said.stance));
    json.key("text").string(said.text);
    if (said.is_claim && !said.sources.empty()) {
        json.key("sources").begin_array();
        for (const std::string& source : said.sources) json.string(source);
        json.end_array();
    }
    if (!said.lang.empty()) json.key("lang").string(said.lang);
    json.key("from").begin_object().key("name").string(said.name);
    if (!said.at.empty()) json.key("at").string(said.at);
    json.key("url").string(said.url).key("id").string(said.id);
    if (said.votes) json.key("votes").integer(*said.votes);
    return json.end_object().end_object().take();
}

std::string count_body(const ImportedQuestion& asked, std::string_view question,
                       std::string_view counter, std::string_view salt) {
    JsonWriter json;
    json.begin_object().key("salt").string(salt).key("do").string("count");
    json.key("question").string(question).key("column").string(asked.column);
    json.key("figures").begin_object();
    // In the source's order, which is the one people know.
    for (const auto& [name, value] : asked.figures.fields) json.key(name).value(value);
    json.end_object().key("source").string(asked.source).key("counter").string(counter);
    json.key("from").begin_object().key("id").string(asked.id).end_object();
    return json.end_object().take();
}

}  // namespace

Result<SignedImport> sign_import(const Import& import, std::string_view format, EntryWriter& writer,
                                 const LiveDebate* into) {
    SignedImport done;
    std::optional<Holdings> there;
    if (into != nullptr) there.emplace(*into, writer.author());
    const auto salt = [&](const std::string& id) { return writer.salt_for(format, id); };
    // The entry that is there, or a new one.
    const auto add = [&](std::string_view kind, const std::string& id, std::string_view body,
                         std::int64_t at) {
        if (there) {
            if (auto known = there->find(kind, id, body)) {
                ++done.known;
                return *std::move(known);
            }
        }
        ++done.added;
        return writer.add(body, at);
    };

    if (into == nullptr) {
        PALABRE_TRY(open, open_body({import.title, import.text, import.lang, "", "", ""},
                                    salt("open " + import.id)));
        add("", "", open, import.at_ms);
        done.opened = true;
        if (import.thesis) {
            Outline thesis;
            thesis.thesis = import.thesis;
            PALABRE_TRY(bodies, declare_bodies(thesis, [&](std::size_t) {
                            return salt("declare " + import.id);
                        }));
            for (const std::string& body : bodies) add("", "", body, import.at_ms);
        }
    }
    const bool asks = into == nullptr || may_ask(*into, writer.author());
    std::vector<std::string> questions;
    for (const ImportedQuestion& asked : import.questions) {
        if (!asks) {
            done.not_asked += asked.column.empty() ? 1 : 2;
            continue;
        }
        PALABRE_TRY(body, ask_body(asked.question, asked.id, salt("ask " + asked.id)));
        questions.push_back(add("ask ", asked.id, body, asked.at_ms));
    }
    std::map<std::string, std::string, std::less<>> entries{{"", "~"}};
    for (const Contribution& said : import.contributions) {
        const std::string body =
            contribution_body(said, entries.find(said.parent)->second, salt("said " + said.id));
        if (body.size() > limits::body_bytes_max) {
            return Fault{"import", said.id, "this does not fit into an entry's 16 KiB"};
        }
        entries[said.id] = add("said ", said.id, body, said.at_ms);
    }
    for (std::size_t i = 0; i < questions.size(); ++i) {
        const ImportedQuestion& asked = import.questions[i];
        if (asked.column.empty()) continue;
        add("count ", asked.id,
            count_body(asked, questions[i], import.id, salt("count " + asked.id)),
            asked.counted_ms);
    }
    return done;
}

}  // namespace palabre
