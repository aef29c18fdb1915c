#include "cli/cli.hpp"
#include "cli/debate_input.hpp"
#include "interchange/debate_words.hpp"
#include "interchange/html_escape.hpp"
#include "interchange/html_writer.hpp"

namespace palabre {

namespace {

// A page that is whole without scripts; the site adds its own.
std::string page_around(const LiveDebate& debate, const std::string& element) {
    const OpenWords words = open_words(debate);
    std::string page = "<!doctype html>\n<html";
    if (!words.lang.empty()) {
        page += " lang=\"";
        append_html(page, words.lang);
        page += '"';
    }
    page +=
        ">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta name=\"viewport\" content=\"width=device-width\">\n<title>";
    const std::string thesis = debate.debate().thesis().value_or(debate.id());
    append_html(page, words.title.empty() ? thesis : words.title);
    return page + "</title>\n</head>\n<body>\n" + element + "</body>\n</html>\n";
}

}  // namespace

int run_render(Arguments arguments, std::ostream& out, std::ostream& err) {
    constexpr std::string_view usage =
        "palabre render DEBATE [--page] [--declared OUTLINE.json] [--owner KEY] [--debate ID]";
    const auto options =
        Options::read(arguments, {"--declared", "--owner", "--debate"}, {"--page"}, 1, 1);
    if (!options) return report_usage(options.fault(), usage, err);
    const auto replay = replay_options(options.value());
    if (!replay && replay.fault().code == "usage") return report_usage(replay.fault(), usage, err);
    if (!replay) return report_input(*options->value("--declared"), replay.fault(), err);
    const std::string file(options->operands()[0]);
    const auto read = read_debate(file, replay.value());
    if (!read) return report_input(file, read.fault(), err);
    report_malformed(file, read->malformed, err);
    const std::string element = write_debate_html(*read->debate);
    out << (options->has("--page") ? page_around(*read->debate, element) : element);
    return exit_status::fine;
}

}  // namespace palabre
