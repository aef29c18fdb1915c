#pragma once

#include <span>
#include <string>
#include <string_view>

#include "deliberation/value.hpp"

namespace palabre {

/// Articles that many French associations have (loi du 1er juillet 1901), as rules by name. The
/// law itself fixes no quorum or majority: the statutes do, and then they bind. docs/statuts.md
/// has the words of each.
struct RulePreset {
    std::string_view name;     ///< as the attribute `rules` has it
    std::string_view statute;  ///< its words: a message of the minutes' catalogue
};
[[nodiscard]] std::span<const RulePreset> rule_presets();

/// The rule that a preset stands for. `second_convocation`: without quorum, and said so. Null
/// where there is no such preset.
[[nodiscard]] Value preset_rule(std::string_view name, bool second_convocation);

/// The rule of an attribute's text: a name, and `second-convocation` behind it or not. Null for
/// anything else.
[[nodiscard]] Value preset_from(std::string_view text);
/// The other way; "" where the rule does not have a preset's parts, its nulls too.
[[nodiscard]] std::string preset_text(const Value& rule);

/// The preset whose quorum, majority and casting vote `rule` has, or nullptr.
[[nodiscard]] const RulePreset* preset_of(const Value& rule);

/// Whether a rule says that the assembly was convened a second time.
[[nodiscard]] bool is_second_convocation(const Value& rule);

}  // namespace palabre
