#include "interchange/json_fields.hpp"

#include <nlohmann/json.hpp>

#include "deliberation/limits.hpp"

namespace palabre {

namespace {

Fault refuse_field(std::string where, Sentence what) {
    return {"json", std::move(where), std::move(what)};
}

}  // namespace

std::string JsonFields::path(std::string_view key) const {
    return path_ + (path_.empty() ? "" : ".") + std::string(key);
}

const nlohmann::json* JsonFields::find(std::string_view key) const {
    const auto found = object_->find(std::string(key));
    return found == object_->end() ? nullptr : &*found;
}

Result<std::string> JsonFields::text(std::string_view key) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr || !value->is_string())
        return refuse_field(path(key), "this must be a text");
    return value->get_ref<const std::string&>();
}

Result<std::int64_t> JsonFields::whole(std::string_view key) const {
    const nlohmann::json* value = find(key);
    const bool fits = value != nullptr && value->is_number_integer() &&
                      (!value->is_number_unsigned() ||
                       value->get<std::uint64_t>() <= std::uint64_t{limits::number_max}) &&
                      value->get<std::int64_t>() >= -limits::number_max &&
                      value->get<std::int64_t>() <= limits::number_max;
    if (!fits) return refuse_field(path(key), "this must be a whole number");
    return value->get<std::int64_t>();
}

Result<JsonFields> JsonFields::object(std::string_view key) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr || !value->is_object())
        return refuse_field(path(key), "this must be an object");
    return JsonFields(*value, path(key));
}

Result<std::vector<JsonFields>> JsonFields::objects(std::string_view key) const {
    const nlohmann::json* value = find(key);
    if (value == nullptr) return refuse_field(path(key), "this must be a list");
    return objects_in(*value, path(key));
}

Result<std::vector<JsonFields>> objects_in(const nlohmann::json& list, std::string path) {
    if (!list.is_array()) return refuse_field(std::move(path), "this must be a list");
    std::vector<JsonFields> objects;
    for (std::size_t i = 0; i < list.size(); ++i) {
        const std::string at = path + "[" + std::to_string(i) + "]";
        if (!list[i].is_object()) return refuse_field(at, "this must be an object");
        objects.emplace_back(list[i], at);
    }
    return objects;
}

}  // namespace palabre
