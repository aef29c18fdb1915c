#include "interchange/csv_import.hpp"

#include <charconv>
#include <map>

#include "deliberation/base64url.hpp"
#include "deliberation/limits.hpp"
#include "deliberation/sha256.hpp"
#include "interchange/csv.hpp"
#include "interchange/question_markup.hpp"

namespace palabre {

namespace {

std::optional<std::int64_t> whole_from(std::string_view text) {
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    const bool all = error == std::errc() && end == text.data() + text.size();
    const bool is_number = all && number <= limits::number_max && number >= -limits::number_max;
    return is_number ? std::optional(number) : std::nullopt;
}

/// Where each of the header's names stands, the first of several.
using Columns = std::map<std::string, std::size_t, std::less<>>;

Columns columns_of(const CsvRow& header) {
    Columns columns;
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
        columns.emplace(folded_space(header.cells[i]), i);
    }
    return columns;
}

/// The cells of one row by the names in the header.
class Cells {
  public:
    Cells(const Columns& columns, const CsvRow& row) : columns_(&columns), row_(&row) {}

    [[nodiscard]] std::string_view of(std::string_view column) const {
        const auto found = columns_->find(column);
        return found == columns_->end() ? std::string_view() : row_->cells[found->second];
    }
    [[nodiscard]] Fault fault(std::string_view column, Sentence what) const {
        return {"csv", "line " + std::to_string(row_->line) + ", " + std::string(column),
                std::move(what)};
    }

  private:
    const Columns* columns_;
    const CsvRow* row_;
};

Result<bool> read_side_cells(const Cells& cells, Contribution& said) {
    said.lang = cells.of("lang");
    said.name = cells.of("name");
    said.url = cells.of("url");
    if (const std::string_view votes = cells.of("votes"); !votes.empty()) {
        said.votes = whole_from(votes);
        if (!said.votes) return cells.fault("votes", "this is no whole number");
    }
    if (const std::string_view at = cells.of("at"); !at.empty()) {
        auto ms = whole_from(at);
        if (!ms) ms = time_from(at);
        if (!ms || *ms < 0) {
            return cells.fault("at", "this is no time with a zone, such as 2026-03-01T18:00:00Z");
        }
        said.at_ms = *ms;
        said.at = whole_from(at) ? to_iso_time(*ms).value_or("") : std::string(at);
    }
    std::string_view sources = cells.of("sources");
    while (!sources.empty()) {
        const std::size_t end = std::min(sources.find('\n'), sources.size());
        const std::string source = folded_space(sources.substr(0, end));
        if (!source.empty()) said.sources.push_back(source);
        sources.remove_prefix(std::min(end + 1, sources.size()));
    }
    return true;
}

// What a row without an id is called: the same in every file that says the same.
std::string own_id(const Contribution& said) {
    Sha256 hash;
    hash.update(said.is_claim ? to_text(said.stance) : "remark").update("\n").update(said.parent);
    hash.update("\n").update(said.name).update("\n").update(said.text);
    return "row/" + to_base64url(hash.finish()).substr(0, 22);
}

}  // namespace

Result<Import> read_csv_import(std::string_view file) {
    PALABRE_TRY(rows, read_csv(file));
    const Columns columns = columns_of(rows.front());
    if (!columns.contains("text")) {
        return Fault{"csv", "line 1", "the header has no column named text"};
    }

    Import import;
    std::map<std::string, int> times;                            // that an id came
    std::map<std::string, std::string, std::less<>> stands_for;  // of what shows no text
    for (std::size_t i = 1; i < rows.size(); ++i) {
        const Cells cells(columns, rows[i]);
        const std::string id(cells.of("id"));
        std::string parent(cells.of("parent"));
        if (parent == "~") parent.clear();
        if (const auto found = stands_for.find(parent); found != stands_for.end()) {
            parent = found->second;
        }
        std::string kind(cells.of("kind"));
        const std::string_view stance_word = cells.of("stance");
        if (kind.empty()) kind = id == "~" ? "thesis" : stance_word.empty() ? "remark" : "claim";
        const std::string_view text = cells.of("text");
        if (kind == "thesis") {
            import.lang = cells.of("lang");
            if (!folded_space(text).empty()) {
                import.thesis = folded_space(text);
                import.title = fitted_title(text);
            }
            continue;
        }
        if (kind != "claim" && kind != "remark") {
            return cells.fault("kind", "a kind is thesis, claim or remark");
        }
        const std::string_view status = cells.of("status");
        if (folded_space(text).empty()) {
            if (status.empty() || status == "shown") return cells.fault("text", "this is empty");
            stands_for[id] = parent;
            continue;
        }
        Contribution said;
        said.is_claim = kind == "claim";
        said.parent = parent;
        said.text = text;
        if (said.is_claim) {
            const auto stance = stance_from(stance_word);
            if (!stance) return cells.fault("stance", "a stance is pro or con");
            said.stance = *stance;
        }
        PALABRE_TRY(read, read_side_cells(cells, said));
        (void)read;
        said.id = id.empty() ? own_id(said) : id;
        if (const int time = ++times[said.id]; id.empty() && time > 1) {
            said.id += "." + std::to_string(time);
        }
        import.contributions.push_back(std::move(said));
    }
    import.id = "csv";
    return import;
}

}  // namespace palabre
