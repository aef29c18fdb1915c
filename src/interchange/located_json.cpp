#include "interchange/located_json.hpp"

#include <algorithm>
#include <iterator>
#include <nlohmann/json.hpp>
#include <set>

namespace palabre {

namespace {

constexpr std::size_t depth_max = 32;
constexpr std::int64_t whole_max = (std::int64_t{1} << 53) - 1;

/// Gives the parser bytes and counts the lines it has read, which it does not tell itself.
class CountingBytes {
  public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = const char*;
    using reference = const char&;

    CountingBytes(const char* at, const char** furthest) : at_(at), furthest_(furthest) {}
    reference operator*() const { return *at_; }
    CountingBytes& operator++() {
        *furthest_ = ++at_;
        return *this;
    }
    friend bool operator==(const CountingBytes& a, const CountingBytes& b) {
        return a.at_ == b.at_;
    }
    friend bool operator!=(const CountingBytes& a, const CountingBytes& b) { return !(a == b); }

  private:
    const char* at_;
    const char** furthest_;
};

/// Builds the tree from the parser's events.
class Builder : public nlohmann::json::json_sax_t {
  public:
    Builder(std::string_view text, const char* const& furthest)
        : counted_to_(text.data()), furthest_(furthest) {}

    bool null() override { return add({}); }
    bool boolean(bool value) override {
        LocatedJson json;
        json.kind = LocatedJson::Kind::boolean;
        json.boolean = value;
        return add(std::move(json));
    }
    bool number_integer(number_integer_t value) override {
        return add_number(static_cast<double>(value), value >= -whole_max, value);
    }
    bool number_unsigned(number_unsigned_t value) override {
        return add_number(static_cast<double>(value), value <= std::uint64_t{whole_max},
                          static_cast<std::int64_t>(value));
    }
    bool number_float(number_float_t value, const string_t&) override {
        return add_number(value, false, 0);
    }
    bool string(string_t& value) override {
        LocatedJson json;
        json.kind = LocatedJson::Kind::text;
        json.text = std::move(value);
        return add(std::move(json));
    }
    bool binary(binary_t&) override { return false; }
    bool start_object(std::size_t) override { return open(LocatedJson::Kind::object); }
    bool start_array(std::size_t) override { return open(LocatedJson::Kind::list); }
    bool end_array() override { return close(); }
    bool end_object() override {
        std::set<std::string_view> keys;
        for (const std::string& key : open_.back()->keys) {
            if (!keys.insert(key).second)
                return refuse("the key \"" + key + "\" stands here twice");
        }
        return close();
    }
    bool key(string_t& value) override {
        open_.back()->keys.push_back(std::move(value));
        return true;
    }
    bool parse_error(std::size_t, const std::string& token,
                     const nlohmann::detail::exception&) override {
        // The token may hold any bytes; people find it by its line.
        return refuse(token.empty() ? "the file ends too early" : "this is no JSON");
    }

    [[nodiscard]] const Fault& fault() const { return fault_; }
    [[nodiscard]] LocatedJson take() { return std::move(root_); }

  private:
    bool add_number(double value, bool fits, std::int64_t whole) {
        LocatedJson json;
        json.kind = fits ? LocatedJson::Kind::whole : LocatedJson::Kind::number;
        json.whole = fits ? whole : 0;
        json.number = value;
        // The parser had to read on to see the number end.
        return add(std::move(json), 1);
    }
    bool add(LocatedJson json, std::ptrdiff_t read_on = 0) {
        json.line = line(read_on);
        slot() = std::move(json);
        return true;
    }
    bool open(LocatedJson::Kind kind) {
        if (open_.size() >= depth_max) return refuse("this is nested too deeply");
        LocatedJson& place = slot();
        place.kind = kind;
        place.line = line();
        open_.push_back(&place);
        return true;
    }
    bool close() {
        open_.pop_back();
        return true;
    }
    /// Where the next value goes. The addresses in open_ stay: only the innermost list grows.
    LocatedJson& slot() {
        if (open_.empty()) return root_;
        return open_.back()->items.emplace_back();
    }
    std::size_t line(std::ptrdiff_t read_on = 0) {
        const char* const end = std::max(counted_to_, furthest_ - read_on);
        line_ += static_cast<std::size_t>(std::count(counted_to_, end, '\n'));
        counted_to_ = end;
        return line_;
    }
    bool refuse(Sentence what) {
        if (fault_.code.empty()) {
            fault_ = {"json", "line " + std::to_string(line()), std::move(what)};
        }
        return false;
    }

    LocatedJson root_;
    std::vector<LocatedJson*> open_;
    std::size_t line_ = 1;
    const char* counted_to_;
    const char* const& furthest_;
    Fault fault_;
};

}  // namespace

Result<LocatedJson> LocatedJson::parse(std::string_view text) {
    const char* furthest = text.data();
    Builder builder(text, furthest);
    const CountingBytes begin(text.data(), &furthest);
    const CountingBytes end(text.data() + text.size(), &furthest);
    if (!nlohmann::json::sax_parse(begin, end, &builder)) return builder.fault();
    return builder.take();
}

Fault JsonPlace::refuse(Sentence what) const {
    std::string where = "line " + std::to_string(value_->line);
    if (!path_.empty()) where += ": " + path_;
    return {"json", std::move(where), std::move(what)};
}

bool JsonPlace::has(std::string_view key) const {
    const LocatedJson* found = find(key);
    return found != nullptr && found->kind != LocatedJson::Kind::null;
}

const LocatedJson* JsonPlace::find(std::string_view key) const {
    const auto found = std::find(value_->keys.begin(), value_->keys.end(), key);
    return found == value_->keys.end()
               ? nullptr
               : &value_->items[static_cast<std::size_t>(found - value_->keys.begin())];
}

std::string JsonPlace::path_of(std::string_view key) const {
    return path_ + (path_.empty() ? "" : ".") + std::string(key);
}

Result<JsonPlace> JsonPlace::field(std::string_view key) const {
    if (value_->kind != LocatedJson::Kind::object) return refuse("this must be an object");
    const LocatedJson* found = find(key);
    if (found == nullptr) return refuse("\"" + std::string(key) + "\" is missing here");
    return JsonPlace(*found, path_of(key));
}

Result<std::vector<JsonPlace>> JsonPlace::list() const {
    if (value_->kind != LocatedJson::Kind::list) return refuse("this must be a list");
    std::vector<JsonPlace> items;
    items.reserve(value_->items.size());
    for (std::size_t i = 0; i < value_->items.size(); ++i) {
        items.emplace_back(value_->items[i], path_ + "[" + std::to_string(i) + "]");
    }
    return items;
}

Result<std::vector<std::pair<std::string, JsonPlace>>> JsonPlace::members() const {
    if (value_->kind != LocatedJson::Kind::object) return refuse("this must be an object");
    std::vector<std::pair<std::string, JsonPlace>> members;
    for (std::size_t i = 0; i < value_->keys.size(); ++i) {
        const std::string& name = value_->keys[i];
        members.emplace_back(name, JsonPlace(value_->items[i], path_of(name)));
    }
    return members;
}

Result<std::string> JsonPlace::text() const {
    if (value_->kind != LocatedJson::Kind::text) return refuse("this must be a text");
    return value_->text;
}

Result<bool> JsonPlace::boolean() const {
    if (value_->kind != LocatedJson::Kind::boolean) return refuse("this must be true or false");
    return value_->boolean;
}

Result<std::int64_t> JsonPlace::whole(std::int64_t least, std::int64_t most) const {
    if (value_->kind == LocatedJson::Kind::whole && value_->whole >= least &&
        value_->whole <= most) {
        return value_->whole;
    }
    return refuse("this must be a whole number from " + std::to_string(least) + " to " +
                  std::to_string(most));
}

Result<double> JsonPlace::unit_number() const {
    const bool is_number =
        value_->kind == LocatedJson::Kind::whole || value_->kind == LocatedJson::Kind::number;
    if (is_number && value_->number >= 0.0 && value_->number <= 1.0) return value_->number;
    return refuse("this must be a number from 0 to 1");
}

}  // namespace palabre
