#include "interchange/json_writer.hpp"

#include <rapidjson/internal/dtoa.h>

#include <cmath>

namespace palabre {

JsonWriter& JsonWriter::number(double value) {
    if (!std::isfinite(value)) return null();
    if (value == 0.0) return raw("0");
    char digits[32];
    const char* end = rapidjson::internal::dtoa(value, digits);
    std::string_view text(digits, static_cast<std::size_t>(end - digits));
    if (text.size() > 2 && text.substr(text.size() - 2) == ".0") text.remove_suffix(2);
    return raw(text);
}

}  // namespace palabre
