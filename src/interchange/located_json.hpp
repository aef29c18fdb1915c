#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/result.hpp"

namespace palabre {

/// A value of a JSON file that people write, with the line on which it ends, so that a mistake in
/// it can be named where it stands.
struct LocatedJson {
    enum class Kind : std::uint8_t { null, boolean, whole, number, text, list, object };

    Kind kind = Kind::null;
    std::size_t line = 1;
    bool boolean = false;
    std::int64_t whole = 0;  ///< of Kind::whole, which lies within 2^53 - 1
    double number = 0.0;     ///< of Kind::whole and Kind::number
    std::string text;
    std::vector<LocatedJson> items;  ///< of a list, or the values of an object
    std::vector<std::string> keys;   ///< of an object, in the order of the file, as items

    /// Parses a file. Errors: "json", `where` being "line N": no JSON, a key given twice,
    /// containers deeper than 32. A number that is whole but beyond 2^53 - 1 has Kind::number.
    static Result<LocatedJson> parse(std::string_view text);
};

/// A value and the way to it.
class JsonPlace {
  public:
    JsonPlace(const LocatedJson& value, std::string path)
        : value_(&value), path_(std::move(path)) {}

    [[nodiscard]] const LocatedJson& value() const { return *value_; }
    [[nodiscard]] const std::string& path() const { return path_; }
    /// The fault that `what` is wrong here: `where` is "line 3: ballots[2][0]".
    [[nodiscard]] Fault refuse(Sentence what) const;

    [[nodiscard]] bool is_null() const { return value_->kind == LocatedJson::Kind::null; }
    /// Whether the object has this key with a value other than null.
    [[nodiscard]] bool has(std::string_view key) const;

    // Errors of all these: "json", for what is missing or not of the type wanted.
    [[nodiscard]] Result<JsonPlace> field(std::string_view key) const;
    [[nodiscard]] Result<std::vector<JsonPlace>> list() const;
    /// The members of an object by their names, in the order of the file.
    [[nodiscard]] Result<std::vector<std::pair<std::string, JsonPlace>>> members() const;
    [[nodiscard]] Result<std::string> text() const;
    [[nodiscard]] Result<bool> boolean() const;
    [[nodiscard]] Result<std::int64_t> whole(std::int64_t least, std::int64_t most) const;
    [[nodiscard]] Result<double> unit_number() const;  ///< in [0,1]

  private:
    [[nodiscard]] const LocatedJson* find(std::string_view key) const;
    [[nodiscard]] std::string path_of(std::string_view key) const;

    const LocatedJson* value_;
    std::string path_;
};

}  // namespace palabre
