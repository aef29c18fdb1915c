#include "cli/cli.hpp"
#include "cli/debate_input.hpp"
#include "interchange/author_log.hpp"
#include "interchange/exports.hpp"
#include "interchange/pabulib_question.hpp"

namespace palabre {

namespace {

/// The only question on a budget, where none is named.
Result<std::string> budget_file(const LiveDebate& live, std::optional<std::string_view> question) {
    if (!question) {
        const auto ids = budget_questions(live);
        if (ids.size() != 1) {
            std::string what = ids.empty() ? "no question here is on a budget"
                                           : "say which with --question: there are";
            for (const std::string_view id : ids) what += " " + std::string(id);
            return Fault{"pabulib", "", what};
        }
        question = ids.front();
    }
    PALABRE_TRY(file, pabulib_of(live, *question));
    return write_pabulib(file);
}

}  // namespace

int run_export(Arguments arguments, std::ostream& out, std::ostream& err) {
    constexpr std::string_view usage =
        "palabre export csv|html|json|log|pabulib DEBATE [--question ID] [--author KEY] "
        "[--declared OUTLINE.json] [--owner KEY] [--debate ID]";
    const auto options = Options::read(
        arguments, {"--question", "--author", "--declared", "--owner", "--debate"}, {}, 2, 2);
    if (!options) return report_usage(options.fault(), usage, err);
    const std::string_view format = options->operands()[0];
    const bool known = format == "csv" || format == "html" || format == "json" || format == "log" ||
                       format == "pabulib";
    if (!known) {
        return report_usage({"usage", std::string(format), "there is no such format"}, usage, err);
    }
    if (options->value("--question") && format != "pabulib") {
        return report_usage({"usage", "--question", "only pabulib takes a question"}, usage, err);
    }
    const auto author = options->value("--author");
    if (author && (format != "log" || !is_key(*author))) {
        return report_usage({"usage", "--author", "only log takes an author, who is a key"}, usage,
                            err);
    }
    const auto replay = replay_options(options.value());
    if (!replay && replay.fault().code == "usage") return report_usage(replay.fault(), usage, err);
    if (!replay) return report_input(*options->value("--declared"), replay.fault(), err);
    const std::string file(options->operands()[1]);
    const auto read = read_debate(file, replay.value());
    if (!read) return report_input(file, read.fault(), err);
    report_malformed(file, read->malformed, err);
    if (format == "pabulib") {
        const auto written = budget_file(*read->debate, options->value("--question"));
        if (!written) return report_input(file, written.fault(), err);
        out << written.value();
        return exit_status::fine;
    }
    if (author) {
        const auto contributed = write_log_of(*read->debate, *author);
        if (!contributed) {
            return report_input(file, {"author", "", "this key wrote nothing here"}, err);
        }
        out << *contributed;
        return exit_status::fine;
    }
    out << export_debate(*read->debate, format).value_or("");
    return exit_status::fine;
}

}  // namespace palabre
