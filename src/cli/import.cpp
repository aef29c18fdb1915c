#include <charconv>

#include "cli/cli.hpp"
#include "cli/debate_input.hpp"
#include "cli/files.hpp"
#include "cli/keys.hpp"
#include "cli/signed_import.hpp"
#include "interchange/consultation.hpp"
#include "interchange/csv_import.hpp"
#include "interchange/debate_file.hpp"
#include "interchange/debate_file_reader.hpp"
#include "interchange/debate_words.hpp"

namespace palabre {

namespace {

constexpr std::string_view import_usage =
    "palabre import consultation FILE --proposal ID [--lang TAG] ...\n"
    "       palabre import csv|html|json|log FILE [--title TEXT] ...\n"
    "         [--key FILE] [--debate ID] [--into LOG]";

/// What a format made of its file: something to sign, or lines that are signed already.
struct Source {
    std::optional<Import> import;
    std::string lines;
    std::string debate;  ///< "" where the file does not say
};

Result<Source> read_html(std::string_view text) {
    PALABRE_TRY(pages, read_page(text));
    if (pages.size() > 1) {
        return Fault{"html", "line " + std::to_string(pages[1].line),
                     "a second debate: import takes one from a page"};
    }
    const PageDebate& page = pages.front();
    Source source;
    source.import = import_of(page);
    if (page.name) source.debate = page.site.value_or("local") + "/" + *page.name;
    return source;
}

Result<Source> read_json(std::string_view text) {
    PALABRE_TRY(file, read_debate_file(text));
    Source source;
    source.debate = file.debate;
    if (!file.log.empty()) {
        source.lines = std::move(file.log);
    } else {
        source.import = import_of(file.page, file.title, file.lang);
        source.import->text = file.text;
    }
    return source;
}

void list_proposals(const std::vector<ProposalSummary>& proposals, std::ostream& err) {
    err << "palabre: --proposal says which one; there are " << proposals.size()
        << " (id, arguments, votes, title):\n";
    for (const ProposalSummary& each : proposals) {
        err << each.id << '\t' << each.arguments << '\t' << each.votes << '\t' << each.title
            << '\n';
    }
}

Result<Source> read_source(std::string_view format, std::string_view text, const Options& options) {
    Source source;
    if (format == "html") return read_html(text);
    if (format == "json") return read_json(text);
    if (format == "log") {
        source.lines = std::string(text);
        return source;
    }
    if (format == "csv") {
        PALABRE_TRY(import, read_csv_import(text));
        source.import = std::move(import);
        return source;
    }
    const std::string_view word = *options.value("--proposal");
    std::int64_t proposal = 0;
    const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), proposal);
    if (error != std::errc() || end != word.data() + word.size()) {
        return Fault{"usage", "--proposal", "this is no number"};
    }
    PALABRE_TRY(import, read_consultation(text, proposal, options.value("--lang").value_or("fr")));
    source.import = std::move(import);
    source.debate = "local/proposal-" + std::to_string(proposal);
    return source;
}

/// Where the new lines go: a log that is there, or a new one on `out`.
struct Target {
    std::string path;  ///< "" for `out`
    std::optional<Replayed> there;
};

Result<bool> put(const Target& target, const std::string& lines, std::ostream& out) {
    if (!target.path.empty()) return append_file(target.path, lines);
    out << lines;
    return true;
}

// Lines that are signed already: those that are good and not there yet.
int import_lines(const Source& source, const Target& target, const ReplayOptions& replay,
                 const std::string& file, std::ostream& out, std::ostream& err) {
    ReplayOptions options = replay;
    if (!options.debate && target.there) options.debate = target.there->debate->id();
    const Replayed read = replay_log(source.lines, options);
    report_malformed(file, read.malformed, err);
    const Ledger& entries = read.debate->debate().ledger();
    if (entries.entries.empty() && !read.malformed.empty()) {
        return report_input(file, {"log", "", "no line of it is good"}, err);
    }
    std::string lines;
    std::size_t added = 0;
    if (!target.there) {
        lines = write_log(*read.debate);
        added = entries.entries.size();
    } else {
        const Ledger& known = target.there->debate->debate().ledger();
        for (const EntryIndex index : read.debate->debate().by_place()) {
            const Entry& entry = entries.at(index);
            const EntryIndex there = known.entry_of(RefId(known.refs.find(entries.text(entry.id))));
            const bool brings_body = there.is_some() && !known.at(there).has_body &&
                                     !known.at(there).erased && entry.has_body;
            if (there.is_some() && !brings_body) continue;
            lines += read.debate->line(index) + "\n";
            ++added;
        }
    }
    const auto written = put(target, lines, out);
    if (!written) return report_input(target.path, written.fault(), err);
    err << "palabre: " << added << " entries added, " << entries.entries.size() - added
        << " known, " << read.malformed.size() << " lines left out\n";
    return exit_status::fine;
}

int import_unsigned(const Source& source, const Target& target, std::string_view debate_id,
                    std::string_view format, const Options& options, const std::string& file,
                    std::ostream& out, std::ostream& err) {
    Import import = *source.import;
    if (const auto title = options.value("--title")) import.title = fitted_title(*title);
    if (const auto lang = options.value("--lang")) import.lang = *lang;
    auto fitting = fitted(std::move(import));
    if (!fitting) return report_input(file, fitting.fault(), err);

    seal::KeyPair keys;
    if (const auto path = options.value("--key")) {
        const auto read = read_key_file(std::string(*path));
        if (!read) return report_input(*path, read.fault(), err);
        keys = read.value();
    } else {
        const auto seed = seal::new_seed();
        if (!seed) return report_input(file, seed.fault(), err);
        keys = seal::key_pair_from(seed.value());
        err << "palabre: signed with a new key, " << seal::to_text(keys.public_key)
            << "; to import again with it, keep its secret seed in a file for --key: "
            << key_file_text(seed.value());
    }
    EntryWriter writer(keys, debate_id);
    const LiveDebate* into = target.there ? target.there->debate.get() : nullptr;
    if (into != nullptr) writer.go_on_from(*into);
    const auto done = sign_import(fitting.value(), format, writer, into);
    if (!done) return report_input(file, done.fault(), err);
    std::string lines = done->opened ? first_line(debate_id, writer.author()) : "";
    lines += writer.lines();
    const auto written = put(target, lines, out);
    if (!written) return report_input(target.path, written.fault(), err);
    err << "palabre: " << debate_id << ": " << done->added << " entries added, " << done->known
        << " known\n";
    if (done->not_asked > 0) {
        err << "palabre: " << done->not_asked
            << " questions and counts left out: this key may not ask in this debate\n";
    }
    return exit_status::fine;
}

}  // namespace

int run_import(Arguments arguments, std::ostream& out, std::ostream& err) {
    const auto options = Options::read(
        arguments, {"--proposal", "--key", "--into", "--debate", "--lang", "--title"}, {}, 2, 2);
    if (!options) return report_usage(options.fault(), import_usage, err);
    const std::string_view format = options->operands()[0];
    if (format != "consultation" && format != "csv" && format != "html" && format != "json" &&
        format != "log") {
        return report_usage({"usage", std::string(format), "there is no such format"}, import_usage,
                            err);
    }
    auto replay = replay_options(options.value());
    if (!replay) return report_usage(replay.fault(), import_usage, err);
    const std::string file(options->operands()[1]);
    const auto text = read_file(file);
    if (!text) return report_input(file, text.fault(), err);
    if (format == "consultation" && !options->has("--proposal")) {
        const auto proposals = proposals_in(text.value());
        if (!proposals) return report_input(file, proposals.fault(), err);
        list_proposals(proposals.value(), err);
        return exit_status::usage;
    }
    const auto source = read_source(format, text.value(), options.value());
    if (!source && source.fault().code == "usage")
        return report_usage(source.fault(), import_usage, err);
    if (!source) return report_input(file, source.fault(), err);

    Target target;
    if (const auto into = options->value("--into")) {
        target.path = std::string(*into);
        if (file_exists(target.path)) {
            auto read = read_debate(target.path, replay.value());
            if (!read) return report_input(target.path, read.fault(), err);
            target.there = std::move(read).value();
        }
    }
    if (!source->import) {
        if (!replay->debate && !source->debate.empty()) replay->debate = source->debate;
        return import_lines(source.value(), target, replay.value(), file, out, err);
    }
    std::string debate_id = target.there              ? target.there->debate->id()
                            : replay->debate          ? *replay->debate
                            : !source->debate.empty() ? source->debate
                                                      : "local/import";
    if (!is_debate_id(debate_id)) {
        return report_input(file, {"debate", debate_id, "this is no debate's id: give --debate"},
                            err);
    }
    return import_unsigned(source.value(), target, debate_id, format, options.value(), file, out,
                           err);
}

}  // namespace palabre
