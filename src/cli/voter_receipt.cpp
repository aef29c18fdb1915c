#include "cli/voter_receipt.hpp"

#include <map>

#include "cli/files.hpp"
#include "cli/hub_list.hpp"
#include "cli/options.hpp"
#include "deliberation/base64url.hpp"
#include "interchange/composition.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/strict_json.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

// An entry that the receipt is of.
struct Named {
    std::size_t line = 0;
    std::string id;
    std::string author;
    Digest leaf{};
};

std::string line_name(std::size_t line) {
    return "line " + std::to_string(line);
}

/// A receipt's lines, sorted by what they are.
class ReceiptLines {
  public:
    explicit ReceiptLines(std::optional<std::string_view> asked) : asked_(asked) {}

    Result<bool> read(std::string_view text) {
        while (!text.empty()) {
            ++line_;
            const std::string_view line = take_line(text);
            PALABRE_TRY(good, line_ == 1 ? read_first(line) : read_line(line));
            if (!good) return unreadable();
        }
        if (line_ == 0) return unreadable();
        return true;
    }

    std::string debate, hub, clerk, note;
    std::size_t note_line = 0;
    std::vector<Named> named;
    std::map<std::string, HubList::Stamp> stamps;  // by the id of whom they name
    std::map<std::string, std::string> stamp_ids;
    std::vector<ReadProof> proofs;

  private:
    [[nodiscard]] Fault unreadable() const {
        return {"receipt", line_name(line_), "this is no receipt of a hub"};
    }
    [[nodiscard]] Fault wrong(std::string code, std::string what) const {
        return {std::move(code), line_name(line_), std::move(what)};
    }
    [[nodiscard]] bool parses(std::string_view line) {
        return !first_invalid_utf8(line) && json_.parse(line) && json_.is_object();
    }

    Result<bool> read_first(std::string_view line) {
        if (!parses(line)) return false;
        const BodyFields fields(json_, 0);
        const auto of = fields.text("debate");
        const auto by = fields.text("clerk");
        if (fields.text("type") != "receipt" || fields.whole("version") != 1 || !of || !by ||
            !is_debate_id(*of) || !is_key(*by)) {
            return false;
        }
        debate = *of;
        hub = fields.text("hub").value_or("");
        clerk = *by;
        if (asked_ && *asked_ != clerk) {
            return wrong("signature", "this is the word of another key, " + clerk);
        }
        return true;
    }

    Result<bool> read_line(std::string_view text) {
        const LogLine line = lines_.read(text, false);
        if (line.is == LogLine::Is::blank) return true;
        if (line.is == LogLine::Is::entry) return read_entry(line);
        if (!line.head_text.empty()) {
            return wrong("signature", "this entry is not sound: " + std::string(line.reason));
        }
        if (!parses(text)) return false;
        const BodyFields fields(json_, 0);
        const auto type = fields.text("type");
        if (type == "inclusion") {
            auto proof = read_proof(fields, "position", "size");
            if (!proof || proof->first == 0) return false;
            proofs.push_back(std::move(*proof));
        } else if (type == "checkpoint") {
            const auto given = fields.text("note");
            if (!given) return false;
            note = *given;
            note_line = line_;
        }
        return true;
    }

    Result<bool> read_entry(const LogLine& line) {
        if (line.head.debate != debate) return wrong("receipt", "this is of another debate");
        const std::string id = entry_id(line.head_text);
        if (line.head.author != clerk) {
            named.push_back({line_, id, std::string(line.head.author),
                             seal::leaf_hash(write_line(line.head_text, line.sig, nullptr))});
            return true;
        }
        if (!line.body || to_base64url(sha256(*line.body)) != line.head.body) {
            return wrong("stamp", "the body of this stamp is not the one that was signed");
        }
        const auto stamp = read_stamp(*line.body);
        if (!stamp) return wrong("stamp", "this is no stamp");
        for (const std::string& each : stamp->ids) {
            stamps.emplace(each, *stamp);
            stamp_ids.emplace(each, id);
        }
        return true;
    }

    std::optional<std::string_view> asked_;
    LineReader lines_{seal::verify_entry};
    StrictJson json_;
    std::size_t line_ = 0;
};

std::optional<std::uint64_t> position_of(const Named& named, const Checkpoint& said,
                                         const std::vector<ReadProof>& proofs) {
    for (const ReadProof& each : proofs) {
        if (each.size == said.size &&
            seal::verify_inclusion(named.leaf, each.first - 1, each.size, each.path, said.root)) {
            return each.first;
        }
    }
    return std::nullopt;
}

}  // namespace

Result<VoterReceipt> read_voter_receipt(std::string_view text,
                                        std::optional<std::string_view> clerk) {
    ReceiptLines lines(clerk);
    PALABRE_TRY(readable, lines.read(text));
    if (!readable || lines.note.empty() || lines.named.empty()) {
        return Fault{"receipt", "", "it holds no entry, or no checkpoint"};
    }
    const auto key = seal::public_key_from(lines.clerk);
    if (!key) return Fault{"receipt", "line 1", "this is no key"};
    auto checkpoint = read_checkpoint_note(lines.note, lines.debate, {*key});
    if (!checkpoint) {
        return Fault{checkpoint.fault().code, line_name(lines.note_line), checkpoint.fault().what};
    }
    VoterReceipt receipt;
    for (const Named& each : lines.named) {
        const auto stamp = lines.stamps.find(each.id);
        if (stamp == lines.stamps.end()) {
            return Fault{"stamp", line_name(each.line),
                         "no stamp of the hub in it names entry " + each.id};
        }
        const auto position = position_of(each, checkpoint->said, lines.proofs);
        if (!position) {
            return Fault{"proof", line_name(each.line),
                         "nothing in it shows that entry " + each.id + " is among the first " +
                             std::to_string(checkpoint->said.size)};
        }
        receipt.entries.push_back(
            {each.id, each.author, lines.stamp_ids.at(each.id), stamp->second.time, *position});
    }
    receipt.debate = std::move(lines.debate);
    receipt.hub = std::move(lines.hub);
    receipt.clerk = std::move(lines.clerk);
    receipt.checkpoint = std::move(checkpoint).value();
    return receipt;
}

int verify_receipt(const std::string& file, std::optional<std::string_view> clerk,
                   std::ostream& out, std::ostream& err) {
    const auto text = read_file(file);
    if (!text) return report_input(file, text.fault(), err);
    const auto receipt = read_voter_receipt(text.value(), clerk);
    if (!receipt) return report_input(file, receipt.fault(), err);
    JsonWriter json;
    json.begin_object().key("debate").string(receipt->debate).key("hub").string(receipt->hub);
    json.key("entries").begin_array();
    for (const VoterReceipt::Acknowledged& each : receipt->entries) {
        json.begin_object().key("id").string(each.id).key("author").string(each.author);
        json.key("stamp").string(each.stamp).key("time").integer(each.time);
        json.key("position").integer(static_cast<std::int64_t>(each.position)).end_object();
    }
    json.end_array();
    write_checkpoint_json(json, "checkpoint", receipt->checkpoint);
    out << json.end_object().take() << '\n';
    return exit_status::fine;
}

}  // namespace palabre
