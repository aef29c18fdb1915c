#include "interchange/election_rules.hpp"

#include <array>

namespace palabre {

namespace {

std::array<std::span<const ElectionRule>, 4> families() {
    return {
        decision_rules(),
        mandate_rules(),
        mark_rules(),
        ranked_rules(),
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
    return LocatedJson::parse(text);
}

}  // namespace palabre
