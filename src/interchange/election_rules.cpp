#include "interchange/election_rules.hpp"

#include <array>

#include "interchange/pabulib.hpp"

namespace palabre {

namespace {

std::array<std::span<const ElectionRule>, 5> families() {
    return {
        decision_rules(), mandate_rules(), mark_rules(), ranked_rules(), budget_rules(),
    };
}

}  // namespace

const ElectionRule* find_election_rule(std::string_view name) {
    for (const auto& family : families()) {
        for (const ElectionRule& rule : family) {
            if (rule.name == name) return &rule;
        }
    }
    return nullptr;
}

std::string election_rule_names() {
    std::string names;
    for (const auto& family : families()) {
        for (const ElectionRule& rule : family) {
            if (!names.empty()) names += '|';
            names += rule.name;
        }
    }
    return names;
}

Result<LocatedJson> parse_election(std::string_view text) {
    if (!is_pabulib(text)) return LocatedJson::parse(text);
    PALABRE_TRY(file, read_pabulib(text));
    return to_json(file);
}

}  // namespace palabre
