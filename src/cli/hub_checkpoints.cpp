#include <algorithm>

#include "cli/files.hpp"
#include "cli/hub_proofs.hpp"
#include "deliberation/base64url.hpp"
#include "interchange/signed_note.hpp"
#include "interchange/tlog_tiles.hpp"

namespace palabre {

namespace {

bool is_signed_by(const SignedNote& note, const NoteSignature& line, const seal::PublicKey& key) {
    seal::Signature signature;
    if (line.bytes.size() != signature.bytes.size()) return false;
    std::copy(line.bytes.begin(), line.bytes.end(), signature.bytes.begin());
    return seal::verify(key, note.text, signature);
}

std::string numbered(std::uint64_t count, std::string_view one, std::string_view many) {
    return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

std::string entries_of(std::uint64_t count) {
    return numbered(count, "entry", "entries");
}

// The hashes of the first `size` leaves, from the lowest tiles.
Result<std::vector<Digest>> leaves_in_tiles(const std::string& folder, std::uint64_t size) {
    std::vector<Digest> leaves;
    while (leaves.size() < size) {
        TilePath tile;
        tile.index = leaves.size() / seal::tile_width;
        tile.width = static_cast<unsigned>(std::min(size - leaves.size(), seal::tile_width));
        std::string path = folder + "/" + write_tile_path(tile);
        // A later copy may have the full one where a part was wanted.
        const bool grown = !file_exists(path);
        TilePath full = tile;
        full.width = static_cast<unsigned>(seal::tile_width);
        if (grown) path = folder + "/" + write_tile_path(full);
        auto bytes = read_file(path);
        if (!bytes) return Fault{"file", path, bytes.fault().what};
        auto hashes = read_tile(bytes.value(), grown ? full.width : tile.width);
        if (!hashes) return Fault{"tile", path, hashes.fault().what};
        hashes.value().resize(tile.width);
        leaves.insert(leaves.end(), hashes.value().begin(), hashes.value().end());
    }
    return leaves;
}

// Which entry is another than the one that the checkpoint is of.
Complaint first_difference(const CheckedLog& log, const FiledCheckpoint& checkpoint,
                           const std::string& tiles) {
    const auto leaves = leaves_in_tiles(tiles, checkpoint.said.size);
    if (!leaves) return {tiles, leaves.fault().where, leaves.fault().what};
    seal::MerkleTree tree;
    for (const Digest& each : leaves.value()) tree.add_hash(each);
    if (tree.root() != checkpoint.said.root) {
        return {tiles, "", "the tiles do not have the root of " + checkpoint.file};
    }
    const std::uint64_t both = std::min(log.list.size(), checkpoint.said.size);
    std::uint64_t place = 0;
    while (place < both && log.list.leaf(place) == leaves.value()[place]) ++place;
    const std::string position = std::to_string(place + 1);
    if (place == both) return {log.file, "", "entry " + position + " of the list is missing"};
    return {log.file, "line " + std::to_string(log.list.entries()[place].line),
            "this is not entry " + position + " of the list that " + checkpoint.file + " is of"};
}

}  // namespace

Result<FiledCheckpoint> read_checkpoint_note(std::string_view bytes, std::string_view debate,
                                             const std::vector<seal::PublicKey>& keys) {
    PALABRE_TRY(note, read_note(bytes));
    PALABRE_TRY(said, read_checkpoint(note.text));
    const std::string of_debate = "/" + std::string(debate);
    const std::string& origin = said.origin;
    if (origin.size() <= of_debate.size() ||
        origin.substr(origin.size() - of_debate.size()) != of_debate) {
        return Fault{"origin", "line 1",
                     "this is a checkpoint of " + origin + ", not of a hub's list of " +
                         std::string(debate)};
    }
    FiledCheckpoint filed;
    bool found = false;
    for (const NoteSignature& line : note.signatures) {
        const auto known = std::find_if(keys.begin(), keys.end(), [&](const seal::PublicKey& key) {
            return line.name == origin &&
                   line.key_id == note_key_id(origin, NoteSignatureType::ed25519, key.bytes);
        });
        if (known == keys.end()) {
            filed.witnesses.push_back(line.name);
            continue;
        }
        if (!is_signed_by(note, line, *known)) {
            return Fault{"signature", "",
                         "the signature of " + line.name + " is not that of key " +
                             seal::to_text(*known) + " over these lines"};
        }
        filed.key = *known;
        found = true;
    }
    if (!found) {
        return Fault{"signature", "",
                     "no key of this debate's hub signed it: --clerk KEY says whose word counts"};
    }
    filed.said = std::move(said);
    return filed;
}

Result<FiledCheckpoint> read_checkpoint_file(const std::string& path, const CheckedLog& log) {
    PALABRE_TRY(bytes, read_file(path));
    PALABRE_TRY(filed, read_checkpoint_note(bytes, log.debate, log.keys));
    filed.file = path;
    return filed;
}

void write_checkpoint_json(JsonWriter& json, std::string_view key, const FiledCheckpoint& filed) {
    json.key(key).begin_object().key("origin").string(filed.said.origin);
    json.key("size").integer(static_cast<std::int64_t>(filed.said.size));
    json.key("root").string(to_base64url(filed.said.root));
    json.key("key").string(seal::to_text(filed.key));
    json.key("verifier").string(note_verifier_key(filed.said.origin, filed.key.bytes));
    json.key("witnesses").begin_array();
    for (const std::string& name : filed.witnesses) json.string(name);
    json.end_array().end_object();
}

std::vector<Complaint> check_checkpoints(const CheckedLog& log,
                                         const std::vector<FiledCheckpoint>& checkpoints,
                                         const std::string& tiles) {
    std::vector<Complaint> complaints;
    const FiledCheckpoint* good = nullptr;
    for (const FiledCheckpoint& each : checkpoints) {
        if (each.said.origin != checkpoints.front().said.origin) {
            complaints.push_back({each.file, "line 1",
                                  "this is of another list than " + checkpoints.front().file +
                                      ", which is of " + checkpoints.front().said.origin});
            continue;
        }
        const std::uint64_t size = each.said.size;
        const bool cut = size > log.list.size();
        if (!cut && log.list.root(size) == each.said.root) {
            good = &each;
            continue;
        }
        if (cut) {
            complaints.push_back({each.file, "line 2",
                                  "it is of " + entries_of(size) + ", " + log.file + " has " +
                                      std::to_string(log.list.size())});
        } else {
            std::string what = "the first " + entries_of(size) + " of " + log.file +
                               " have another root: something was changed, left out or moved";
            if (good != nullptr && good->said.size > 0) {
                what += ", behind entry " + std::to_string(good->said.size) +
                        ", up to which they are those of " + good->file;
            }
            complaints.push_back({each.file, "line 3", what});
        }
        if (!tiles.empty()) complaints.push_back(first_difference(log, each, tiles));
    }
    return complaints;
}

}  // namespace palabre
