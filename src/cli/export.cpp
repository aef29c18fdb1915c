#include "cli/cli.hpp"
#include "cli/debate_input.hpp"
#include "interchange/exports.hpp"

namespace palabre {

int run_export(Arguments arguments, std::ostream& out, std::ostream& err) {
    constexpr std::string_view usage =
        "palabre export csv|html|json|log DEBATE [--declared OUTLINE.json] [--owner KEY] "
        "[--debate ID]";
    const auto options = Options::read(arguments, {"--declared", "--owner", "--debate"}, {}, 2, 2);
    if (!options) return report_usage(options.fault(), usage, err);
    const std::string_view format = options->operands()[0];
    if (format != "csv" && format != "html" && format != "json" && format != "log") {
        return report_usage({"usage", std::string(format), "there is no such format"}, usage, err);
    }
    const auto replay = replay_options(options.value());
    if (!replay && replay.fault().code == "usage") return report_usage(replay.fault(), usage, err);
    if (!replay) return report_input(*options->value("--declared"), replay.fault(), err);
    const std::string file(options->operands()[1]);
    const auto read = read_debate(file, replay.value());
    if (!read) return report_input(file, read.fault(), err);
    report_malformed(file, read->malformed, err);
    out << export_debate(*read->debate, format).value_or("");
    return exit_status::fine;
}

}  // namespace palabre
