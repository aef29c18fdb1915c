#include "interchange/rule_markup.hpp"

#include <algorithm>
#include <array>

#include "deliberation/limits.hpp"

namespace palabre {

namespace {

constexpr std::array<std::string_view, 13> names{
    "seats", "grades",       "credits", "points",  "max-per-option", "budget", "bins",
    "scale", "casting-vote", "liquid",  "meeting", "max-proxies",    "ties"};

std::optional<std::int64_t> digits(std::string_view text, std::size_t most) {
    if (text.empty() || text.size() > most) return std::nullopt;
    std::int64_t number = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        number = number * 10 + (c - '0');
    }
    return number;
}

std::optional<std::int64_t> end_of_scale(std::string_view text) {
    const bool negative = !text.empty() && text[0] == '-';
    const auto number = digits(text.substr(negative ? 1 : 0), 9);
    if (!number) return std::nullopt;
    return negative ? -*number : *number;
}

// How many words stand in a list with commas; 0 where it is none, or one of them is empty.
std::int64_t words_in(std::string_view text) {
    std::int64_t words = 0;
    for (std::size_t at = 0; at <= text.size(); ++words) {
        const std::size_t end = std::min(text.find(',', at), text.size());
        if (text.substr(at, end - at).find_first_not_of(' ') == text.npos) return 0;
        at = end + 1;
    }
    return words > 1 ? words : 0;
}

}  // namespace

bool is_rule_attribute(std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

std::string rule_key(std::string_view attribute) {
    std::string key(attribute);
    std::replace(key.begin(), key.end(), '-', '_');
    return key;
}

std::optional<std::int64_t> number_from_one(std::string_view text) {
    if (text.empty() || text[0] == '0') return std::nullopt;
    return digits(text, 15);
}

Result<Value> rule_part_from(std::string_view attribute, std::string_view text) {
    const auto refuse = [attribute](std::string_view what) {
        return Fault{"html", std::string(attribute), std::string(what)};
    };
    if (attribute == "casting-vote") {
        if (text != "yes" && text != "no") return refuse("a casting vote is yes or no");
        return Value::of(text);
    }
    if (attribute == "meeting") return Value::of(text);
    if (attribute == "liquid") {
        if (text != "yes") return refuse("votes are lent where this is yes");
        return Value::of(true);
    }
    if (attribute == "ties") {
        if (text != "draw") return refuse("ties are settled by a draw, or not at all");
        return Value::of(text);
    }
    if (attribute == "scale") {
        const std::size_t dots = text.find("..");
        const std::size_t gap = dots == text.npos ? text.find(' ') : dots;
        std::string_view low = text.substr(0, gap);
        std::string_view high = gap == text.npos ? "" : text.substr(gap + (gap == dots ? 2 : 1));
        if (gap == dots && !low.empty() && low.back() == ' ') low.remove_suffix(1);
        if (gap == dots && !high.empty() && high.front() == ' ') high.remove_prefix(1);
        const auto least = end_of_scale(low);
        const auto most = end_of_scale(high);
        if (!least || !most || *least >= *most) return refuse("this is no scale, such as 0..5");
        return Value::list({Value::of(*least), Value::of(*most)});
    }
    const auto number = number_from_one(text);
    if (attribute == "grades") {
        const std::int64_t words = number ? *number : words_in(text);
        if (words < 2) return refuse("grades are a number from 2, or words with commas between");
        return Value::of(words);
    }
    if (!number || (attribute == "bins" && *number > limits::bins_max)) {
        return refuse(attribute == "bins" ? "bins are 1 to 1000" : "this is no number from 1");
    }
    return Value::of(*number);
}

std::string rule_part_text(const Value& part) {
    if (part.is(Value::Kind::text)) return part.text;
    if (part.is(Value::Kind::number)) return std::to_string(part.number);
    if (part.is(Value::Kind::boolean)) return part.boolean ? "yes" : "";
    if (!part.is(Value::Kind::list) || part.items.size() != 2) return "";
    return std::to_string(part.items[0].number) + ".." + std::to_string(part.items[1].number);
}

}  // namespace palabre
