#include "deliberation/naive/strict_json.hpp"

#include <algorithm>

namespace palabre::naive {
namespace {

constexpr int depth_limit = 8;

void append_utf8(std::string& out, unsigned c) {
    const auto tail = [&out](unsigned bits) { out += static_cast<char>(0x80 | (bits & 0x3F)); };
    if (c < 0x80) {
        out += static_cast<char>(c);
    } else if (c < 0x800) {
        out += static_cast<char>(0xC0 | (c >> 6));
        tail(c);
    } else if (c < 0x10000) {
        out += static_cast<char>(0xE0 | (c >> 12));
        tail(c >> 6);
        tail(c);
    } else {
        out += static_cast<char>(0xF0 | (c >> 18));
        tail(c >> 12);
        tail(c >> 6);
        tail(c);
    }
}

class Parser {
  public:
    Parser(std::string_view text, std::vector<std::string>* order) : text_(text), order_(order) {}

    std::optional<Json> whole() {
        Json out = value(1);
        space();
        if (bad_ || at_ != text_.size()) return std::nullopt;
        return out;
    }

  private:
    char now() const { return at_ < text_.size() ? text_[at_] : '\0'; }
    bool take(std::string_view word) {
        if (text_.substr(at_, word.size()) != word) return false;
        at_ += word.size();
        return true;
    }
    void space() {
        while (at_ < text_.size() && std::string_view(" \t\n\r").find(text_[at_]) != text_.npos) {
            ++at_;
        }
    }
    Json fail() {
        bad_ = true;
        return nullptr;
    }

    Json value(int depth) {
        space();
        if (bad_ || at_ >= text_.size()) return fail();
        if (now() == '{') return depth > depth_limit ? fail() : object(depth);
        if (now() == '[') return depth > depth_limit ? fail() : list(depth);
        if (now() == '"') return string();
        if (take("true")) return true;
        if (take("false")) return false;
        if (take("null")) return nullptr;
        return number();
    }

    Json object(int depth) {
        Json out = Json::object();
        ++at_;
        space();
        if (take("}")) return out;
        for (;;) {
            space();
            if (now() != '"') return fail();
            const std::string key = string();
            if (bad_ || out.contains(key)) return fail();
            if (depth == 1 && order_ != nullptr) order_->push_back(key);
            space();
            if (!take(":")) return fail();
            out[key] = value(depth + 1);
            space();
            if (bad_) return fail();
            if (take("}")) return out;
            if (!take(",")) return fail();
        }
    }

    Json list(int depth) {
        Json out = Json::array();
        ++at_;
        space();
        if (take("]")) return out;
        for (;;) {
            out.push_back(value(depth + 1));
            space();
            if (bad_) return fail();
            if (take("]")) return out;
            if (!take(",")) return fail();
        }
    }

    /// The four hexadecimal digits after `\u`, or nothing.
    std::optional<unsigned> hex() {
        unsigned out = 0;
        for (int i = 0; i < 4; ++i, ++at_) {
            const char c = now();
            if (c >= '0' && c <= '9')
                out = out * 16 + static_cast<unsigned>(c - '0');
            else if (c >= 'a' && c <= 'f')
                out = out * 16 + static_cast<unsigned>(c - 'a' + 10);
            else if (c >= 'A' && c <= 'F')
                out = out * 16 + static_cast<unsigned>(c - 'A' + 10);
            else
                return std::nullopt;
        }
        return out;
    }

    std::string string() {
        std::string out;
        for (++at_;;) {
            if (at_ >= text_.size()) break;
            const char c = text_[at_++];
            if (c == '"') return out;
            if (static_cast<unsigned char>(c) < 0x20) break;
            if (c != '\\') {
                out += c;
                continue;
            }
            const std::string_view letters = "\"\\/bfnrt", meant = "\"\\/\b\f\n\r\t";
            const char e = now();
            if (const auto i = letters.find(e); e != '\0' && i != letters.npos) {
                out += meant[i];
                ++at_;
            } else if (!take("u") || !escaped_unit(out)) {
                break;
            }
        }
        bad_ = true;
        return out;
    }

    bool escaped_unit(std::string& out) {
        const auto high = hex();
        if (!high || (*high >= 0xDC00 && *high <= 0xDFFF)) return false;
        if (*high < 0xD800 || *high > 0xDFFF) {
            append_utf8(out, *high);
            return true;
        }
        if (!take("\\u")) return false;
        const auto low = hex();
        if (!low || *low < 0xDC00 || *low > 0xDFFF) return false;
        append_utf8(out, 0x10000 + ((*high - 0xD800) << 10) + (*low - 0xDC00));
        return true;
    }

    Json number() {
        const std::size_t start = at_;
        while (std::string_view("+-.0123456789eE").find(now()) != text_.npos && now() != '\0')
            ++at_;
        const std::string_view found = text_.substr(start, at_ - start);
        const bool negative = found.starts_with('-');
        const std::string_view digits = found.substr(negative ? 1 : 0);
        const bool all_digits =
            !digits.empty() && digits.find_first_not_of("0123456789") == text_.npos;
        if (!all_digits || digits.size() > 16) return fail();
        if (digits.front() == '0' && (negative || digits.size() > 1)) return fail();
        std::int64_t out = 0;
        for (const char d : digits) out = out * 10 + (d - '0');
        if (out > largest_number) return fail();
        return negative ? -out : out;
    }

    std::string_view text_;
    std::vector<std::string>* order_;
    std::size_t at_ = 0;
    bool bad_ = false;
};

std::u16string utf16(std::string_view text) {
    std::u16string out;
    for (std::size_t i = 0; i < text.size();) {
        const auto byte = [&](std::size_t k) { return static_cast<unsigned char>(text[i + k]); };
        const unsigned lead = byte(0);
        const std::size_t length = lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
        unsigned c = length == 1 ? lead : lead & (0x7Fu >> length);
        for (std::size_t k = 1; k < length; ++k) c = (c << 6) | (byte(k) & 0x3Fu);
        if (c < 0x10000) {
            out += static_cast<char16_t>(c);
        } else {
            out += static_cast<char16_t>(0xD800 + ((c - 0x10000) >> 10));
            out += static_cast<char16_t>(0xDC00 + ((c - 0x10000) & 0x3FF));
        }
        i += length;
    }
    return out;
}

}  // namespace

bool is_utf8(std::string_view bytes) {
    for (std::size_t i = 0; i < bytes.size();) {
        const auto byte = [&](std::size_t k) {
            return i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u;
        };
        const unsigned lead = byte(0);
        std::size_t length = 0;
        unsigned least = 0x80, most = 0xBF;  // of the second byte
        if (lead < 0x80)
            length = 1;
        else if (lead >= 0xC2 && lead <= 0xDF)
            length = 2;
        else if (lead >= 0xE0 && lead <= 0xEF)
            length = 3;
        else if (lead >= 0xF0 && lead <= 0xF4)
            length = 4;
        else
            return false;
        if (lead == 0xE0) least = 0xA0;
        if (lead == 0xED) most = 0x9F;
        if (lead == 0xF0) least = 0x90;
        if (lead == 0xF4) most = 0x8F;
        for (std::size_t k = 1; k < length; ++k) {
            if (byte(k) < (k == 1 ? least : 0x80u) || byte(k) > (k == 1 ? most : 0xBFu))
                return false;
        }
        i += length;
    }
    return true;
}

std::optional<Json> parse_strict(std::string_view text, std::vector<std::string>* order) {
    return Parser(text, order).whole();
}

std::optional<Json> parse_in_log(std::string_view text, std::vector<std::string>* order) {
    if (text.find_first_of("\r\n") != text.npos) return std::nullopt;
    return parse_strict(text, order);
}

std::string canonical(const Json& value) {
    if (value.is_array()) {
        std::string out = "[";
        for (const Json& item : value) out += (out.size() > 1 ? "," : "") + canonical(item);
        return out + "]";
    }
    if (!value.is_object()) return value.dump();
    std::vector<std::pair<std::u16string, std::string>> members;
    for (const auto& [key, item] : value.items()) {
        members.emplace_back(utf16(key), Json(key).dump() + ":" + canonical(item));
    }
    std::sort(members.begin(), members.end());
    std::string out = "{";
    for (const auto& [key, text] : members) out += (out.size() > 1 ? "," : "") + text;
    return out + "}";
}

std::size_t code_points(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0) != 0x80;
    }));
}

}  // namespace palabre::naive
