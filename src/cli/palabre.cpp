#include <array>
#include <string_view>

#include "cli/cli.hpp"

namespace palabre {

namespace {

struct Subcommand {
    std::string_view name;
    int (*run)(Arguments, std::ostream&, std::ostream&);
    std::string_view operands;
    std::string_view purpose;
};

#ifdef PALABRE_WITH_HUB
constexpr std::size_t subcommand_count = 12;
#else
constexpr std::size_t subcommand_count = 11;
#endif

constexpr std::array<Subcommand, subcommand_count> subcommands{{
    {"replay", run_replay, "LOG.ndjson [--owner KEY] [--declared OUTLINE.json] [--debate ID]",
     "print the state that a log amounts to"},
    {"verify", run_verify,
     "LOG.ndjson [--checkpoint FILE] [--earlier FILE] [--receipts FILE] [--clerk KEY]",
     "check signatures line by line, and a hub's log against what the hub signed"},
    {"weigh", run_weigh, "--semantics NAME GRAPH.json",
     "strengths of claims in a graph, by df-quad, quadratic-energy, euler-based or mlp-based"},
    {"tally", run_tally, "--rule RULE FILE", "count an election by a rule"},
    {"import", run_import, "FORMAT FILE [--key FILE] [--into LOG] [--debate ID]",
     "make signed entries of a consultation, csv, html, json or log"},
    {"export", run_export, "FORMAT DEBATE [--author KEY]",
     "write a debate as csv, html, json or log (of one author too), or a budget as pabulib"},
    {"minutes", run_minutes, "DEBATE [--markdown] [--lang fr|en]",
     "write the minutes of a debate's votes"},
    {"render", run_render, "DEBATE", "write a debate as a page that needs no JavaScript"},
    {"key", run_key, "new FILE", "make a key to sign with"},
    {"open", run_open, "PAGE --key FILE [--debate ID]",
     "an owner's open and declare for the debate in a page"},
    {"workbench", run_workbench, "DEBATE [--room LOG --key FILE] [--page ADDRESS] [--lang fr|en]",
     "look at a debate from all sides, and write down what a room says"},
#ifdef PALABRE_WITH_HUB
    {"hub", run_hub, "--data DIR [--listen ADDRESS:PORT] [--static DIR] [--config FILE]",
     "share debates between readers, live"},
#endif
}};

void print_usage(std::ostream& stream) {
    stream << "usage: palabre SUBCOMMAND ...\n\n";
    for (const Subcommand& each : subcommands) {
        stream << "  " << each.name << ' ' << each.operands << "\n        " << each.purpose << '\n';
    }
    stream << "\nA DEBATE is a log (.ndjson) or a debate file (.json). `-` is standard input.\n"
              "Exit status: 0 fine, 1 the input is bad, 2 the command is mistyped.\n";
}

}  // namespace

int run_palabre(Arguments arguments, std::ostream& out, std::ostream& err) {
    if (arguments.empty()) {
        print_usage(err);
        return exit_status::usage;
    }
    const std::string_view name = arguments.front();
    if (name == "help" || name == "--help" || name == "-h") {
        print_usage(out);
        return exit_status::fine;
    }
    if (name == "--version") {
        out << "palabre " PALABRE_VERSION "\n";
        return exit_status::fine;
    }
    for (const Subcommand& each : subcommands) {
        if (each.name == name) return each.run(arguments.subspan(1), out, err);
    }
    err << "palabre: there is no subcommand " << name << "\n\n";
    print_usage(err);
    return exit_status::usage;
}

}  // namespace palabre
