#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "deliberation/value.hpp"

namespace palabre {

/// Writes JSON without a tree in between, also where no JSON library is linked (the core module).
/// The caller keeps begin and end paired, and gives each value in an object its key before.
class JsonWriter {
  public:
    JsonWriter& begin_object() { return open('{'); }
    JsonWriter& end_object() { return close('}'); }
    JsonWriter& begin_array() { return open('['); }
    JsonWriter& end_array() { return close(']'); }
    JsonWriter& key(std::string_view name) {
        comma();
        append_json_string(out_, name);
        out_ += ':';
        after_key_ = true;
        return *this;
    }
    JsonWriter& string(std::string_view text) {
        comma();
        append_json_string(out_, text);
        return *this;
    }
    JsonWriter& integer(std::int64_t number) { return raw(std::to_string(number)); }
    JsonWriter& boolean(bool truth) { return raw(truth ? "true" : "false"); }
    JsonWriter& null() { return raw("null"); }
    /// A finite number so that reading it gives the same bits; null for others.
    JsonWriter& number(double value);
    /// JSON as it stands.
    JsonWriter& raw(std::string_view json) {
        comma();
        out_.append(json);
        return *this;
    }
    JsonWriter& value(const Value& value) { return raw(canonical(value)); }
    [[nodiscard]] std::string take() {
        fresh_ = true;
        after_key_ = false;
        return std::exchange(out_, {});
    }

  private:
    JsonWriter& open(char c) {
        comma();
        out_ += c;
        fresh_ = true;
        return *this;
    }
    JsonWriter& close(char c) {
        out_ += c;
        fresh_ = false;
        return *this;
    }
    void comma() {
        if (after_key_)
            after_key_ = false;
        else if (!fresh_)
            out_ += ',';
        fresh_ = false;
    }

    std::string out_;
    bool fresh_ = true;
    bool after_key_ = false;
};

}  // namespace palabre
