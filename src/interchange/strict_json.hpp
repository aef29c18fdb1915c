#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/value.hpp"

namespace palabre {

/// One token of a parsed text. A container's items follow it; `next` is behind all of them.
struct JsonToken {
    enum class Kind : std::uint8_t { null, boolean, number, text, list, object };
    Kind kind = Kind::null;
    bool boolean = false;
    std::uint32_t size = 0;  ///< items of a list, pairs of an object
    std::uint32_t next = 0;  ///< index of the token behind this value
    std::int64_t number = 0;
    std::uint64_t keys = 0;  ///< of an object: a bit for each key, some share one
    std::string_view text;   ///< decoded; of a key too (keys are text tokens before each value)
};

/// The JSON of entries and nothing more (docs/entry.md, section 1): UTF-8 that the caller has
/// checked, no key twice, no lone surrogate, whole numbers within 2^53-1 in one form, a bounded
/// depth. Reads a text into flat tokens without allocating once it has grown. The plain
/// fold of the tests reads the same entries through nlohmann/json, and must agree.
class StrictJson {
  public:
    enum class LineEnds : std::uint8_t { refused, spaces };

    /// Whether `text` is one such value. Tokens and their texts stay valid until the next call
    /// and while `text` does.
    bool parse(std::string_view text, LineEnds line_ends = LineEnds::refused);

    [[nodiscard]] const JsonToken& at(std::uint32_t index) const { return tokens_[index]; }
    [[nodiscard]] bool is_object() const { return at(0).kind == JsonToken::Kind::object; }

    /// Index of the value of `key` in the object at `object`, or 0 where there is none.
    [[nodiscard]] std::uint32_t find(std::uint32_t object, std::string_view key) const;
    /// The same, where a value of null counts as none.
    [[nodiscard]] std::uint32_t some(std::uint32_t object, std::string_view key) const;
    /// The value at `index` as a tree of its own.
    [[nodiscard]] Value value(std::uint32_t index) const;

  private:
    bool parse_value(int depth);
    bool container(int depth, bool object);
    bool string();
    JsonToken& add(JsonToken::Kind kind);
    void add_text(std::string_view text);
    bool escaped(std::size_t start);
    bool escaped_unit();
    bool number();
    bool word(std::string_view name, JsonToken::Kind kind, bool boolean);
    bool keys_differ(std::uint32_t object);
    void space();
    [[nodiscard]] bool peek(char c) const { return at_ < text_.size() && text_[at_] == c; }

    std::vector<JsonToken> tokens_;
    std::vector<std::string_view> keys_;
    std::vector<char> decoded_;
    char* decoded_end_ = nullptr;
    std::string_view text_;
    std::size_t at_ = 0;
    LineEnds line_ends_ = LineEnds::refused;
};

}  // namespace palabre
