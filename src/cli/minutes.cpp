#include "interchange/minutes.hpp"

#include <chrono>

#include "cli/cli.hpp"
#include "cli/debate_input.hpp"
#include "interchange/question_markup.hpp"

namespace palabre {

int run_minutes(Arguments arguments, std::ostream& out, std::ostream& err) {
    constexpr std::string_view usage =
        "palabre minutes DEBATE [--markdown] [--lang fr|en] [--at TIME] "
        "[--declared OUTLINE.json] [--owner KEY] [--debate ID]";
    const auto options = Options::read(
        arguments, {"--lang", "--at", "--declared", "--owner", "--debate"}, {"--markdown"}, 1, 1);
    if (!options) return report_usage(options.fault(), usage, err);
    MinutesOptions minutes;
    if (options->has("--markdown")) minutes.form = PaperForm::markdown;
    minutes.lang = options->value("--lang").value_or("");
    if (!minutes.lang.empty() && minutes.lang != "fr" && minutes.lang != "en") {
        return report_usage({"usage", "--lang", "minutes are in fr or en"}, usage, err);
    }
    const auto now = std::chrono::system_clock::now().time_since_epoch();
    minutes.now = std::chrono::duration_cast<std::chrono::milliseconds>(now).count();
    if (const auto at = options->value("--at")) {
        minutes.now = time_from(*at);
        if (!minutes.now) {
            const Fault fault{"usage", "--at", "this is no time such as 2026-03-01T18:00:00Z"};
            return report_usage(fault, usage, err);
        }
    }
    const auto replay = replay_options(options.value());
    if (!replay && replay.fault().code == "usage") return report_usage(replay.fault(), usage, err);
    if (!replay) return report_input(*options->value("--declared"), replay.fault(), err);
    const std::string file(options->operands()[0]);
    const auto read = read_debate(file, replay.value());
    if (!read) return report_input(file, read.fault(), err);
    report_malformed(file, read->malformed, err);
    out << write_minutes(*read->debate, minutes);
    return exit_status::fine;
}

}  // namespace palabre
