#include "hub/cluster_answers.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "deliberation/base64url.hpp"
#include "hub/cluster_messages.hpp"
#include "hub/room.hpp"
#include "interchange/body_fields.hpp"
#include "interchange/composition.hpp"
#include "interchange/json_writer.hpp"

namespace palabre::hub {

namespace {

// NATS takes a message of 1 MiB.
constexpr std::size_t answer_bytes_max = 400000;
constexpr std::size_t sets_max = 200;
// So many entries are read for one answer, more or less: the hub's readers wait meanwhile.
constexpr std::uint64_t read_max = 20000;

std::string error_line() {
    return hub_line("error", {});
}

std::string answer_sets(const HubMessage& asked, Store& store, SetDigests& digests) {
    std::vector<StoredDebate> all = store.debates();
    std::sort(all.begin(), all.end(),
              [](const StoredDebate& a, const StoredDebate& b) { return a.id < b.id; });
    const std::string_view after = asked.text("after");
    std::string lines;
    std::size_t count = 0;
    std::uint64_t read = 0;
    bool more = false;
    for (const StoredDebate& each : all) {
        if (each.id <= after) continue;
        more = count == sets_max || read > read_max;
        if (more) break;
        std::uint64_t entries = 0;
        JsonWriter json;
        json.begin_object().key("debate").string(each.id).key("owner").string(each.owner);
        json.key("digest").string(digests.whole(each, entries));
        json.key("size").integer(static_cast<std::int64_t>(each.head));
        lines.append("\n").append(json.end_object().take());
        read += entries;
        ++count;
    }
    return hub_line("sets", {}, {{"more", more ? 1 : 0}}).append(lines);
}

std::string answer_copies(const HubMessage& asked, Store& store) {
    std::string lines;
    std::size_t count = 0;
    bool more = false;
    store.copies().of_hub(asked.text("of"), asked.text("after"),
                          [&](std::string_view debate, const SignedList& list) {
                              more = count == sets_max;
                              if (more) return false;
                              JsonWriter json;
                              json.begin_object().key("debate").string(debate);
                              write_signed_list(json, list);
                              lines.append("\n").append(json.end_object().take());
                              ++count;
                              return true;
                          });
    return hub_line("copies", {}, {{"more", more ? 1 : 0}}).append(lines);
}

std::string answer_buckets(const StoredDebate& debate, SetDigests& digests) {
    JsonWriter json;
    json.begin_object().key("type").string("buckets").key("digests").begin_array();
    for (const Digest& each : digests.buckets(debate)) json.string(to_base64url(each));
    return json.end_array().end_object().take();
}

std::string answer_ids(const HubMessage& asked, const StoredDebate& debate, Store& store) {
    std::array<bool, bucket_count> wanted{};
    const bool good = BodyFields(asked.json(), 0).list("buckets", [&wanted](const JsonToken& each) {
        const bool is_bucket = each.kind == JsonToken::Kind::number && each.number >= 0 &&
                               each.number < static_cast<std::int64_t>(bucket_count);
        if (is_bucket) wanted[static_cast<std::size_t>(each.number)] = true;
        return is_bucket;
    });
    if (!good) return error_line();
    const Position after = asked.number("after");
    const Position to = std::min(debate.head, after + read_max);
    std::string lines;
    store.read_whole(debate.row, after, to, [&](const StoredEntry& entry) {
        const std::string id = entry_id(entry.head);
        if (!wanted[bucket_of(id)]) return true;
        lines.append("\n").append(std::to_string(entry.position)).append(" ").append(id);
        lines.append(entry.body ? " +" : " -");
        return true;
    });
    return hub_line("ids", {}, {{"to", to}, {"more", to < debate.head ? 1 : 0}}).append(lines);
}

std::string answer_lines(const HubMessage& asked, const StoredDebate& debate, Store& store) {
    std::string found;
    const bool good = BodyFields(asked.json(), 0).list("positions", [&](const JsonToken& each) {
        if (each.kind != JsonToken::Kind::number || each.number < 1) return false;
        if (found.size() > answer_bytes_max) return true;
        const auto position = static_cast<Position>(each.number);
        store.read_whole(debate.row, position - 1, position, [&found](const StoredEntry& entry) {
            found.append("\n").append(line_of(entry));
            return true;
        });
        return true;
    });
    return good ? hub_line("lines", {}).append(found) : error_line();
}

}  // namespace

std::string answer_to_hub(std::string_view question, Store& store, SetDigests& digests) {
    HubMessage asked;
    if (!asked.read(question)) return error_line();
    const std::string_view type = asked.text("type");
    if (type == "sets") return answer_sets(asked, store, digests);
    if (type == "copies") return answer_copies(asked, store);
    const auto debate = store.find(asked.text("debate"));
    if (!debate) return error_line();
    if (type == "buckets") return answer_buckets(*debate, digests);
    if (type == "ids") return answer_ids(asked, *debate, store);
    if (type == "lines") return answer_lines(asked, *debate, store);
    return error_line();
}

}  // namespace palabre::hub
