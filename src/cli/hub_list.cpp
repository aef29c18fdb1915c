#include "cli/hub_list.hpp"

#include "interchange/body_fields.hpp"
#include "interchange/composition.hpp"
#include "interchange/line_reader.hpp"
#include "interchange/live_debate.hpp"
#include "interchange/strict_json.hpp"

namespace palabre {

HubList::HubList(std::string_view log) {
    LineReader lines;
    std::size_t number = 0;
    while (!log.empty()) {
        const LogLine line = lines.read(take_line(log), ++number == 1);
        if (line.is == LogLine::Is::blank || line.is == LogLine::Is::debate) continue;
        // What is no line at all has no leaf either.
        if (line.head_text.empty()) continue;
        if (line.is == LogLine::Is::entry && line.body) {
            if (auto stamp = read_stamp(*line.body)) {
                stamp->place = entries_.size();
                stamp->author = line.head.author;
                stamp->n = line.head.n;
                stamps_.push_back(std::move(*stamp));
            }
        }
        add(number, line.head_text, line.sig);
    }
}

void HubList::add(std::size_t line, std::string_view head, std::string_view sig) {
    std::string id = entry_id(head);
    if (!places_.emplace(id, entries_.size()).second) repeated_.push_back(entries_.size());
    entries_.push_back({line, std::move(id)});
    const Digest leaf = seal::leaf_hash(write_line(head, sig, nullptr));
    std::vector<seal::TileHash> completed;
    tree_.add_hash(leaf, &completed);
    levels_[0].push_back(leaf);
    for (const seal::TileHash& each : completed) levels_[each.level].push_back(each.hash);
}

std::optional<std::size_t> HubList::place_of(std::string_view id) const {
    const auto found = places_.find(id);
    if (found == places_.end()) return std::nullopt;
    return found->second;
}

Digest HubList::root(std::uint64_t size) const {
    const seal::Prover prover(
        [this](unsigned level, std::uint64_t first, std::uint64_t count) {
            const auto begin = levels_[level].begin() + static_cast<std::ptrdiff_t>(first);
            return std::vector<Digest>(begin, begin + static_cast<std::ptrdiff_t>(count));
        },
        entries_.size());
    return prover.root(size).value();
}

std::optional<HubList::Stamp> read_stamp(std::string_view body) {
    // Most bodies are something else: they are not parsed.
    if (body.find(R"("do":"stamp")") == std::string_view::npos) return std::nullopt;
    StrictJson json;
    if (!json.parse(body) || !json.is_object()) return std::nullopt;
    const BodyFields fields(json, 0);
    if (fields.text("do") != "stamp") return std::nullopt;
    const auto time = fields.whole("time");
    HubList::Stamp stamp;
    const bool listed = fields.list("ids", [&stamp](const JsonToken& item) {
        if (item.kind != JsonToken::Kind::text) return false;
        stamp.ids.emplace_back(item.text);
        return true;
    });
    if (!time || !listed) return std::nullopt;
    stamp.time = *time;
    return stamp;
}

}  // namespace palabre
