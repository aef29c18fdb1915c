#include "interchange/contributions.hpp"

#include <algorithm>
#include <set>

#include "deliberation/limits.hpp"

namespace palabre {

namespace {

// Beside the text a body holds ids, a name, an address and sources: 16 KiB hold them all.
constexpr std::size_t text_bytes_max = 12'000;
constexpr std::size_t side_bytes_max = 2'000;

std::size_t json_bytes(std::string_view text) {
    std::string written;
    append_json_string(written, text);
    return written.size();
}

bool starts_code_point(char c) {
    return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U;
}

// How many bytes of `text` the next part may have.
std::size_t part_limit(std::string_view text) {
    std::size_t points = 0;
    std::size_t bytes = 2;
    std::size_t at = 0;
    while (at < text.size()) {
        std::size_t end = at + 1;
        while (end < text.size() && !starts_code_point(text[end])) ++end;
        bytes += json_bytes(text.substr(at, end - at)) - 2;
        if (++points > limits::text_max || bytes > text_bytes_max) break;
        at = end;
    }
    return at;
}

// Where to cut, at most at `limit`: after the last paragraph, else sentence, else word that leaves
// at least half of the room used, else at the limit.
std::size_t cut_at(std::string_view text, std::size_t limit) {
    if (limit == text.size()) return limit;
    const std::string_view room = text.substr(0, limit);
    for (const std::string_view end : {"\n", ". ", "! ", "? ", "; ", " "}) {
        const std::size_t found = room.rfind(end);
        if (found != room.npos && found + end.size() >= limit / 2) return found + end.size();
    }
    return limit;
}

Fault refuse_contribution(std::string_view id, Sentence what) {
    return {"import", std::string(id), std::move(what)};
}

// A remark that goes on where `first` has no more room.
Contribution continuation(const Contribution& first, std::size_t number, std::string text) {
    Contribution more;
    more.is_claim = false;
    more.id = first.id + "#" + std::to_string(number);
    more.parent = first.id;
    more.text = std::move(text);
    more.lang = first.lang;
    more.name = first.name;
    more.at = first.at;
    more.at_ms = first.at_ms;
    more.url = first.url;
    return more;
}

// What of the sources does not fit beside the text.
std::vector<std::string> take_surplus(std::vector<std::string>& sources) {
    std::vector<std::string> kept;
    std::vector<std::string> surplus;
    std::size_t bytes = 0;
    for (std::string& source : sources) {
        const std::size_t size = json_bytes(source) + 1;
        const bool fits = kept.size() < limits::sources_max && bytes + size <= side_bytes_max &&
                          code_points(source) <= limits::source_max;
        if (fits) bytes += size;
        (fits ? kept : surplus).push_back(std::move(source));
    }
    sources = std::move(kept);
    return surplus;
}

bool is_blank(std::string_view text) {
    return folded_space(text).empty();
}

}  // namespace

Result<Import> fitted(Import import) {
    std::set<std::string, std::less<>> known;
    std::vector<Contribution> fitting;
    fitting.reserve(import.contributions.size());
    for (Contribution& each : import.contributions) {
        if (is_blank(each.text)) return refuse_contribution(each.id, "this has no text");
        for (const std::string* side : {&each.id, &each.name, &each.url, &each.at, &each.lang}) {
            if (json_bytes(*side) > side_bytes_max / 4) {
                return refuse_contribution(each.id.substr(0, 80),
                                           "a name, address or id is longer than 500 bytes");
            }
        }
        if (!each.parent.empty() && known.count(each.parent) == 0) {
            return refuse_contribution(each.id,
                                       "its parent " + each.parent + " does not come before it");
        }
        if (!known.insert(each.id).second)
            return refuse_contribution(each.id, "this id comes twice");
        std::vector<std::string> parts;
        for (std::string_view rest = each.text; !rest.empty();) {
            const std::size_t size = cut_at(rest, part_limit(rest));
            parts.emplace_back(rest.substr(0, size));
            rest.remove_prefix(size);
        }
        std::string surplus;
        for (const std::string& source : take_surplus(each.sources)) surplus += source + "\n";
        for (std::string_view rest = surplus; !rest.empty();) {
            const std::size_t size = cut_at(rest, part_limit(rest));
            parts.emplace_back(rest.substr(0, size));
            rest.remove_prefix(size);
        }
        each.text = parts.front();
        fitting.push_back(std::move(each));
        const Contribution first = fitting.back();
        for (std::size_t i = 1; i < parts.size(); ++i) {
            fitting.push_back(continuation(first, i + 1, std::move(parts[i])));
            if (!known.insert(fitting.back().id).second) {
                return refuse_contribution(fitting.back().id, "this id comes twice");
            }
        }
    }
    import.contributions = std::move(fitting);
    return import;
}

std::string fitted_title(std::string_view title) {
    std::string text = folded_space(title);
    if (code_points(text) <= limits::title_max) return text;
    std::size_t points = 0;
    std::size_t end = 0;
    for (; end < text.size(); ++end) {
        if (starts_code_point(text[end]) && ++points > limits::title_max - 3) break;
    }
    text.resize(end);
    return text + "...";
}

}  // namespace palabre
