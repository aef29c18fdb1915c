#include "interchange/debate_file_reader.hpp"

#include <nlohmann/json.hpp>

#include "interchange/body_reader.hpp"
#include "interchange/json_fields.hpp"
#include "interchange/line_reader.hpp"

namespace palabre {

namespace {

using nlohmann::json;

Fault refuse_line(std::string where, Sentence what) {
    return {"json", std::move(where), std::move(what)};
}

std::string dumped(const json& value) {
    return value.dump(-1, ' ', false, json::error_handler_t::replace);
}

// A text, or "" where the field is absent or null.
Result<std::string> optional_text(const JsonFields& fields, std::string_view key) {
    const json* value = fields.find(key);
    if (value == nullptr || value->is_null()) return std::string();
    return fields.text(key);
}

// Outline claims of the readable half: those that no entry says. An explicit stack, in file order.
Result<std::vector<ClaimDraft>> readable_claims(const JsonFields& file) {
    std::vector<ClaimDraft> drafts;
    struct Waiting {
        JsonFields fields;
        int parent;
    };
    std::vector<Waiting> waiting;
    const auto push_claims = [&waiting](const JsonFields& fields, int parent) -> Result<bool> {
        if (fields.find("claims") == nullptr) return true;
        PALABRE_TRY(claims, fields.objects("claims"));
        for (std::size_t i = claims.size(); i-- > 0;) waiting.push_back({claims[i], parent});
        return true;
    };
    PALABRE_TRY(pushed, push_claims(file, -1));
    (void)pushed;
    while (!waiting.empty()) {
        const Waiting next = waiting.back();
        waiting.pop_back();
        PALABRE_TRY(id, optional_text(next.fields, "id"));
        const json* gone = next.fields.find("gone");
        const bool said = (!id.empty() && id[0] != '~') || (gone != nullptr && *gone == true);
        if (said) continue;
        ClaimDraft draft;
        draft.parent = next.parent;
        PALABRE_TRY(word, next.fields.text("stance"));
        PALABRE_TRY(text, next.fields.text("text"));
        const auto stance = stance_from(word);
        if (!stance) return refuse_line(next.fields.path("stance"), "a stance is pro or con");
        draft.stance = *stance;
        draft.text = std::move(text);
        if (id.size() > 1 && id[1] != '~') draft.name = id.substr(1, id.find('.') - 1);
        drafts.push_back(std::move(draft));
        PALABRE_TRY(more, push_claims(next.fields, static_cast<int>(drafts.size()) - 1));
        (void)more;
    }
    return drafts;
}

Result<Outline> readable_outline(const JsonFields& file) {
    Outline outline;
    PALABRE_TRY(thesis, optional_text(file, "thesis"));
    if (!thesis.empty()) outline.thesis = std::move(thesis);
    PALABRE_TRY(drafts, readable_claims(file));
    auto claims = name_claims(drafts);
    if (!claims) return refuse_line("claims[" + claims.fault().where + "]", claims.fault().what);
    outline.claims = std::move(claims).value();
    if (file.find("questions") == nullptr) return outline;
    PALABRE_TRY(questions, file.objects("questions"));
    for (const JsonFields& each : questions) {
        PALABRE_TRY(id, optional_text(each, "id"));
        if (!id.empty() && id.substr(0, 2) != "~?") continue;
        const std::string text = dumped(each.whole_object());
        StrictJson strict;
        if (!strict.parse(text))
            return refuse_line(each.path(""), "this question is not plain JSON");
        const auto question = read_question(strict, 0);
        if (!question)
            return refuse_line(each.path(""), "a field of this question has not its form");
        outline.questions.push_back({question_id(*question), *question});
    }
    return outline;
}

Result<std::string> read_lines(const JsonFields& file) {
    const json* log = file.find("log");
    std::string lines;
    if (log == nullptr) return lines;
    if (!log->is_array()) return refuse_line("log", "this must be a list");
    for (std::size_t i = 0; i < log->size(); ++i) {
        const json& item = (*log)[i];
        const std::string at = "log[" + std::to_string(i) + "]";
        if (!item.is_string() && !item.is_object()) return refuse_line(at, "this is no line");
        const std::string line =
            item.is_string() ? item.get_ref<const std::string&>() : dumped(item);
        if (line.find('\n') != line.npos) return refuse_line(at, "a line holds a line feed");
        lines += line + "\n";
    }
    return lines;
}

}  // namespace

bool is_debate_file(std::string_view text) {
    const std::size_t start = text.find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    if (start == text.npos || text[start] != '{') return false;
    const json file = json::parse(text, nullptr, false);
    if (!file.is_object()) return false;
    const auto format = file.find("format");
    return format != file.end() && *format == "palabre-debate";
}

Result<DebateFile> read_debate_file(std::string_view text) {
    const json document = json::parse(text, nullptr, false);
    if (!document.is_object()) return refuse_line("", "this is no JSON object");
    const JsonFields fields(document, "");
    PALABRE_TRY(format, fields.text("format"));
    if (format != "palabre-debate") return refuse_line("format", "this is no debate file");
    PALABRE_TRY(version, fields.whole("version"));
    if (version != 1) return refuse_line("version", "this version is not known here");
    DebateFile file;
    PALABRE_TRY(debate, optional_text(fields, "debate"));
    if (!debate.empty() && !is_debate_id(debate))
        return refuse_line("debate", "an id is site/name");
    PALABRE_TRY(owner, optional_text(fields, "owner"));
    if (!owner.empty() && !is_key(owner)) return refuse_line("owner", "this is no key");
    PALABRE_TRY(title, optional_text(fields, "title"));
    PALABRE_TRY(about, optional_text(fields, "text"));
    PALABRE_TRY(lang, optional_text(fields, "lang"));
    PALABRE_TRY(lines, read_lines(fields));
    const json* page = fields.find("page");
    if (page != nullptr && !page->is_null()) {
        auto outline = outline_from_json(dumped(*page));
        if (!outline) return refuse_line("page", outline.fault().what);
        file.page = std::move(outline).value();
    } else {
        PALABRE_TRY(outline, readable_outline(fields));
        file.page = std::move(outline);
    }
    file.debate = std::move(debate);
    if (!owner.empty()) file.owner = std::move(owner);
    file.title = std::move(title);
    file.text = std::move(about);
    file.lang = std::move(lang);
    if (!lines.empty() && !file.debate.empty() && file.owner) {
        file.log = "{\"debate\":\"" + file.debate + "\",\"owner\":\"" + *file.owner + "\"}\n";
    }
    file.log += lines;
    return file;
}

Result<std::string> log_in(std::string_view text, ReplayOptions& options) {
    if (!is_debate_file(text)) return std::string(text);
    PALABRE_TRY(file, read_debate_file(text));
    const Outline& page = options.page;
    const bool declared = page.thesis || !page.claims.empty() || !page.questions.empty();
    if (!declared) options.page = std::move(file.page);
    if (!options.debate && !file.debate.empty()) options.debate = file.debate;
    if (!options.owner) options.owner = file.owner;
    return std::move(file.log);
}

Import import_of(const Outline& outline, std::string_view title, std::string_view lang) {
    Import import;
    import.id = "outline";
    import.thesis = outline.thesis;
    import.title = fitted_title(title.empty() ? outline.thesis.value_or("") : title);
    import.lang = lang;
    for (const DeclaredClaim& claim : outline.claims) {
        Contribution said;
        said.id = claim.id;
        said.parent = claim.parent == "~" ? "" : claim.parent;
        said.stance = claim.stance;
        said.text = claim.text;
        said.lang = lang;
        import.contributions.push_back(std::move(said));
    }
    for (const DeclaredQuestion& declared : outline.questions) {
        ImportedQuestion asked;
        asked.id = declared.id;
        asked.question = declared.question;
        import.questions.push_back(std::move(asked));
    }
    return import;
}

Import import_of(const PageDebate& page) {
    Import import = import_of(page.outline, "", page.lang.value_or(""));
    // A copy without words keeps its place only: what answers it answers what it answered.
    std::vector<std::pair<std::string, std::string>> silent;
    for (const CopiedClaim& copy : page.copies) {
        std::string parent = copy.parent == "~" ? "" : copy.parent;
        for (const auto& [id, above] : silent) {
            if (parent == id) parent = above;
        }
        if (copy.text.empty()) {
            silent.emplace_back(copy.id, parent);
            continue;
        }
        Contribution said;
        said.id = copy.id;
        said.parent = parent;
        said.stance = copy.stance;
        said.text = copy.text;
        said.lang = page.lang.value_or("");
        import.contributions.push_back(std::move(said));
    }
    return import;
}

}  // namespace palabre
