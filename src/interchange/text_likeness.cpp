#include "interchange/text_likeness.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "deliberation/sorting.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

// What stands for U+00C0..U+017F without accent and case: one letter each, `?` for no letter,
// and a digit for a ligature (1 ae, 2 oe, 3 ss, 4 ij, 5 th).
constexpr std::string_view latin =
    "aaaaaa1ceeeeiiiidnooooo?ouuuuy53"
    "aaaaaa1ceeeeiiiidnooooo?ouuuuy5y"
    "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiii44jjkkklllllll"
    "lllnnnnnnnnnoooooo22rrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";
static_assert(latin.size() == 0x180 - 0xC0);

struct Decoded {
    std::uint32_t point = 0;
    std::size_t size = 1;
};

// One code point of valid UTF-8.
Decoded decode(std::string_view text) {
    const auto byte = [&text](std::size_t i) {
        return i < text.size() ? static_cast<std::uint32_t>(static_cast<unsigned char>(text[i]))
                               : 0U;
    };
    const std::uint32_t lead = byte(0);
    if (lead < 0x80) return {lead, 1};
    if (lead < 0xE0) return {((lead & 0x1FU) << 6U) | (byte(1) & 0x3FU), 2};
    if (lead < 0xF0) {
        return {((lead & 0x0FU) << 12U) | ((byte(1) & 0x3FU) << 6U) | (byte(2) & 0x3FU), 3};
    }
    return {((lead & 0x07U) << 18U) | ((byte(1) & 0x3FU) << 12U) | ((byte(2) & 0x3FU) << 6U) |
                (byte(3) & 0x3FU),
            4};
}

bool is_mark(std::uint32_t point) {
    return point >= 0x0300 && point <= 0x036F;
}

// Punctuation and spaces outside Latin: general punctuation and CJK symbols.
bool is_gap(std::uint32_t point) {
    return (point >= 0x2000 && point <= 0x206F) || (point >= 0x3000 && point <= 0x303F) ||
           (point >= 0x80 && point < 0xC0 && point != 0xAA && point != 0xBA && point != 0xB5);
}

std::uint32_t lower(std::uint32_t point) {
    if (point >= 0x0391 && point <= 0x03A9) return point + 0x20;
    if (point >= 0x0410 && point <= 0x042F) return point + 0x20;
    if (point >= 0x0400 && point <= 0x040F) return point + 0x50;
    return point;
}

void append_latin(std::string& out, char folded) {
    switch (folded) {
        case '1':
            out += "ae";
            break;
        case '2':
            out += "oe";
            break;
        case '3':
            out += "ss";
            break;
        case '4':
            out += "ij";
            break;
        case '5':
            out += "th";
            break;
        default:
            out += folded;
    }
}

}  // namespace

std::string folded_words(std::string_view text) {
    std::string out;
    out.reserve(text.size() + 1);
    bool inside = false;
    const auto begin_word = [&out, &inside] {
        if (!inside) out += ' ';
        inside = true;
    };
    while (!text.empty()) {
        const auto [point, size] = decode(text);
        text.remove_prefix(std::min(size, text.size()));
        if (is_mark(point)) continue;
        if (point < 0x80) {
            const char c = static_cast<char>(point);
            const bool upper = c >= 'A' && c <= 'Z';
            if (upper || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
                begin_word();
                out += upper ? static_cast<char>(c - 'A' + 'a') : c;
            } else {
                inside = false;
            }
        } else if (point >= 0xC0 && point < 0x180) {
            const char folded = latin[point - 0xC0];
            if (folded == '?') {
                inside = false;
                continue;
            }
            begin_word();
            append_latin(out, folded);
        } else if (is_gap(point)) {
            inside = false;
        } else {
            begin_word();
            append_utf8(out, lower(point));
        }
    }
    return out;
}

std::size_t words_found(std::string_view query, std::string_view text) {
    std::size_t found = 0;
    while (!query.empty()) {
        const std::size_t end = query.find(' ', 1);
        // A folded word begins with its space, which only begins words in the text too.
        if (text.find(query.substr(0, end)) == std::string_view::npos) return 0;
        ++found;
        query = end == std::string_view::npos ? std::string_view() : query.substr(end);
    }
    return found;
}

std::vector<std::uint32_t> trigrams(std::string_view folded) {
    std::vector<std::uint32_t> runs;
    for (std::size_t i = 0; i + 3 <= folded.size(); ++i) {
        const auto byte = [&](std::size_t at) {
            return static_cast<std::uint32_t>(static_cast<unsigned char>(folded[at]));
        };
        runs.push_back((byte(i) << 16U) | (byte(i + 1) << 8U) | byte(i + 2));
    }
    sort_by(runs, std::less<>{});
    runs.erase(std::unique(runs.begin(), runs.end()), runs.end());
    return runs;
}

double dice(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b) {
    if (a.empty() || b.empty()) return 0.0;
    std::size_t common = 0;
    for (std::size_t i = 0, j = 0; i < a.size() && j < b.size();) {
        if (a[i] == b[j]) ++common;
        if (a[i] <= b[j]) {
            if (a[i] == b[j]) ++j;
            ++i;
        } else {
            ++j;
        }
    }
    return 2.0 * static_cast<double>(common) / static_cast<double>(a.size() + b.size());
}

}  // namespace palabre
