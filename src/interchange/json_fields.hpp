#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "deliberation/result.hpp"

namespace palabre {

/// An object of a foreign JSON file and the path to it, so that a fault says where it is.
/// The document must outlive it.
class JsonFields {
  public:
    JsonFields(const nlohmann::json& object, std::string path)
        : object_(&object), path_(std::move(path)) {}

    /// The path of a field, such as `[3].votes.for`.
    [[nodiscard]] std::string path(std::string_view key) const;
    [[nodiscard]] const nlohmann::json* find(std::string_view key) const;
    [[nodiscard]] const nlohmann::json& whole_object() const { return *object_; }

    // Errors: "json", `where` being the path, for what is missing or of another type.
    [[nodiscard]] Result<std::string> text(std::string_view key) const;
    /// Within limits::number_max.
    [[nodiscard]] Result<std::int64_t> whole(std::string_view key) const;
    [[nodiscard]] Result<JsonFields> object(std::string_view key) const;
    [[nodiscard]] Result<std::vector<JsonFields>> objects(std::string_view key) const;

  private:
    const nlohmann::json* object_;
    std::string path_;
};

/// The objects of a list. Errors: "json", where it is none or holds something else.
[[nodiscard]] Result<std::vector<JsonFields>> objects_in(const nlohmann::json& list,
                                                         std::string path);

}  // namespace palabre
