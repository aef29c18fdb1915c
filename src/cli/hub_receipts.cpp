#include <algorithm>

#include "cli/files.hpp"
#include "cli/hub_proofs.hpp"
#include "deliberation/base64url.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/composition.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/strict_json.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

bool is_hubs(const CheckedLog& log, std::string_view author) {
    return std::any_of(log.keys.begin(), log.keys.end(), [author](const seal::PublicKey& key) {
        return seal::to_text(key) == author;
    });
}

// The number of the last stamp of that key in the log, 0 where there is none.
std::uint64_t last_stamp_of(const CheckedLog& log, std::string_view author) {
    std::uint64_t last = 0;
    for (const HubList::Stamp& each : log.list.stamps()) {
        if (each.author == author) last = std::max(last, each.n);
    }
    return last;
}

/// A file of receipts, line by line.
class Receipts {
  public:
    Receipts(std::string file, const CheckedLog& log) : file_(std::move(file)), log_(log) {}

    void read(std::string_view text) {
        while (!text.empty()) {
            ++line_;
            const std::string_view line = take_line(text);
            if (const auto reason = read_line(line)) complain(*reason);
        }
    }
    [[nodiscard]] CheckedReceipts take() { return std::move(checked_); }

  private:
    using Reason = std::optional<std::string>;

    void complain(std::string what) {
        checked_.complaints.push_back({file_, "line " + std::to_string(line_), std::move(what)});
    }

    Reason read_line(std::string_view text) {
        const LogLine line = lines_.read(text, line_ == 1);
        if (line.is == LogLine::Is::blank || line.is == LogLine::Is::debate) return {};
        if (line.is == LogLine::Is::entry) return read_entry(line);
        if (!line.head_text.empty()) {
            return "this entry is not sound: " + std::string(line.reason);
        }
        if (first_invalid_utf8(text) || !json_.parse(text) || !json_.is_object() ||
            !BodyFields(json_, 0).text("type")) {
            return "this is no entry, no proof and no message of a hub";
        }
        const BodyFields fields(json_, 0);
        const std::string_view type = *fields.text("type");
        if (type != "inclusion" && type != "consistency") return {};
        ++checked_.proofs;
        if (fields.text("debate") != log_.debate) return "this proof is of another debate";
        return type == "inclusion" ? read_inclusion(fields) : read_consistency(fields);
    }

    Reason read_entry(const LogLine& line) {
        if (line.head.debate != log_.debate) return "this entry is of another debate";
        const std::string id = entry_id(line.head_text);
        const auto place = log_.list.place_of(id);
        std::optional<HubList::Stamp> stamp;
        if (line.body) {
            if (to_base64url(sha256(*line.body)) != line.head.body) {
                return "the body of this entry is not the one that was signed";
            }
            stamp = read_stamp(*line.body);
        }
        if (!stamp) {
            ++checked_.entries;
            if (!place) return "entry " + id + " is not in " + log_.file;
            return {};
        }
        ++checked_.stamps;
        if (!is_hubs(log_, line.head.author)) return "this stamp is not by a key of the hub";
        for (const std::string& named : stamp->ids) check_named(named, *stamp, place);
        if (place) return {};
        const std::uint64_t last = last_stamp_of(log_, line.head.author);
        std::string what = "stamp " + id + " is not in " + log_.file;
        if (line.head.n > last) {
            what += ", which ends with number " + std::to_string(last) +
                    " of its key, this being number " + std::to_string(line.head.n) +
                    ": it is older than this receipt, or was cut";
        }
        return what;
    }

    void check_named(const std::string& named, const HubList::Stamp& stamp,
                     std::optional<std::size_t> place) {
        ++checked_.entries;
        const auto there = log_.list.place_of(named);
        if (!there) {
            complain("entry " + named + ", which the hub acknowledged at " +
                     std::to_string(stamp.time) + ", is not in " + log_.file);
        } else if (place && *there > *place) {
            complain("entry " + named + " stands behind the stamp that names it in " + log_.file);
        }
    }

    [[nodiscard]] Reason beyond(std::uint64_t size) const {
        if (size <= log_.list.size()) return {};
        return "this proof is of " + std::to_string(size) + " entries, " + log_.file + " has " +
               std::to_string(log_.list.size());
    }

    [[nodiscard]] Reason read_inclusion(const BodyFields& fields) const {
        const auto proof = read_proof(fields, "position", "size");
        if (!proof || proof->first == 0) return "this is no proof of inclusion";
        if (auto reason = beyond(proof->size)) return reason;
        const std::uint64_t place = proof->first - 1;
        if (place < proof->size &&
            seal::verify_inclusion(log_.list.leaf(place), place, proof->size, proof->path,
                                   log_.list.root(proof->size))) {
            return {};
        }
        return "this does not show that entry " + std::to_string(proof->first) + " of " +
               log_.file + " is among its first " + std::to_string(proof->size);
    }

    [[nodiscard]] Reason read_consistency(const BodyFields& fields) const {
        const auto proof = read_proof(fields, "from", "to");
        if (!proof || proof->first > proof->size) return "this is no proof of consistency";
        if (auto reason = beyond(proof->size)) return reason;
        if (seal::verify_consistency({proof->first, log_.list.root(proof->first)},
                                     {proof->size, log_.list.root(proof->size)}, proof->path)) {
            return {};
        }
        return "this does not show that the first " + std::to_string(proof->size) + " entries of " +
               log_.file + " begin with its first " + std::to_string(proof->first);
    }

    std::string file_;
    const CheckedLog& log_;
    CheckedReceipts checked_;
    LineReader lines_{seal::verify_entry};
    StrictJson json_;
    std::size_t line_ = 0;
};

}  // namespace

std::optional<ReadProof> read_proof(const BodyFields& fields, std::string_view first,
                                    std::string_view size) {
    const auto a = fields.whole(first);
    const auto b = fields.whole(size);
    if (!a || !b || *a < 0 || *b < 0) return std::nullopt;
    ReadProof read{static_cast<std::uint64_t>(*a), static_cast<std::uint64_t>(*b), {}};
    const bool listed = fields.list("path", [&read](const JsonToken& item) {
        Digest hash{};
        const bool good = item.kind == JsonToken::Kind::text && from_base64url(item.text, hash);
        read.path.push_back(hash);
        return good;
    });
    if (!listed) return std::nullopt;
    return read;
}

std::vector<Complaint> check_order(const CheckedLog& log) {
    std::vector<Complaint> complaints;
    const auto& entries = log.list.entries();
    const auto complain = [&](std::size_t place, std::string what) {
        complaints.push_back(
            {log.file, "line " + std::to_string(entries[place].line), std::move(what)});
    };
    for (const std::size_t place : log.list.repeated()) {
        complain(place, "entry " + entries[place].id + " is there already");
    }
    for (const HubList::Stamp& stamp : log.list.stamps()) {
        if (!is_hubs(log, stamp.author)) continue;
        for (const std::string& named : stamp.ids) {
            const auto place = log.list.place_of(named);
            if (!place) {
                complain(stamp.place,
                         "this stamp names entry " + named + ", which is not in the file");
            } else if (*place > stamp.place) {
                complain(stamp.place, "this stamp names entry " + named +
                                          ", which stands behind it, in line " +
                                          std::to_string(entries[*place].line));
            }
        }
    }
    return complaints;
}

Result<CheckedReceipts> check_receipts(const std::string& path, const CheckedLog& log) {
    PALABRE_TRY(text, read_file(path));
    Receipts receipts(path, log);
    receipts.read(text);
    return receipts.take();
}

}  // namespace palabre
