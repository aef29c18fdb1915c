#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace palabre {

/// A JSON value as entries allow it: numbers are whole and within limits::number_max.
/// Used where a field's form is the author's own (a rule, figures, a choice); plain data.
struct Value {
    enum class Kind : std::uint8_t { null, boolean, number, text, list, object };
    using Field = std::pair<std::string, Value>;

    Kind kind = Kind::null;
    bool boolean = false;
    std::int64_t number = 0;
    std::string text;
    std::vector<Value> items;
    std::vector<Field> fields;  ///< in the order of the source, no key twice

    static Value of(std::int64_t whole);
    static Value of(bool truth);
    static Value of(std::string_view words);
    static Value list(std::vector<Value> values = {});
    static Value object(std::vector<Field> pairs = {});

    [[nodiscard]] bool is(Kind other) const { return kind == other; }
    [[nodiscard]] bool is_null() const { return kind == Kind::null; }
    /// The field of that name, or null where there is none or this is no object.
    [[nodiscard]] const Value* find(std::string_view name) const;
    /// The same, where a field that is null counts as absent.
    [[nodiscard]] const Value* some(std::string_view name) const;
};

/// A string as JSON.stringify writes it, with its quotes.
void append_json_string(std::string& out, std::string_view text);

/// The canonical form: keys sorted by UTF-16 code units, nothing between tokens.
/// Source: RFC 8785.
[[nodiscard]] std::string canonical(const Value& value);

/// Whether `left` comes before `right` by UTF-16 code units.
[[nodiscard]] bool utf16_less(std::string_view left, std::string_view right);

}  // namespace palabre
