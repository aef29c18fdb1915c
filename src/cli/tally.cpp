#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "cli/cli.hpp"
#include "cli/files.hpp"
#include "cli/options.hpp"
#include "interchange/election_file.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

constexpr std::string_view usage = "palabre tally --rule motion|approval|slider[,RULE...] FILE";

Result<bool> tally_motion(const JsonPlace& file, JsonWriter& out) {
    PALABRE_TRY(motion, read_motion(file));
    if (motion.by_colleges)
        write(out, decide_by_colleges(motion.colleges, motion.rule));
    else
        write(out, decide_motion(motion.counts, motion.rule));
    return true;
}

Result<bool> tally_approval(const JsonPlace& file, JsonWriter& out) {
    PALABRE_TRY(approval, read_approval(file));
    write(out, count_approvals(approval.options, approval.ballots));
    return true;
}

Result<bool> tally_slider(const JsonPlace& file, JsonWriter& out) {
    PALABRE_TRY(slider, read_slider(file));
    auto result = count_slider(slider.values, slider.bins);
    if (!result.ok()) return Fault{result.fault().code, "values", result.fault().what};
    write(out, result.value());
    return true;
}

struct Rule {
    std::string_view name;
    Result<bool> (*tally)(const JsonPlace& file, JsonWriter& out);
};

constexpr std::array<Rule, 3> rules{{
    {"motion", tally_motion},
    {"approval", tally_approval},
    {"slider", tally_slider},
}};

Result<std::vector<Rule>> chosen_rules(const Options& options) {
    const auto names = options.value("--rule");
    if (!names) return Fault{"usage", "--rule", "this option is missing"};
    std::vector<Rule> chosen;
    for (std::size_t start = 0; start <= names->size();) {
        const std::size_t comma = std::min(names->find(',', start), names->size());
        const std::string_view name = names->substr(start, comma - start);
        const auto known = std::find_if(rules.begin(), rules.end(),
                                        [name](const Rule& rule) { return rule.name == name; });
        if (known == rules.end()) {
            return Fault{"usage", std::string(name), "there is no such rule"};
        }
        const bool again = std::any_of(chosen.begin(), chosen.end(),
                                       [name](const Rule& rule) { return rule.name == name; });
        if (again) return Fault{"usage", std::string(name), "this rule is given twice"};
        chosen.push_back(*known);
        start = comma + 1;
    }
    return chosen;
}

}  // namespace

int run_tally(Arguments arguments, std::ostream& out, std::ostream& err) {
    const auto options = Options::read(arguments, {"--rule"}, {}, 1, 1);
    if (!options.ok()) return report_usage(options.fault(), usage, err);
    const auto chosen = chosen_rules(options.value());
    if (!chosen.ok()) return report_usage(chosen.fault(), usage, err);

    const std::string path(options->operands().front());
    const auto text = read_file(path);
    if (!text.ok()) return report_input(path, text.fault(), err);
    const auto json = LocatedJson::parse(text.value());
    if (!json.ok()) return report_input(path, json.fault(), err);
    const JsonPlace file(json.value(), "");

    JsonWriter answer;
    const bool several = chosen->size() > 1;
    if (several) answer.begin_object();
    for (const Rule& rule : chosen.value()) {
        if (several) answer.key(rule.name);
        const auto counted = rule.tally(file, answer);
        if (!counted.ok()) return report_input(path, counted.fault(), err);
    }
    if (several) answer.end_object();
    out << answer.take() << '\n';
    return exit_status::fine;
}

}  // namespace palabre
