#include "deliberation/naive/log_lines.hpp"

#include <algorithm>
#include <set>

#include "deliberation/naive/bytes.hpp"

namespace palabre::naive {
namespace {

struct Line {
    int number = 0;
    std::string id, debate, author, hash;
    std::int64_t n = 0, clock = 0;
    std::optional<std::string> body;
};

bool is_debate(std::string_view text) {
    const auto slash = text.find('/');
    if (slash == text.npos) return false;
    const std::string_view site = text.substr(0, slash), name = text.substr(slash + 1);
    const std::string_view letters = "abcdefghijklmnopqrstuvwxyz0123456789-.";
    const auto fits = [](std::string_view part, std::string_view allowed) {
        return !part.empty() && part.size() <= 64 && part.find_first_not_of(allowed) == part.npos;
    };
    return fits(site, letters) && fits(name, letters.substr(0, 37));
}

bool holds_text(const Json& object, const char* key) {
    return object.contains(key) && object[key].is_string();
}

bool is_other_version(const std::string& head) {
    if (!head.starts_with("{\"v\":") || head.size() < 6) return false;
    if (head[5] != '-' && (head[5] < '0' || head[5] > '9')) return false;
    const auto parsed = parse_in_log(head);
    return parsed && parsed->is_object() && parsed->at("v") != 1;
}

/// A head of version 1 is what writing its values anew gives, byte by byte.
bool read_head(const std::string& head, Line& line) {
    const auto parsed = parse_in_log(head);
    if (!parsed || !parsed->is_object()) return false;
    const Json& h = *parsed;
    for (const char* key : {"debate", "author", "seen", "body"}) {
        if (!holds_text(h, key)) return false;
    }
    for (const char* key : {"v", "n", "clock", "at"}) {
        if (!h.contains(key) || !h[key].is_number()) return false;
    }
    line.debate = h["debate"];
    line.author = h["author"];
    line.hash = h["body"];
    line.n = h["n"];
    line.clock = h["clock"];
    const std::string seen = h["seen"];
    const std::int64_t at = h["at"];
    const std::string anew = "{\"v\":1,\"debate\":\"" + line.debate + "\",\"author\":\"" +
                             line.author + "\",\"n\":" + std::to_string(line.n) +
                             ",\"clock\":" + std::to_string(line.clock) + ",\"seen\":\"" + seen +
                             "\",\"at\":" + std::to_string(at) + ",\"body\":\"" + line.hash + "\"}";
    return anew == head && is_debate(line.debate) && is_key(line.author) && is_key(line.hash) &&
           line.n >= 1 && line.clock >= 1 && at >= 0 && (seen.empty() || is_id(seen));
}

std::vector<std::string_view> split_lines(std::string_view bytes) {
    std::vector<std::string_view> out;
    while (!bytes.empty()) {
        const auto end = bytes.find('\n');
        std::string_view line = bytes.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        out.push_back(line);
        bytes.remove_prefix(end == bytes.npos ? bytes.size() : end + 1);
    }
    return out;
}

bool is_body(const std::string& text, Json& body) {
    constexpr std::size_t small = 16 * 1024, big = 64 * 1024;
    if (text.size() > big) return false;
    std::vector<std::string> order;
    const auto parsed = parse_in_log(text, &order);
    if (!parsed || !parsed->is_object() || order.size() < 2) return false;
    if (order[0] != "salt" || order[1] != "do") return false;
    if (!holds_text(*parsed, "salt") || !holds_text(*parsed, "do")) return false;
    if (!is_base64url(parsed->at("salt").get<std::string>(), 16)) return false;
    const std::set<std::string> may_be_big = {"open", "declare", "ask", "stamp"};
    if (text.size() > small && may_be_big.count(parsed->at("do")) == 0) return false;
    body = *parsed;
    return true;
}

std::optional<std::string> most_named(const std::vector<Line>& lines) {
    std::map<std::string, std::set<std::string>> heads;
    for (const Line& line : lines) heads[line.debate].insert(line.id);
    std::optional<std::string> best;
    for (const auto& [debate, ids] : heads) {
        if (!best || ids.size() > heads[*best].size()) best = debate;
    }
    return best;
}

}  // namespace

Log read_log(std::string_view bytes, std::optional<std::string> debate, bool check_signatures) {
    Log log;
    std::vector<Line> lines;
    int number = 0;
    for (const std::string_view text : split_lines(bytes)) {
        ++number;
        const auto refuse = [&](const char* reason) { log.malformed.emplace_back(number, reason); };
        if (text.find_first_not_of(" \t") == text.npos) continue;
        const auto parsed = is_utf8(text) ? parse_in_log(text) : std::nullopt;
        if (!parsed || !parsed->is_object()) {
            refuse("line");
            continue;
        }
        const Json& object = *parsed;
        const bool names_owner = holds_text(object, "debate") && holds_text(object, "owner") &&
                                 is_debate(object["debate"].get<std::string>()) &&
                                 is_key(object["owner"].get<std::string>());
        if (number == 1 && !object.contains("head") && names_owner) {
            log.owner = object["owner"];
            if (!debate) debate = object["debate"].get<std::string>();
            continue;
        }
        if (!holds_text(object, "head") || !holds_text(object, "sig") ||
            (object.contains("body") && !object["body"].is_string())) {
            refuse("line");
            continue;
        }
        const std::string head = object["head"], signature = object["sig"];
        if (is_other_version(head)) continue;
        Line line;
        line.number = number;
        if (!read_head(head, line)) {
            refuse("head");
            continue;
        }
        if (check_signatures ? !is_signed(line.author, head, signature)
                             : !is_base64url(signature, 64)) {
            refuse("signature");
            continue;
        }
        line.id = id_of(head);
        if (object.contains("body")) line.body = object["body"];
        lines.push_back(line);
    }
    if (!debate) debate = most_named(lines);
    log.debate = debate.value_or("");
    for (const Line& line : lines) {
        if (line.debate != debate) {
            log.malformed.emplace_back(line.number, "debate");
        } else if (line.body && base64url(sha256(*line.body)) != line.hash) {
            log.malformed.emplace_back(line.number, "hash");
        } else {
            Entry& entry = log.entries[line.id];
            entry.id = line.id;
            entry.author = line.author;
            entry.n = line.n;
            entry.clock = line.clock;
            Json body;
            if (!line.body || entry.has) continue;
            entry.has = true;
            if (is_body(*line.body, body)) entry.body = body;
        }
    }
    std::sort(log.malformed.begin(), log.malformed.end());
    return log;
}

}  // namespace palabre::naive
