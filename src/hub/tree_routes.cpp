#include "hub/tree_routes.hpp"

#include "deliberation/base64url.hpp"
#include "hub/routes.hpp"
#include "interchange/checkpoint.hpp"
#include "interchange/json_writer.hpp"
#include "interchange/tlog_tiles.hpp"
#include "seal/prover.hpp"

namespace palabre::hub {

namespace {

// What is said of a tree up to a size is true for good.
constexpr std::string_view for_good = "public, max-age=31536000, immutable";
constexpr std::string_view for_a_second = "public, max-age=1";
constexpr std::uint64_t no_number = UINT64_MAX;
constexpr std::int64_t storage_again_ms = 5000;

HttpAnswer tree_error(unsigned status, std::string_view code, const std::string& what) {
    return error_answer(status, {code, what, {}, "", {}, {}});
}

HttpAnswer tree_fault(const Fault& fault) {
    if (fault.code == "range") return tree_error(400, "range", fault.what);
    return error_answer(503, {"storage", fault.what, {}, "", {}, storage_again_ms});
}

HttpAnswer bytes_for_good(std::string bytes) {
    HttpAnswer answer;
    answer.type = "application/octet-stream";
    answer.body = std::move(bytes);
    answer.headers.emplace_back("Cache-Control", for_good);
    return answer;
}

HttpAnswer checkpoint(const AskedList& list) {
    auto note = list.checkpoint();
    if (!note) return tree_fault(note.fault());
    HttpAnswer answer;
    answer.type = "text/plain; charset=utf-8";
    answer.body = std::move(note).value();
    answer.headers.emplace_back("Cache-Control", for_a_second);
    return answer;
}

HttpAnswer tile(const AskedList& list, std::string_view address) {
    const auto path = read_tile_path(address);
    if (!path) {
        return tree_error(400, "tile",
                          "A tile is tile/LEVEL/INDEX, a bundle tile/entries/INDEX: INDEX as "
                          "x001/x234/067, with .p/WIDTH where it is not full.");
    }
    const std::uint64_t there =
        path->level > seal::tile_level_max ? 0 : list.head >> (path->level * seal::tile_height);
    const std::uint64_t full = there / seal::tile_width;
    if (path->index > full || (path->index == full && path->width > there % seal::tile_width)) {
        return tree_error(404, "tile", "The tree has not grown so far.");
    }
    const std::uint64_t first = path->index * seal::tile_width;
    if (path->entries) {
        std::string bundle;
        std::uint64_t count = 0;
        // A head and a signature are far shorter than 64 KiB.
        list.trees.leaves(list.row, first, path->width,
                          [&](std::string_view head, std::string_view sig) {
                              add_to_bundle(bundle, leaf_of(head, sig));
                              ++count;
                          });
        if (count == path->width) return bytes_for_good(std::move(bundle));
    } else {
        const auto hashes = list.trees.hashes(list.row, path->level, first, path->width);
        if (hashes.size() == path->width) return bytes_for_good(write_tile(hashes));
    }
    return tree_fault({"storage", "", "hashes of a debate's tree are missing"});
}

// A number in a query: `otherwise` where it is not there, nothing where it is none or not from
// `least` to `most`.
std::optional<std::uint64_t> asked(std::string_view query, std::string_view name,
                                   std::uint64_t otherwise, std::uint64_t least,
                                   std::uint64_t most) {
    const std::string text = query_value(query, name);
    const std::uint64_t number = text.empty() ? otherwise : whole_or(text, no_number);
    if (number < least || number > most) return std::nullopt;
    return number;
}

HttpAnswer out_of_range(std::string_view name, std::uint64_t least, std::uint64_t most) {
    return tree_error(400, "range",
                      "`" + std::string(name) + "` is a whole number from " +
                          std::to_string(least) + " to " + std::to_string(most) + " here.");
}

void write_path(JsonWriter& json, const std::vector<Digest>& path) {
    json.key("path").begin_array();
    for (const Digest& each : path) json.string(to_base64url(each));
    json.end_array();
}

HttpAnswer proof_answer(JsonWriter& json, bool good_for_good) {
    HttpAnswer answer;
    answer.body = json.end_object().take();
    answer.headers.emplace_back("Cache-Control", good_for_good ? for_good : for_a_second);
    return answer;
}

JsonWriter proof_of(std::string_view type, const AskedList& list) {
    JsonWriter json;
    json.begin_object().key("type").string(type).key("debate").string(list.debate);
    if (!list.epoch.empty()) json.key("epoch").string(list.epoch);
    return json;
}

std::int64_t json_number(std::uint64_t number) {
    return static_cast<std::int64_t>(number);
}

HttpAnswer inclusion(const seal::Prover& prover, const AskedList& list, std::string_view query) {
    const Position head = list.head;
    const auto size = asked(query, "size", head, 1, head);
    if (!size) return out_of_range("size", 1, head);
    const auto position = asked(query, "position", 0, 1, *size);
    if (!position) return out_of_range("position", 1, *size);
    const auto path = prover.inclusion(*position - 1, *size);
    if (!path) return tree_fault(path.fault());
    const auto root = prover.root(*size);
    if (!root) return tree_fault(root.fault());
    JsonWriter json = proof_of("inclusion", list);
    json.key("position").integer(json_number(*position)).key("size").integer(json_number(*size));
    json.key("root").string(to_base64url(root.value()));
    write_path(json, path.value());
    return proof_answer(json, !query_value(query, "size").empty());
}

HttpAnswer consistency(const seal::Prover& prover, const AskedList& list, std::string_view query) {
    const Position head = list.head;
    const auto to = asked(query, "to", head, 0, head);
    if (!to) return out_of_range("to", 0, head);
    const auto from = asked(query, "from", no_number, 0, *to);
    if (!from) return out_of_range("from", 0, *to);
    const auto path = prover.consistency(*from, *to);
    if (!path) return tree_fault(path.fault());
    JsonWriter json = proof_of("consistency", list);
    json.key("from").integer(json_number(*from)).key("to").integer(json_number(*to));
    write_path(json, path.value());
    // Whoever comes back asks once for both.
    const bool present = query_value(query, "to").empty();
    if (present) {
        const auto note = list.checkpoint();
        if (!note) return tree_fault(note.fault());
        json.key("checkpoint").string(note.value());
    }
    return proof_answer(json, !present);
}

}  // namespace

AskedList own_list(Hub& hub, Room& room) {
    const StoredDebate& stored = room.stored();
    return {stored.id,   stored.epoch,        stored.row,
            room.head(), hub.store().trees(), [&hub, &room] { return hub.checkpoint(room); }};
}

std::optional<HttpAnswer> answer_of_tree(const AskedList& list, std::string_view what,
                                         std::string_view query) {
    if (what == "checkpoint") return checkpoint(list);
    if (what.substr(0, 5) == "tile/") return tile(list, what.substr(5));
    if (what != "proof/inclusion" && what != "proof/consistency") return std::nullopt;
    const seal::Prover prover(
        [&list](unsigned level, std::uint64_t first, std::uint64_t count) {
            return list.trees.hashes(list.row, level, first, count);
        },
        list.head);
    if (what == "proof/inclusion") return inclusion(prover, list, query);
    return consistency(prover, list, query);
}

}  // namespace palabre::hub
