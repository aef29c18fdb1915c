#include <algorithm>

#include "cli/cli.hpp"
#include "cli/debate_input.hpp"
#include "cli/hub_proofs.hpp"
#include "cli/voter_receipt.hpp"
#include "deliberation/base64url.hpp"
#include "interchange/debate_words.hpp"
#include "interchange/json_writer.hpp"

namespace palabre {

namespace {

constexpr std::string_view verify_usage =
    "palabre verify LOG.ndjson [--owner KEY] [--declared OUTLINE.json] [--debate ID]\n"
    "         [--checkpoint FILE] [--earlier FILE] [--receipts FILE] [--tiles DIR] [--clerk KEY]\n"
    "palabre verify --receipt FILE [--clerk KEY]";

// What a hub said, and what became of it.
struct HeldAgainst {
    std::optional<FiledCheckpoint> checkpoint;
    std::optional<FiledCheckpoint> earlier;
    std::optional<CheckedReceipts> receipts;
    std::vector<Complaint> complaints;
};

// Whose word counts as the hub's: the key that was named, else the clerks that the owner named.
std::vector<seal::PublicKey> hub_keys(const Options& options, const LiveDebate& debate) {
    std::vector<seal::PublicKey> keys;
    const auto add = [&keys](std::string_view text) {
        if (const auto key = seal::public_key_from(text)) keys.push_back(*key);
    };
    if (const auto named = options.value("--clerk")) {
        add(*named);
        return keys;
    }
    for (const KeyId clerk : debate.debate().clerks()) add(debate.debate().ledger().text(clerk));
    return keys;
}

HeldAgainst hold_against(const Options& options, const CheckedLog& log) {
    HeldAgainst held;
    const auto take = [&](std::string_view option, std::optional<FiledCheckpoint>& to) {
        const auto path = options.value(option);
        if (!path) return;
        const std::string file(*path);
        auto read = read_checkpoint_file(file, log);
        if (!read) {
            held.complaints.push_back({file, read.fault().where, read.fault().what});
            return;
        }
        to = std::move(read).value();
    };
    take("--checkpoint", held.checkpoint);
    take("--earlier", held.earlier);
    std::vector<FiledCheckpoint> all;
    if (held.earlier) all.push_back(*held.earlier);
    if (held.checkpoint) all.push_back(*held.checkpoint);
    std::stable_sort(all.begin(), all.end(),
                     [](const FiledCheckpoint& a, const FiledCheckpoint& b) {
                         return a.said.size < b.said.size;
                     });
    const auto add = [&held](std::vector<Complaint> more) {
        held.complaints.insert(held.complaints.end(), more.begin(), more.end());
    };
    add(check_checkpoints(log, all, std::string(options.value("--tiles").value_or(""))));
    const auto receipts = options.value("--receipts");
    if (!all.empty() || receipts) add(check_order(log));
    if (!receipts) return held;
    auto checked = check_receipts(std::string(*receipts), log);
    if (!checked) {
        const Fault& fault = checked.fault();
        held.complaints.push_back({std::string(*receipts), fault.where, fault.what});
        return held;
    }
    add(checked->complaints);
    held.receipts = std::move(checked).value();
    return held;
}

void write_held(JsonWriter& json, const HeldAgainst& held) {
    if (held.checkpoint) write_checkpoint_json(json, "checkpoint", *held.checkpoint);
    if (held.earlier) write_checkpoint_json(json, "earlier", *held.earlier);
    if (!held.receipts) return;
    const auto number = [](std::size_t count) { return static_cast<std::int64_t>(count); };
    json.key("receipts").begin_object().key("stamps").integer(number(held.receipts->stamps));
    json.key("entries").integer(number(held.receipts->entries));
    json.key("proofs").integer(number(held.receipts->proofs)).end_object();
}

}  // namespace

int run_verify(Arguments arguments, std::ostream& out, std::ostream& err) {
    const auto options =
        Options::read(arguments,
                      {"--declared", "--owner", "--debate", "--checkpoint", "--earlier",
                       "--receipts", "--receipt", "--tiles", "--clerk"},
                      {}, 0, 1);
    if (!options) return report_usage(options.fault(), verify_usage, err);
    const auto receipt = options->value("--receipt");
    if (receipt.has_value() == !options->operands().empty()) {
        return report_usage({"usage", "", "a log is verified, or a receipt by itself"},
                            verify_usage, err);
    }
    if (const auto clerk = options->value("--clerk"); clerk && !is_key(*clerk)) {
        return report_usage({"usage", "--clerk", "a key is 43 characters of base64url"},
                            verify_usage, err);
    }
    if (receipt) return verify_receipt(std::string(*receipt), options->value("--clerk"), out, err);
    auto replay = replay_options(options.value());
    if (!replay && replay.fault().code == "usage")
        return report_usage(replay.fault(), verify_usage, err);
    if (!replay) return report_input(*options->value("--declared"), replay.fault(), err);
    const std::string file(options->operands()[0]);
    const auto log = read_log(file, replay.value());
    if (!log) return report_input(file, log.fault(), err);
    const Replayed read = replay_log(log.value(), replay.value());
    for (const auto& [line, reason] : read.malformed) {
        err << "palabre: " << file << ": line " << line << ": " << reason << '\n';
    }
    const LiveDebate& debate = *read.debate;
    const HubList list(log.value());
    const HeldAgainst held =
        hold_against(options.value(), {file, debate.id(), list, hub_keys(options.value(), debate)});
    for (const Complaint& each : held.complaints) {
        report_input(each.file, {"verify", each.where, each.what}, err);
    }
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
    json.key("tree").begin_object().key("size").integer(static_cast<std::int64_t>(list.size()));
    json.key("root").string(to_base64url(list.root(list.size()))).end_object();
    write_held(json, held);
    out << json.end_object().take() << '\n';
    const bool sound = read.malformed.empty() && held.complaints.empty();
    return sound ? exit_status::fine : exit_status::bad_input;
}

}  // namespace palabre
