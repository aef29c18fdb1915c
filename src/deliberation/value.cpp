#include "deliberation/value.hpp"

#include <algorithm>

#include "deliberation/sorting.hpp"

namespace palabre {

Value Value::of(std::int64_t whole) {
    Value value;
    value.kind = Kind::number;
    value.number = whole;
    return value;
}

Value Value::of(bool truth) {
    Value value;
    value.kind = Kind::boolean;
    value.boolean = truth;
    return value;
}

Value Value::of(std::string_view words) {
    Value value;
    value.kind = Kind::text;
    value.text = std::string(words);
    return value;
}

Value Value::list(std::vector<Value> values) {
    Value value;
    value.kind = Kind::list;
    value.items = std::move(values);
    return value;
}

Value Value::object(std::vector<Field> pairs) {
    Value value;
    value.kind = Kind::object;
    value.fields = std::move(pairs);
    return value;
}

const Value* Value::find(std::string_view name) const {
    for (const auto& [key, value] : fields) {
        if (key == name) return &value;
    }
    return nullptr;
}

const Value* Value::some(std::string_view name) const {
    const Value* value = find(name);
    return value == nullptr || value->is_null() ? nullptr : value;
}

void append_json_string(std::string& out, std::string_view text) {
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        switch (c) {
            case '"':
                out += "\\\"";
                break;
            case '\\':
                out += "\\\\";
                break;
            case '\b':
                out += "\\b";
                break;
            case '\f':
                out += "\\f";
                break;
            case '\n':
                out += "\\n";
                break;
            case '\r':
                out += "\\r";
                break;
            case '\t':
                out += "\\t";
                break;
            default:
                if (static_cast<unsigned char>(c) < 0x20) {
                    out += "\\u00";
                    out += digits[static_cast<unsigned char>(c) >> 4U];
                    out += digits[static_cast<unsigned char>(c) & 15U];
                } else {
                    out += c;
                }
        }
    }
    out += '"';
}

// UTF-8 bytes order as code points do; UTF-16 differs only where a surrogate pair
// (lead byte 0xF0 and above) meets U+E000..U+FFFF (lead bytes 0xEE and 0xEF).
bool utf16_less(std::string_view left, std::string_view right) {
    const std::size_t size = std::min(left.size(), right.size());
    for (std::size_t i = 0; i < size; ++i) {
        const auto a = static_cast<unsigned char>(left[i]);
        const auto b = static_cast<unsigned char>(right[i]);
        if (a == b) continue;
        if (a >= 0xF0 && (b == 0xEE || b == 0xEF)) return true;
        if (b >= 0xF0 && (a == 0xEE || a == 0xEF)) return false;
        return a < b;
    }
    return left.size() < right.size();
}

namespace {

void append(std::string& out, const Value& value) {
    switch (value.kind) {
        case Value::Kind::null:
            out += "null";
            break;
        case Value::Kind::boolean:
            out += value.boolean ? "true" : "false";
            break;
        case Value::Kind::number:
            out += std::to_string(value.number);
            break;
        case Value::Kind::text:
            append_json_string(out, value.text);
            break;
        case Value::Kind::list: {
            out += '[';
            for (std::size_t i = 0; i < value.items.size(); ++i) {
                if (i > 0) out += ',';
                append(out, value.items[i]);
            }
            out += ']';
            break;
        }
        case Value::Kind::object: {
            std::vector<const Value::Field*> sorted;
            sorted.reserve(value.fields.size());
            for (const Value::Field& field : value.fields) sorted.push_back(&field);
            sort_by(sorted,
                    [](const auto* a, const auto* b) { return utf16_less(a->first, b->first); });
            out += '{';
            for (std::size_t i = 0; i < sorted.size(); ++i) {
                if (i > 0) out += ',';
                append_json_string(out, sorted[i]->first);
                out += ':';
                append(out, sorted[i]->second);
            }
            out += '}';
            break;
        }
    }
}

}  // namespace

std::string canonical(const Value& value) {
    std::string out;
    append(out, value);
    return out;
}

}  // namespace palabre
