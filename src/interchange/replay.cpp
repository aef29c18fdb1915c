#include "interchange/replay.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>
#include <string>

#include "deliberation/base64url.hpp"
#include "deliberation/sha256.hpp"
#include "deliberation/sorting.hpp"
#include "interchange/live_mandates.hpp"
#include "interchange/rule_book.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

// The debate that most distinct heads name, the smallest of equals; and each line's signature.
std::string most_named(std::string_view log, LineReader::CheckSignature check,
                       std::vector<bool>& good) {
    LineReader reader(check);
    std::map<std::string, std::size_t, std::less<>> count;
    std::set<Digest> seen;
    for (std::size_t number = 1; !log.empty(); ++number) {
        const LogLine line = reader.read(take_line(log), number == 1);
        good.push_back(line.is == LogLine::Is::entry);
        if (line.is != LogLine::Is::entry || !seen.insert(sha256(line.head_text)).second) continue;
        ++count[std::string(line.head.debate)];
    }
    std::string best;
    std::size_t most = 0;
    for (const auto& [debate, heads] : count) {
        if (heads > most) best = debate;
        most = std::max(most, heads);
    }
    return best;
}

}  // namespace

Replayed replay_log(std::string_view log, const ReplayOptions& options) {
    std::string debate = options.debate.value_or("");
    std::string owner = options.owner.value_or("");
    std::vector<bool> good;
    {
        std::string_view rest = log;
        LineReader reader;
        const LogLine first = reader.read(take_line(rest), true);
        if (first.is == LogLine::Is::debate) {
            if (!options.debate) debate = first.debate;
            if (!options.owner) owner = first.owner;
        }
    }
    if (debate.empty()) debate = most_named(log, options.check, good);
    Replayed replayed;
    replayed.debate =
        std::make_unique<LiveDebate>(debate, owner, options.page, nullptr, count_by_the_book,
                                     &mandate_book, options.check_token);
    constexpr std::size_t line_bytes = 512;  // of most entries, about
    replayed.debate->debate().ledger().make_room(log.size() / line_bytes);
    LineReader checked(options.check);
    LineReader unchecked;
    LiveDebate::Applied applied;
    for (std::size_t number = 1; !log.empty(); ++number) {
        const bool known_good = number <= good.size() && good[number - 1];
        LineReader& reader = known_good ? unchecked : checked;
        replayed.debate->take(reader.read(take_line(log), number == 1), number, applied);
    }
    replayed.debate->settle();
    replayed.malformed = std::move(applied.malformed);
    return replayed;
}

Result<Replayed> replay_known(std::string_view log, const ReplayOptions& options) {
    Replayed replayed = replay_log(log, options);
    if (!is_debate_id(replayed.debate->id())) {
        return Fault{"debate", "", "nothing says which debate this is: give --debate site/name"};
    }
    if (const auto fold = replayed.debate->debate().unsupported()) {
        return Fault{"fold", "",
                     "this debate follows rules " + std::to_string(*fold) +
                         ", which this version does not know"};
    }
    return replayed;
}

std::string replay(std::string_view log, const ReplayOptions& options) {
    const Replayed replayed = replay_log(log, options);
    return write_replay(*replayed.debate, replayed.malformed);
}

std::string set_digest(const LiveDebate& live) {
    const Ledger& ledger = live.debate().ledger();
    std::vector<std::string> lines;
    lines.reserve(ledger.entries.size());
    const bool counted = !live.debate().unsupported();
    for (const Entry& entry : ledger.entries) {
        std::string line(ledger.text(entry.id));
        const bool there = entry.has_body && !(counted && entry.erased);
        line += there ? "\n" : " -\n";
        lines.push_back(std::move(line));
    }
    std::vector<std::string_view> sorted(lines.begin(), lines.end());
    sort_by(sorted, std::less<>{});
    Sha256 hash;
    for (const std::string_view line : sorted) hash.update(line);
    return to_hex(hash.finish());
}

Result<Outline> outline_from_json(std::string_view json) {
    json = without_byte_order_mark(json).size() == json.size() ? json : std::string_view();
    StrictJson reader;
    const Fault refused{"outline", "",
                        "The outline is not one: a field is missing or of another "
                        "form, or a hashed id is not the one of its text."};
    if (json.empty() || first_invalid_utf8(json)) return refused;
    if (!reader.parse(json, StrictJson::LineEnds::spaces)) return refused;
    auto outline = read_outline(reader, 0);
    if (!outline) return refused;
    return *std::move(outline);
}

}  // namespace palabre
