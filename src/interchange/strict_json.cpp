#include "interchange/strict_json.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "deliberation/limits.hpp"
#include "deliberation/sorting.hpp"
#include "interchange/utf8.hpp"

namespace palabre {

namespace {

// Enough pairs to compare each with each; beyond, sorting is cheaper and cannot be attacked.
constexpr std::uint32_t few_keys = 12;

// What ends a run of plain bytes in a string: a quote, a backslash, a control character.
constexpr std::array<bool, 256> make_stops() {
    std::array<bool, 256> stops{};
    for (std::size_t c = 0; c < 0x20; ++c) stops[c] = true;
    stops[static_cast<std::size_t>('"')] = true;
    stops[static_cast<std::size_t>('\\')] = true;
    return stops;
}

constexpr std::array<bool, 256> stops = make_stops();

std::size_t run_end(std::string_view text, std::size_t at) {
    while (at < text.size() && !stops[static_cast<unsigned char>(text[at])]) ++at;
    return at;
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

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

}  // namespace

bool StrictJson::parse(std::string_view text, LineEnds line_ends) {
    text_ = text;
    at_ = 0;
    line_ends_ = line_ends;
    tokens_.clear();
    decoded_.clear();
    // Decoded strings are never longer than their source: views into the buffer stay.
    if (decoded_.capacity() < text.size()) decoded_.reserve(text.size());
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
    tokens_.emplace_back();
    tokens_.back().kind = object ? JsonToken::Kind::object : JsonToken::Kind::list;
    std::uint32_t size = 0;
    ++at_;
    space();
    if (!peek(end)) {
        for (;;) {
            if (object) {
                space();
                if (!peek('"') || !string()) return false;
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
    tokens_[self].size = size;
    tokens_[self].next = static_cast<std::uint32_t>(tokens_.size());
    return !object || keys_differ(self);
}

bool StrictJson::keys_differ(std::uint32_t object) {
    const std::uint32_t size = at(object).size;
    if (size < 2) return true;
    keys_.clear();
    std::uint32_t key = object + 1;
    for (std::uint32_t i = 0; i < size; ++i) {
        keys_.push_back(at(key).text);
        key = at(key + 1).next;
    }
    if (size > few_keys) {
        sort_by(keys_, std::less<>{});
        return std::adjacent_find(keys_.begin(), keys_.end()) == keys_.end();
    }
    for (std::size_t i = 1; i < keys_.size(); ++i) {
        for (std::size_t j = 0; j < i; ++j) {
            if (keys_[i] == keys_[j]) return false;
        }
    }
    return true;
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
    JsonToken token;
    token.kind = JsonToken::Kind::text;
    token.text = text;
    token.next = static_cast<std::uint32_t>(tokens_.size()) + 1;
    tokens_.push_back(token);
}

bool StrictJson::escaped(std::size_t start) {
    const std::size_t from = decoded_.size();
    decoded_.append(text_.substr(start, at_ - start));
    while (at_ < text_.size()) {
        const std::size_t end = run_end(text_, at_);
        decoded_.append(text_.data() + at_, end - at_);
        at_ = end;
        if (peek('"')) {
            ++at_;
            add_text(std::string_view(decoded_).substr(from));
            return true;
        }
        if (!peek('\\') || ++at_ == text_.size()) return false;
        switch (text_[at_++]) {
            case '"':
                decoded_ += '"';
                break;
            case '\\':
                decoded_ += '\\';
                break;
            case '/':
                decoded_ += '/';
                break;
            case 'b':
                decoded_ += '\b';
                break;
            case 'f':
                decoded_ += '\f';
                break;
            case 'n':
                decoded_ += '\n';
                break;
            case 'r':
                decoded_ += '\r';
                break;
            case 't':
                decoded_ += '\t';
                break;
            case 'u': {
                const std::int32_t unit = unit_at(text_, at_);
                if (unit < 0 || (unit >= 0xDC00 && unit <= 0xDFFF)) return false;
                at_ += 4;
                auto point = static_cast<std::uint32_t>(unit);
                if (unit >= 0xD800 && unit <= 0xDBFF) {
                    if (text_.substr(at_, 2) != "\\u") return false;
                    const std::int32_t low = unit_at(text_, at_ + 2);
                    if (low < 0xDC00 || low > 0xDFFF) return false;
                    at_ += 6;
                    point = 0x10000U + ((point - 0xD800U) << 10U) +
                            (static_cast<std::uint32_t>(low) - 0xDC00U);
                }
                append_utf8(decoded_, point);
                break;
            }
            default:
                return false;
        }
    }
    return false;
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
    JsonToken token;
    token.kind = JsonToken::Kind::number;
    token.number = negative ? -whole : whole;
    token.next = static_cast<std::uint32_t>(tokens_.size()) + 1;
    tokens_.push_back(token);
    return true;
}

bool StrictJson::word(std::string_view name, JsonToken::Kind kind, bool boolean) {
    if (text_.substr(at_, name.size()) != name) return false;
    at_ += name.size();
    JsonToken token;
    token.kind = kind;
    token.boolean = boolean;
    token.next = static_cast<std::uint32_t>(tokens_.size()) + 1;
    tokens_.push_back(token);
    return true;
}

std::uint32_t StrictJson::find(std::uint32_t object, std::string_view key) const {
    if (at(object).kind != JsonToken::Kind::object) return 0;
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
