#include <algorithm>
#include <charconv>
#include <chrono>

#include "cli/cli.hpp"
#include "cli/debate_input.hpp"
#include "cli/entry_writer.hpp"
#include "cli/files.hpp"
#include "cli/keys.hpp"
#include "cli/open_at_hub.hpp"
#include "deliberation/base64url.hpp"
#include "interchange/contributions.hpp"
#include "interchange/debate_words.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/page_reader.hpp"
#include "interchange/standing_bodies.hpp"

namespace palabre {

namespace {

constexpr std::string_view open_usage =
    "palabre open PAGE --key FILE [--debate ID] [--title TEXT] [--lang TAG]\n"
    "         [--write open|members|closed] [--clerk KEY[,KEY...]] [--site KEY]\n"
    "         [--contact TEXT] [--read-first] [--keep-days N] [--into LOG | --hub URL]";

// So long may a hub be asked to keep a debate after its last entry.
constexpr std::int64_t keep_days_max = 36500;

// 0 where it is not said, nothing where it is no number of days.
std::optional<std::int64_t> keep_days(const Options& options) {
    const std::string_view said = options.value("--keep-days").value_or("0");
    std::int64_t days = 0;
    const auto [end, error] = std::from_chars(said.data(), said.data() + said.size(), days);
    const bool whole = error == std::errc() && end == said.data() + said.size();
    const bool given = options.value("--keep-days").has_value();
    if (!whole || days < (given ? 1 : 0) || days > keep_days_max) return std::nullopt;
    return days;
}

std::string id_of(const PageDebate& page) {
    return page.site.value_or("local") + "/" + page.name.value_or("");
}

// The page's only debate, or the one that is asked for, by its id or by its name.
Result<PageDebate> choose(std::vector<PageDebate> pages, std::optional<std::string_view> asked) {
    if (pages.size() == 1) return std::move(pages.front());
    std::string names;
    PageDebate* named = nullptr;
    bool several = false;
    for (PageDebate& page : pages) {
        if (asked && id_of(page) == *asked) return std::move(page);
        names += " " + id_of(page);
        if (!asked || page.name != asked->substr(asked->find('/') + 1)) continue;
        several = named != nullptr;
        named = &page;
    }
    if (named != nullptr && !several) return std::move(*named);
    return Fault{"debate", "", "--debate says which of these the page is opened for:" + names};
}

Result<std::string> random_salt() {
    PALABRE_TRY(seed, seal::new_seed());
    return to_base64url(std::span(seed.bytes).first(16));
}

// What the element's own `write` comes to, where the command does not say.
std::string_view write_of(const PageDebate& page, const Options& options) {
    if (const auto said = options.value("--write")) return *said;
    const std::string_view word = page.write ? std::string_view(*page.write) : "";
    return word == "closed" || word == "readonly" ? "closed" : "";
}

// An `open` is written with one clerk; the owner makes the other hubs clerks too.
std::string clerk_body(std::string_view key, std::string_view salt) {
    JsonWriter json;
    json.begin_object().key("salt").string(salt).key("do").string("role").key("key").string(key);
    json.key("role").string("clerk").key("on").boolean(true).end_object();
    return json.take();
}

// `clerk`: the keys, with commas between them.
Result<bool> sign_open(const PageDebate& page, const Options& options, std::string_view clerk,
                       EntryWriter& writer, bool opened) {
    const std::int64_t now = std::chrono::duration_cast<std::chrono::milliseconds>(
                                 std::chrono::system_clock::now().time_since_epoch())
                                 .count();
    if (!opened) {
        const std::string title = fitted_title(options.value("--title").value_or(
            page.outline.thesis ? std::string_view(*page.outline.thesis) : ""));
        const std::string_view lang =
            options.value("--lang").value_or(page.lang ? std::string_view(*page.lang) : "");
        const auto clerks = parts_of(clerk);
        PALABRE_TRY(salt, random_salt());
        PALABRE_TRY(body, open_body({title, "", lang, write_of(page, options),
                                     clerks.empty() ? std::string_view() : clerks.front(),
                                     options.value("--site").value_or(""),
                                     options.value("--contact").value_or(""),
                                     options.has("--read-first"), keep_days(options).value_or(0)},
                                    salt));
        writer.add(body, now);
        for (std::size_t i = 1; i < clerks.size(); ++i) {
            PALABRE_TRY(another, random_salt());
            writer.add(clerk_body(clerks[i], another), now);
        }
    }
    std::vector<std::string> salts;
    const auto salt = [&salts](std::size_t) {
        auto made = random_salt();
        if (made) salts.push_back(made.value());
        return made ? made.value() : std::string();
    };
    PALABRE_TRY(bodies, declare_bodies(page.outline, salt));
    if (salts.size() != bodies.size()) return Fault{"no-randomness", "", "the system gives none"};
    for (const std::string& body : bodies) writer.add(body, now);
    return true;
}

// The writer goes on where its author is in that debate; whether it has been opened.
// Errors: "owner" where another has it.
Result<bool> go_on_from(const LiveDebate& debate, EntryWriter& writer) {
    if (const std::string_view owner = owner_of(debate); owner != writer.author()) {
        return Fault{"owner", "", "this debate has another owner, " + std::string(owner)};
    }
    writer.go_on_from(debate);
    return debate.debate().open_entry().is_some();
}

struct Opening {
    const PageDebate& page;
    const Options& options;
    std::string debate;
    std::string file;
};

// Opens the debate at a hub, or declares there what the page says now.
int open_at(std::string_view hub, const Opening& opening, EntryWriter& writer, std::ostream& err) {
#ifdef PALABRE_WITH_HUB
    const auto found = find_at_hub(hub, opening.debate);
    if (!found) return report_input(hub, found.fault(), err);
    bool opened = false;
    if (found->log) {
        ReplayOptions replay;
        replay.debate = opening.debate;
        const Replayed there = replay_log(*found->log, replay);
        const auto gone_on = go_on_from(*there.debate, writer);
        if (!gone_on) return report_input(hub, gone_on.fault(), err);
        opened = gone_on.value();
    }
    const std::string_view clerk = opening.options.value("--clerk").value_or(found->clerk);
    const auto done = sign_open(opening.page, opening.options, clerk, writer, opened);
    if (!done) return report_input(opening.file, done.fault(), err);
    const auto published = publish_at_hub(hub, opening.debate, writer.author(), writer.lines());
    if (!published) return report_input(hub, published.fault(), err);
    return exit_status::fine;
#else
    (void)opening, (void)writer;
    return report_input(hub, {"hub", "", "this palabre was built without hubs"}, err);
#endif
}

}  // namespace

int run_open(Arguments arguments, std::ostream& out, std::ostream& err) {
    const auto options =
        Options::read(arguments,
                      {"--key", "--debate", "--title", "--lang", "--write", "--clerk", "--site",
                       "--contact", "--keep-days", "--into", "--hub"},
                      {"--read-first"}, 1, 1);
    if (!options) return report_usage(options.fault(), open_usage, err);
    const auto key_file = options->value("--key");
    if (!key_file) return report_usage({"usage", "--key", "this is missing"}, open_usage, err);
    const auto write = options->value("--write");
    if (write && *write != "open" && *write != "members" && *write != "closed") {
        return report_usage({"usage", "--write", "it is open, members or closed"}, open_usage, err);
    }
    const auto clerks = parts_of(options->value("--clerk").value_or(""));
    if (!std::all_of(clerks.begin(), clerks.end(), is_key)) {
        return report_usage({"usage", "--clerk", "it is a hub's key, 43 characters, or several"},
                            open_usage, err);
    }
    const auto site = options->value("--site");
    if (site && !is_key(*site)) {
        return report_usage({"usage", "--site", "it is a site's key, 43 characters"}, open_usage,
                            err);
    }
    if (!keep_days(options.value())) {
        return report_usage({"usage", "--keep-days", "it is a number of days, 1 to 36500"},
                            open_usage, err);
    }
    const auto hub = options->value("--hub");
    const auto into = options->value("--into");
    if (hub && into) {
        return report_usage({"usage", "--hub", "a log or a hub, not both"}, open_usage, err);
    }
    auto replay = replay_options(options.value());
    if (!replay) return report_usage(replay.fault(), open_usage, err);
    const std::string file(options->operands()[0]);
    const auto text = read_file(file);
    if (!text) return report_input(file, text.fault(), err);
    auto pages = read_page(text.value());
    if (!pages) return report_input(file, pages.fault(), err);
    const auto page = choose(std::move(pages).value(), options->value("--debate"));
    if (!page) return report_input(file, page.fault(), err);
    const auto keys = read_key_file(std::string(*key_file));
    if (!keys) return report_input(*key_file, keys.fault(), err);
    const std::string debate_id = replay->debate.value_or(id_of(page.value()));
    if (!is_debate_id(debate_id)) {
        return report_input(
            file, {"debate", "", "the page does not name its debate: give --debate"}, err);
    }
    EntryWriter writer(keys.value(), debate_id);
    if (page->owner && *page->owner != writer.author()) {
        return report_input(file,
                            {"owner", "line " + std::to_string(page->line),
                             "the page names another owner, " + *page->owner},
                            err);
    }
    if (hub) return open_at(*hub, {page.value(), options.value(), debate_id, file}, writer, err);
    std::string lines = first_line(debate_id, writer.author());
    bool opened = false;
    if (into && file_exists(std::string(*into))) {
        replay->debate = debate_id;
        const auto there = read_debate(std::string(*into), replay.value());
        if (!there) return report_input(*into, there.fault(), err);
        const auto gone_on = go_on_from(*there->debate, writer);
        if (!gone_on) return report_input(*into, gone_on.fault(), err);
        opened = gone_on.value();
        lines.clear();
    }
    const auto done = sign_open(page.value(), options.value(),
                                options->value("--clerk").value_or(""), writer, opened);
    if (!done) return report_input(file, done.fault(), err);
    lines += writer.lines();
    if (into) {
        const auto written = append_file(std::string(*into), lines);
        if (!written) return report_input(*into, written.fault(), err);
    } else {
        out << lines;
    }
    return exit_status::fine;
}

}  // namespace palabre
