#pragma once

#include <initializer_list>
#include <optional>
#include <string_view>

#include "deliberation/outline.hpp"
#include "deliberation/stance.hpp"
#include "interchange/strict_json.hpp"

namespace palabre {

/// The fields of one object, by type. What is null counts as absent.
class BodyFields {
  public:
    BodyFields(const StrictJson& json, std::uint32_t object) : json_(&json), object_(object) {}

    [[nodiscard]] bool is_object() const { return token(object_).kind == Kind::object; }
    [[nodiscard]] bool has(std::string_view name) const { return json_->find(object_, name) != 0; }
    [[nodiscard]] bool has_some(std::string_view name) const {
        return json_->some(object_, name) != 0;
    }

    [[nodiscard]] std::optional<std::string_view> text(std::string_view name) const {
        const std::uint32_t at = json_->find(object_, name);
        if (at == 0 || token(at).kind != Kind::text) return std::nullopt;
        return token(at).text;
    }
    [[nodiscard]] std::optional<std::int64_t> whole(std::string_view name) const {
        const std::uint32_t at = json_->find(object_, name);
        if (at == 0 || token(at).kind != Kind::number) return std::nullopt;
        return token(at).number;
    }
    [[nodiscard]] std::optional<bool> boolean(std::string_view name) const {
        const std::uint32_t at = json_->find(object_, name);
        if (at == 0 || token(at).kind != Kind::boolean) return std::nullopt;
        return token(at).boolean;
    }
    [[nodiscard]] std::optional<Stance> stance(std::string_view name) const {
        const auto word = text(name);
        return word ? stance_from(*word) : std::nullopt;
    }
    [[nodiscard]] bool is_null(std::string_view name) const {
        const std::uint32_t at = json_->find(object_, name);
        return at != 0 && token(at).kind == Kind::null;
    }

    // Whether an optional field is absent or of its form.
    [[nodiscard]] bool optional_text(std::string_view name) const {
        return !has_some(name) || text(name).has_value();
    }
    [[nodiscard]] bool optional_boolean(std::string_view name) const {
        return !has_some(name) || boolean(name).has_value();
    }
    [[nodiscard]] bool optional_object(std::string_view name) const {
        const std::uint32_t at = json_->some(object_, name);
        return at == 0 || token(at).kind == Kind::object;
    }
    [[nodiscard]] bool optional_whole(std::string_view name, std::int64_t least,
                                      std::int64_t most) const {
        if (!has_some(name)) return true;
        const auto number = whole(name);
        return number && *number >= least && *number <= most;
    }
    [[nodiscard]] bool optional_word(std::string_view name,
                                     std::initializer_list<std::string_view> words) const {
        if (!has_some(name)) return true;
        const auto said = text(name);
        if (!said) return false;
        for (const std::string_view word : words) {
            if (*said == word) return true;
        }
        return false;
    }

    /// A text of `least` to `most` code points.
    [[nodiscard]] bool bounded(std::string_view name, std::size_t least, std::size_t most) const {
        const auto said = text(name);
        if (!said) return false;
        const std::size_t length = code_points(*said);
        return length >= least && length <= most;
    }
    /// The object in a field that is there and not null.
    [[nodiscard]] std::optional<BodyFields> sub(std::string_view name) const {
        const std::uint32_t at = json_->some(object_, name);
        if (at == 0) return std::nullopt;
        return BodyFields(*json_, at);
    }
    /// Calls `each` with the token of each item; false where the field is no list or `each` says
    /// so.
    template <class Each>
    [[nodiscard]] bool list(std::string_view name, Each each) const {
        const std::uint32_t at = json_->find(object_, name);
        if (at == 0 || token(at).kind != Kind::list) return false;
        std::uint32_t item = at + 1;
        for (std::uint32_t i = 0; i < token(at).size; ++i, item = token(item).next) {
            if (!each(token(item))) return false;
        }
        return true;
    }
    [[nodiscard]] std::uint32_t size() const { return token(object_).size; }

  private:
    using Kind = JsonToken::Kind;
    [[nodiscard]] const JsonToken& token(std::uint32_t at) const { return json_->at(at); }

    const StrictJson* json_;
    std::uint32_t object_;
};

/// A claim as a quote or an outline has it, its id not compared; nothing where a field has not
/// its form.
[[nodiscard]] std::optional<DeclaredClaim> read_declared_claim(const StrictJson& json,
                                                               std::uint32_t object);

}  // namespace palabre
