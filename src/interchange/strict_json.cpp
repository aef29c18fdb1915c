#include "interchange/strict_json.hpp"

#include <algorithm>
#include <bit>
#include <cstring>
#include <functional>

#include "deliberation/limits.hpp"
#include "deliberation/sorting.hpp"
#include "interchange/ascii.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

constexpr std::uint64_t each_byte = 0x0101010101010101ULL;
constexpr std::uint64_t high_bits = each_byte * 0x80;

// The high bit of the first byte below `limit`; those behind it may be set or not.
constexpr std::uint64_t below(std::uint64_t word, std::uint64_t limit) {
    return (word - each_byte * limit) & ~word & high_bits;
}

bool stops_at(char c) {
    return c == '"' || c == '\\' || static_cast<unsigned char>(c) < 0x20;
}

// How many plain bytes `word` begins with in memory: up to a quote, a backslash, a control
// character.
std::size_t plain_bytes(std::uint64_t word) {
    const std::uint64_t stops = below(word, 0x20) | below(word ^ (each_byte * '"'), 1) |
                                below(word ^ (each_byte * '\\'), 1);
    return stops == 0 ? sizeof word : static_cast<std::size_t>(std::countr_zero(stops)) / 8;
}

// Eight bytes as a number whose lowest byte is the first.
std::uint64_t load(const char* at) {
    std::uint64_t word = 0;
    if constexpr (std::endian::native == std::endian::little) {
        std::memcpy(&word, at, sizeof word);
    } else {
        for (std::size_t i = 0; i < sizeof word; ++i) {
            word |= std::uint64_t{static_cast<unsigned char>(at[i])} << (8 * i);
        }
    }
    return word;
}

std::size_t run_end(std::string_view text, std::size_t at) {
    while (text.size() - at >= 8) {
        const std::size_t plain = plain_bytes(load(text.data() + at));
        at += plain;
        if (plain < 8) return at;
    }
    while (at < text.size() && !stops_at(text[at])) ++at;
    return at;
}

// The same, and copies the run. `to` has room for as many bytes as `text` has behind `at`.
char* copy_run(std::string_view text, std::size_t& at, char* to) {
    while (text.size() - at >= 8) {
        const std::size_t plain = plain_bytes(load(text.data() + at));
        std::memcpy(to, text.data() + at, 8);
        at += plain;
        to += plain;
        if (plain < 8) return to;
    }
    while (at < text.size() && !stops_at(text[at])) *to++ = text[at++];
    return to;
}

// One bit of 64 for a key. The factors keep the keys of entries apart, so that most objects tell
// by their bits that no key comes twice, and what they lack.
std::uint64_t bit_of(std::string_view key) {
    if (key.empty()) return 1;
    const auto first = static_cast<unsigned char>(key.front());
    const auto last = static_cast<unsigned char>(key.back());
    return std::uint64_t{1} << ((first + last * 5U + key.size() * 35U) % 64U);
}

int hex_digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

// The four digits behind `\u`, or -1.
std::int32_t unit_at(std::string_view text, std::size_t at) {
    if (at + 4 > text.size()) return -1;
    std::int32_t unit = 0;
    for (std::size_t i = 0; i < 4; ++i) {
        const int digit = hex_digit(text[at + i]);
        if (digit < 0) return -1;
        unit = unit * 16 + digit;
    }
    return unit;
}

}  // namespace

bool StrictJson::parse(std::string_view text, LineEnds line_ends) {
    text_ = text;
    at_ = 0;
    line_ends_ = line_ends;
    tokens_.clear();
    // Decoded strings are never longer than their source: views into the buffer stay.
    if (decoded_.size() < text.size()) decoded_.resize(text.size());
    decoded_end_ = decoded_.data();
    if (!parse_value(1)) return false;
    space();
    return at_ == text_.size();
}

void StrictJson::space() {
    while (at_ < text_.size()) {
        const char c = text_[at_];
        const bool line_end = c == '\n' || c == '\r';
        if (c != ' ' && c != '\t' && !(line_end && line_ends_ == LineEnds::spaces)) return;
        ++at_;
    }
}

bool StrictJson::parse_value(int depth) {
    space();
    if (at_ == text_.size()) return false;
    switch (text_[at_]) {
        case '{':
            return container(depth, true);
        case '[':
            return container(depth, false);
        case '"':
            return string();
        case 't':
            return word("true", JsonToken::Kind::boolean, true);
        case 'f':
            return word("false", JsonToken::Kind::boolean, false);
        case 'n':
            return word("null", JsonToken::Kind::null, false);
        default:
            return number();
    }
}

bool StrictJson::container(int depth, bool object) {
    if (depth > limits::json_depth_max) return false;
    const char end = object ? '}' : ']';
    const auto self = static_cast<std::uint32_t>(tokens_.size());
    tokens_.emplace_back().kind = object ? JsonToken::Kind::object : JsonToken::Kind::list;
    std::uint32_t size = 0;
    std::uint64_t keys = 0;
    bool differ = true;
    ++at_;
    space();
    if (!peek(end)) {
        for (;;) {
            if (object) {
                space();
                if (!peek('"') || !string()) return false;
                const std::uint64_t bit = bit_of(tokens_.back().text);
                differ = differ && (keys & bit) == 0;
                keys |= bit;
                space();
                if (!peek(':')) return false;
                ++at_;
            }
            if (!parse_value(depth + 1)) return false;
            ++size;
            space();
            if (peek(end)) break;
            if (!peek(',')) return false;
            ++at_;
        }
    }
    ++at_;
    JsonToken& token = tokens_[self];
    token.size = size;
    token.keys = keys;
    token.next = static_cast<std::uint32_t>(tokens_.size());
    return differ || keys_differ(self);
}

bool StrictJson::keys_differ(std::uint32_t object) {
    const std::uint32_t size = at(object).size;
    keys_.clear();
    std::uint32_t key = object + 1;
    for (std::uint32_t i = 0; i < size; ++i) {
        keys_.push_back(at(key).text);
        key = at(key + 1).next;
    }
    sort_by(keys_, std::less<>{});
    return std::adjacent_find(keys_.begin(), keys_.end()) == keys_.end();
}

bool StrictJson::string() {
    const std::size_t start = ++at_;
    at_ = run_end(text_, at_);
    if (peek('\\')) return escaped(start);
    if (!peek('"')) return false;
    add_text(text_.substr(start, at_ - start));
    ++at_;
    return true;
}

void StrictJson::add_text(std::string_view text) {
    JsonToken& token = add(JsonToken::Kind::text);
    token.text = text;
}

JsonToken& StrictJson::add(JsonToken::Kind kind) {
    JsonToken& token = tokens_.emplace_back();
    token.kind = kind;
    token.next = static_cast<std::uint32_t>(tokens_.size());
    return token;
}

bool StrictJson::escaped(std::size_t start) {
    const char* const from = decoded_end_;
    std::memcpy(decoded_end_, text_.data() + start, at_ - start);
    decoded_end_ += at_ - start;
    for (;;) {
        decoded_end_ = copy_run(text_, at_, decoded_end_);
        if (peek('"')) {
            ++at_;
            add_text({from, static_cast<std::size_t>(decoded_end_ - from)});
            return true;
        }
        if (!peek('\\') || ++at_ == text_.size()) return false;
        const char c = text_[at_++];
        switch (c) {
            case '"':
            case '\\':
            case '/':
                *decoded_end_++ = c;
                break;
            case 'b':
                *decoded_end_++ = '\b';
                break;
            case 'f':
                *decoded_end_++ = '\f';
                break;
            case 'n':
                *decoded_end_++ = '\n';
                break;
            case 'r':
                *decoded_end_++ = '\r';
                break;
            case 't':
                *decoded_end_++ = '\t';
                break;
            case 'u':
                if (!escaped_unit()) return false;
                break;
            default:
                return false;
        }
    }
}

// A code point as one or two units of UTF-16, behind the first `\u`.
bool StrictJson::escaped_unit() {
    const std::int32_t unit = unit_at(text_, at_);
    if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return false;
    at_ += 4;
    auto point = static_cast<std::uint32_t>(unit);
    if (unit >= 0xD800 && unit <= 0xDBFF) {
        if (text_.substr(at_, 2) != "\\u") return false;
        const std::int32_t low = unit_at(text_, at_ + 2);
        if (low < 0xDC00 || low > 0xDFFF) return false;
        at_ += 6;
        point = 0x10000U + ((point - 0xD800U) << 10U) + (static_cast<std::uint32_t>(low) - 0xDC00U);
    }
    decoded_end_ = write_utf8(decoded_end_, point);
    return true;
}

bool StrictJson::number() {
    const std::size_t start = at_;
    const bool negative = peek('-');
    if (negative) ++at_;
    const std::size_t digits = at_;
    std::int64_t whole = 0;
    while (at_ < text_.size() && is_digit(text_[at_])) {
        if (at_ - digits >= 16) return false;
        whole = whole * 10 + (text_[at_] - '0');
        ++at_;
    }
    if (at_ == digits || whole > limits::number_max) return false;
    if (text_[digits] == '0' && at_ - start > 1) return false;
    if (peek('.') || peek('e') || peek('E')) return false;
    add(JsonToken::Kind::number).number = negative ? -whole : whole;
    return true;
}

bool StrictJson::word(std::string_view name, JsonToken::Kind kind, bool boolean) {
    if (text_.substr(at_, name.size()) != name) return false;
    at_ += name.size();
    add(kind).boolean = boolean;
    return true;
}

std::uint32_t StrictJson::find(std::uint32_t object, std::string_view key) const {
    // What is no object has no keys either.
    if ((at(object).keys & bit_of(key)) == 0) return 0;
    std::uint32_t index = object + 1;
    for (std::uint32_t i = 0; i < at(object).size; ++i) {
        if (at(index).text == key) return index + 1;
        index = at(index + 1).next;
    }
    return 0;
}

std::uint32_t StrictJson::some(std::uint32_t object, std::string_view key) const {
    const std::uint32_t index = find(object, key);
    return index != 0 && at(index).kind == JsonToken::Kind::null ? 0 : index;
}

Value StrictJson::value(std::uint32_t index) const {
    const JsonToken& token = at(index);
    switch (token.kind) {
        case JsonToken::Kind::null:
            return {};
        case JsonToken::Kind::boolean:
            return Value::of(token.boolean);
        case JsonToken::Kind::number:
            return Value::of(token.number);
        case JsonToken::Kind::text:
            return Value::of(token.text);
        case JsonToken::Kind::list: {
            Value list = Value::list();
            std::uint32_t item = index + 1;
            for (std::uint32_t i = 0; i < token.size; ++i) {
                list.items.push_back(value(item));
                item = at(item).next;
            }
            return list;
        }
        case JsonToken::Kind::object: {
            Value object = Value::object();
            std::uint32_t key = index + 1;
            for (std::uint32_t i = 0; i < token.size; ++i) {
                object.fields.emplace_back(std::string(at(key).text), value(key + 1));
                key = at(key + 1).next;
            }
            return object;
        }
    }
    return {};
}

}  // namespace palabre
