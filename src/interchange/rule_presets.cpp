#include "interchange/rule_presets.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace palabre {

namespace {

constexpr std::array presets{
    RulePreset{"loi-1901-ordinaire", "statute-ordinary"},
    RulePreset{"loi-1901-extraordinaire", "statute-extraordinary"},
};

// The parts that a preset fixes.
constexpr std::array<std::string_view, 3> parts{"quorum", "majority", "casting_vote"};

constexpr std::string_view behind_name = " second-convocation";

std::string part_text(const Value& rule, std::string_view name) {
    const Value* part = rule.some(name);
    return part == nullptr ? "null" : canonical(*part);
}

bool has_parts(const Value& rule, const Value& preset) {
    return std::all_of(parts.begin(), parts.end(), [&](std::string_view part) {
        return part_text(rule, part) == part_text(preset, part);
    });
}

}  // namespace

std::span<const RulePreset> rule_presets() {
    return presets;
}

Value preset_rule(std::string_view name, bool second_convocation) {
    const bool extraordinary = name == presets[1].name;
    if (!extraordinary && name != presets[0].name) return {};
    Value quorum;
    if (extraordinary && !second_convocation) {
        quorum = Value::object({{"share", Value::of(std::string_view("1/4"))},
                                {"of", Value::of(std::string_view("eligible"))},
                                {"count", Value::of(std::string_view("present"))},
                                {"strict", Value::of(false)}});
    }
    const std::string_view share = extraordinary ? "2/3" : "1/2";
    const std::string_view base = extraordinary ? "present" : "expressed";
    Value majority = Value::object({{"share", Value::of(share)},
                                    {"strict", Value::of(!extraordinary)},
                                    {"of", Value::of(base)}});
    Value rule = Value::object({{"quorum", std::move(quorum)},
                                {"majority", std::move(majority)},
                                {"casting_vote", Value()}});
    if (second_convocation) rule.fields.emplace_back("second_convocation", Value::of(true));
    return rule;
}

Value preset_from(std::string_view text) {
    const std::size_t space = std::min(text.find(' '), text.size());
    const bool second = text.substr(space) == behind_name;
    if (!second && space < text.size()) return {};
    return preset_rule(text.substr(0, space), second);
}

std::string preset_text(const Value& rule) {
    const RulePreset* const preset = preset_of(rule);
    const bool whole = std::all_of(parts.begin(), parts.end(), [&rule](std::string_view part) {
        return rule.find(part) != nullptr;
    });
    if (preset == nullptr || !whole) return "";
    std::string text(preset->name);
    if (is_second_convocation(rule)) text += behind_name;
    return text;
}

const RulePreset* preset_of(const Value& rule) {
    for (const RulePreset& preset : presets) {
        if (has_parts(rule, preset_rule(preset.name, is_second_convocation(rule)))) return &preset;
    }
    return nullptr;
}

bool is_second_convocation(const Value& rule) {
    const Value* said = rule.some("second_convocation");
    return said != nullptr && said->boolean;
}

}  // namespace palabre
