// The program palabre-workbench: a debate in a window, and what a room says in a log of its own.
#include <chrono>
#include <iostream>
#include <string>
#include <vector>

#include "cli/debate_input.hpp"
#include "cli/entry_writer.hpp"
#include "cli/files.hpp"
#include "cli/keys.hpp"
#include "deliberation/base64url.hpp"
#include "interchange/debate_words.hpp"
#include "workbench/window.hpp"

namespace {

using namespace palabre;

constexpr std::string_view usage =
    "palabre workbench DEBATE [--room LOG --key FILE] [--page ADDRESS] [--lang fr|en]\n"
    "         [--dark] [--font FILE.ttf] [--owner KEY] [--declared OUTLINE.json] [--debate ID]";

Result<std::string> random_salt() {
    PALABRE_TRY(seed, seal::new_seed());
    return to_base64url(std::span(seed.bytes).first(16));
}

Result<bool> lend_room(workbench::Workbench& bench, const std::string& path,
                       const std::string& key_file) {
    PALABRE_TRY(keys, read_key_file(key_file));
    const LiveDebate& live = bench.timeline->present();
    if (!file_exists(path)) {
        // The first line names an owner, or is not there: then the entries say which debate it is.
        const std::string_view owner = owner_of(live);
        PALABRE_TRY(made, append_file(path, owner.empty() ? "" : first_line(live.id(), owner)));
        if (!made) return Fault{"file", "", "the room's log cannot be written"};
    }
    bench.lend(
        {keys, random_salt, [path](std::string_view line, const workbench::Room::Kept& kept) {
             kept(append_file(path, std::string(line) + "\n"));
         }});
    return true;
}

// What the options name, read and checked; the file that a fault is about in `file`.
Result<std::unique_ptr<workbench::Workbench>> open_bench(const Options& options,
                                                         ReplayOptions& replay, std::string& file) {
    file = options.operands().front();
    PALABRE_TRY(log, read_log(file, replay));
    const auto room = options.value("--room");
    if (room && *room != file && file_exists(std::string(*room))) {
        // What the room said before belongs to the debate.
        PALABRE_TRY(said, read_file(std::string(*room)));
        log = workbench::Workbench::joined(std::move(log), said);
    }
    PALABRE_TRY(bench, workbench::Workbench::open(log, replay));
    if (room) {
        file = *room;
        PALABRE_TRY(lent, lend_room(*bench, file, std::string(*options.value("--key"))));
        if (!lent) return Fault{"file", "", "the room's log cannot be written"};
    }
    if (const auto page = options.value("--page")) bench->page = *page;
    return bench;
}

int run(Arguments arguments) {
    const auto options = Options::read(
        arguments,
        {"--room", "--key", "--page", "--lang", "--font", "--owner", "--declared", "--debate"},
        {"--dark"}, 1, 1);
    if (!options) return report_usage(options.fault(), usage, std::cerr);
    if (options->value("--room").has_value() != options->value("--key").has_value()) {
        return report_usage({"usage", "--room", "it needs --key, and the other way round"}, usage,
                            std::cerr);
    }
    auto replay = replay_options(options.value());
    if (!replay) return report_usage(replay.fault(), usage, std::cerr);
    std::string file;
    const auto begun = std::chrono::steady_clock::now();
    auto bench = open_bench(options.value(), replay.value(), file);
    if (!bench) return report_input(file, bench.fault(), std::cerr);
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - begun;
    const OpenWords open = open_words(bench.value()->timeline->present());
    workbench::View view(*bench.value(), options->value("--lang").value_or(open.lang));
    view.told_opening(took.count());
    workbench::WindowOptions window;
    window.title = open.title.empty() ? "Palabre" : open.title;
    window.font = options->value("--font").value_or("");
    window.dark = options->has("--dark");
    const auto shown = run_window(view, window);
    if (!shown)
        return report_input(window.font.empty() ? "display" : window.font, shown.fault(),
                            std::cerr);
    return exit_status::fine;
}

}  // namespace

int main(int count, char** words) {
    const std::vector<std::string_view> arguments(words + 1, words + count);
    return run(arguments);
}
