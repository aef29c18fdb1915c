#include "cli/cli.hpp"
#include "cli/debate_input.hpp"
#include "interchange/debate_words.hpp"
#include "interchange/json_writer.hpp"

namespace palabre {

int run_verify(Arguments arguments, std::ostream& out, std::ostream& err) {
    constexpr std::string_view usage =
        "palabre verify LOG.ndjson [--owner KEY] [--declared OUTLINE.json] [--debate ID]";
    const auto options = Options::read(arguments, {"--declared", "--owner", "--debate"}, {}, 1, 1);
    if (!options) return report_usage(options.fault(), usage, err);
    auto replay = replay_options(options.value());
    if (!replay && replay.fault().code == "usage") return report_usage(replay.fault(), usage, err);
    if (!replay) return report_input(*options->value("--declared"), replay.fault(), err);
    const std::string file(options->operands()[0]);
    const auto log = read_log(file, replay.value());
    if (!log) return report_input(file, log.fault(), err);
    const Replayed read = replay_log(log.value(), replay.value());
    for (const auto& [line, reason] : read.malformed) {
        err << "palabre: " << file << ": line " << line << ": " << reason << '\n';
    }
    const LiveDebate& debate = *read.debate;
    JsonWriter json;
    json.begin_object().key("debate").string(debate.id()).key("owner");
    if (const std::string_view owner = owner_of(debate); !owner.empty())
        json.string(owner);
    else
        json.null();
    json.key("entries").integer(static_cast<std::int64_t>(debate.debate().ledger().entries.size()));
    json.key("malformed").begin_array();
    for (const auto& [line, reason] : read.malformed) {
        json.begin_array().integer(static_cast<std::int64_t>(line)).string(reason).end_array();
    }
    json.end_array().key("set").string(set_digest(debate)).key("state");
    if (debate.debate().unsupported())
        json.null();
    else
        json.string(state_digest(debate));
    out << json.end_object().take() << '\n';
    return read.malformed.empty() ? exit_status::fine : exit_status::bad_input;
}

}  // namespace palabre
