#include "cli/cli.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "hub/backup.hpp"
#include "hub/net_server.hpp"
#include "hub/settings.hpp"

namespace palabre {

namespace {

constexpr std::string_view hub_usage =
    "palabre hub --data DIR [--listen ADDRESS:PORT] [--static DIR] [--name NAME]\n"
    "         [--cluster SERVER[,SERVER...]] [--config FILE] [--check-config]\n"
    "         [--backup FILE] [--restore FILE]";

// What is done to a hub's folder instead of running a hub there.
int keep_copy(const std::string& folder, std::string_view file, std::ostream& err) {
    const auto copied = hub::back_up(folder, std::string(file));
    if (!copied) return report_input("hub", copied.fault(), err);
    return exit_status::fine;
}

int put_back(const std::string& folder, std::string_view file, std::ostream& out,
             std::ostream& err) {
    const auto debates = hub::restore(folder, std::string(file));
    if (!debates) return report_input("hub", debates.fault(), err);
    out << "Debates restored, each as a new list: " << debates.value() << '\n';
    return exit_status::fine;
}

}  // namespace

int run_hub(Arguments arguments, std::ostream& out, std::ostream& err) {
    const auto options = Options::read(arguments,
                                       {"--data", "--listen", "--static", "--name", "--cluster",
                                        "--config", "--backup", "--restore"},
                                       {"--check-config"}, 0, 0);
    if (!options) return report_usage(options.fault(), hub_usage, err);
    hub::Settings settings;
    if (const auto file = options->value("--config")) {
        const auto text = read_file(std::string(*file));
        if (!text) return report_input(*file, text.fault(), err);
        const auto read = hub::read_settings(text.value(), settings);
        if (!read) return report_input(*file, read.fault(), err);
    }
    // What is typed stands over what is in the file.
    if (const auto folder = options->value("--data")) settings.folder = *folder;
    if (const auto listen = options->value("--listen")) settings.listen = *listen;
    if (const auto files = options->value("--static")) settings.files = *files;
    if (const auto name = options->value("--name")) settings.name = *name;
    if (const auto servers = options->value("--cluster")) {
        const auto parts = parts_of(*servers);
        settings.cluster.servers.assign(parts.begin(), parts.end());
    }
    const auto sound = hub::check_settings(settings);
    if (!sound) return report_input("hub", sound.fault(), err);
    if (options->has("--check-config")) {
        out << "The configuration is sound.\n";
        return exit_status::fine;
    }
    if (const auto file = options->value("--backup")) {
        return keep_copy(settings.folder, *file, err);
    }
    if (const auto file = options->value("--restore")) {
        return put_back(settings.folder, *file, out, err);
    }
    const auto done = hub::run_hub(settings);
    if (!done) return report_input("hub", done.fault(), err);
    return exit_status::fine;
}

}  // namespace palabre
