#include <algorithm>
#include <charconv>
#include <string>
#include <vector>

#include "cli/cli.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "interchange/election_rules.hpp"

namespace palabre {

namespace {

Result<std::vector<const ElectionRule*>> chosen_rules(const Options& options) {
    const auto names = options.value("--rule");
    if (!names) return Fault{"usage", "--rule", "this option is missing"};
    std::vector<const ElectionRule*> chosen;
    for (std::size_t start = 0; start <= names->size();) {
        const std::size_t comma = std::min(names->find(',', start), names->size());
        const std::string_view name = names->substr(start, comma - start);
        const ElectionRule* const rule = find_election_rule(name);
        if (rule == nullptr) return Fault{"usage", std::string(name), "there is no such rule"};
        if (std::find(chosen.begin(), chosen.end(), rule) != chosen.end()) {
            return Fault{"usage", std::string(name), "this rule is given twice"};
        }
        chosen.push_back(rule);
        start = comma + 1;
    }
    return chosen;
}

/// The numbers of `--lot 3,0,1,2`; nothing where it was not given.
Result<std::optional<std::vector<Option>>> read_lot(const Options& options) {
    const auto text = options.value("--lot");
    if (!text) return std::optional<std::vector<Option>>();
    std::vector<Option> lot;
    for (std::size_t start = 0; start <= text->size();) {
        const std::size_t comma = std::min(text->find(',', start), text->size());
        Option option = 0;
        const char* const end = text->data() + comma;
        const auto read = std::from_chars(text->data() + start, end, option);
        if (read.ec != std::errc() || read.ptr != end) {
            return Fault{"usage", "--lot", "this must be the numbers of options, commas between"};
        }
        lot.push_back(option);
        start = comma + 1;
    }
    return std::optional(std::move(lot));
}

}  // namespace

int run_tally(Arguments arguments, std::ostream& out, std::ostream& err) {
    const std::string usage =
        "palabre tally --rule RULE[,RULE...] [--lot OPTION,...] FILE\nrules: " +
        election_rule_names();
    const auto options = Options::read(arguments, {"--rule", "--lot"}, {}, 1, 1);
    if (!options.ok()) return report_usage(options.fault(), usage, err);
    const auto chosen = chosen_rules(options.value());
    if (!chosen.ok()) return report_usage(chosen.fault(), usage, err);
    const auto lot = read_lot(options.value());
    if (!lot.ok()) return report_usage(lot.fault(), usage, err);

    const std::string path(options->operands().front());
    const auto text = read_file(path);
    if (!text.ok()) return report_input(path, text.fault(), err);
    const auto json = parse_election(text.value());
    if (!json.ok()) return report_input(path, json.fault(), err);
    const Election election{JsonPlace(json.value(), ""), lot.value()};

    JsonWriter answer;
    const bool several = chosen->size() > 1;
    if (several) answer.begin_object();
    for (const ElectionRule* rule : chosen.value()) {
        if (several) answer.key(rule->name);
        const auto counted = rule->tally(election, answer);
        if (!counted.ok()) return report_input(path, counted.fault(), err);
    }
    if (several) answer.end_object();
    out << answer.take() << '\n';
    return exit_status::fine;
}

}  // namespace palabre
