#include "interchange/replay.hpp"

#include "cli/cli.hpp"
#include "cli/debate_input.hpp"

namespace palabre {

int run_replay(Arguments arguments, std::ostream& out, std::ostream& err) {
    constexpr std::string_view usage =
        "palabre replay LOG.ndjson [--owner KEY] [--declared OUTLINE.json] [--debate ID]";
    const auto options = Options::read(arguments, {"--owner", "--declared", "--debate"}, {}, 1, 1);
    if (!options) return report_usage(options.fault(), usage, err);
    auto replay_with = replay_options(options.value());
    if (!replay_with && replay_with.fault().code == "usage")
        return report_usage(replay_with.fault(), usage, err);
    if (!replay_with) return report_input(*options->value("--declared"), replay_with.fault(), err);
    const std::string file(options->operands().front());
    const auto log = read_log(file, replay_with.value());
    if (!log) return report_input(file, log.fault(), err);
    out << replay(log.value(), replay_with.value()) << '\n';
    return exit_status::fine;
}

}  // namespace palabre
