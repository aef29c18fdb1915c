#include "interchange/replay.hpp"

#include "cli/cli.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "seal/seal.hpp"

namespace palabre {

namespace {

constexpr std::string_view usage =
    "palabre replay LOG.ndjson [--owner KEY] [--declared OUTLINE.json] [--debate ID]";

Result<ReplayOptions> replay_options(const Options& options) {
    ReplayOptions replay;
    replay.check = seal::verify_entry;
    if (const auto owner = options.value("--owner")) {
        if (!is_key(*owner)) {
            return Fault{"usage", "--owner", "A key is 43 characters of base64url."};
        }
        replay.owner = std::string(*owner);
    }
    if (const auto debate = options.value("--debate")) {
        if (!is_debate_id(*debate)) {
            return Fault{"usage", "--debate", "A debate's id is site/name."};
        }
        replay.debate = std::string(*debate);
    }
    return replay;
}

}  // namespace

int run_replay(Arguments arguments, std::ostream& out, std::ostream& err) {
    const auto options = Options::read(arguments, {"--owner", "--declared", "--debate"}, {}, 1, 1);
    if (!options) return report_usage(options.fault(), usage, err);
    auto replay_with = replay_options(*options.operator->());
    if (!replay_with) return report_usage(replay_with.fault(), usage, err);
    if (const auto declared = options->value("--declared")) {
        const auto text = read_file(std::string(*declared));
        if (!text) return report_input(*declared, text.fault(), err);
        auto outline = outline_from_json(text.value());
        if (!outline) return report_input(*declared, outline.fault(), err);
        replay_with->page = std::move(outline).value();
    }
    const std::string file(options->operands().front());
    const auto log = read_file(file);
    if (!log) return report_input(file, log.fault(), err);
    out << replay(log.value(), replay_with.value()) << '\n';
    return exit_status::fine;
}

}  // namespace palabre
