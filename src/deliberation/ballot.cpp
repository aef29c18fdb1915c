#include "deliberation/ballot.hpp"

#include <vector>

#include "deliberation/limits.hpp"

namespace palabre {

namespace {

using Kind = Value::Kind;

bool is_whole(const Value& value, std::int64_t least, std::int64_t most) {
    return value.is(Kind::number) && value.number >= least && value.number <= most;
}

bool is_option(const QuestionText& question, const Value& value) {
    return is_whole(value, 0, static_cast<std::int64_t>(question.option_count()) - 1);
}

bool is_text(const Value& value, std::string_view text) {
    return value.is(Kind::text) && value.text == text;
}

bool ascending_options(const QuestionText& question, const Value& choice) {
    if (!choice.is(Kind::list)) return false;
    std::int64_t last = -1;
    for (const Value& item : choice.items) {
        if (!is_option(question, item) || item.number <= last) return false;
        last = item.number;
    }
    return true;
}

bool ascending_pairs(const QuestionText& question, const Value& choice) {
    if (!choice.is(Kind::list)) return false;
    std::int64_t last = -1;
    for (const Value& pair : choice.items) {
        if (!pair.is(Kind::list) || pair.items.size() != 2) return false;
        const Value& option = pair.items[0];
        if (!is_option(question, option) || !pair.items[1].is(Kind::number)) return false;
        if (option.number <= last) return false;
        last = option.number;
    }
    return true;
}

bool is_ranking(const QuestionText& question, const Value& choice) {
    if (!choice.is(Kind::list)) return false;
    std::vector<std::uint8_t> seen(question.option_count());
    for (const Value& group : choice.items) {
        if (!group.is(Kind::list) || group.items.empty()) return false;
        for (const Value& option : group.items) {
            if (!is_option(question, option)) return false;
            const auto index = static_cast<std::size_t>(option.number);
            if (seen[index] != 0) return false;
            seen[index] = 1;
        }
    }
    return true;
}

bool are_grades(const QuestionText& question, const Value& choice) {
    if (!choice.is(Kind::list) || choice.items.size() != question.option_count()) return false;
    std::int64_t best = limits::number_max;
    const Value* grades = question.rule.find("grades");
    if (grades != nullptr && is_whole(*grades, 1, limits::number_max)) best = grades->number - 1;
    for (const Value& grade : choice.items) {
        if (!grade.is_null() && !is_whole(grade, 0, best)) return false;
    }
    return true;
}

bool is_position(const Value& choice) {
    if (!choice.is(Kind::object)) return false;
    const Value* position = choice.find("position");
    if (position == nullptr) return false;
    const Value* reason = choice.some("reason");
    if (reason != nullptr && !reason->is(Kind::text)) return false;
    return is_text(*position, "consent") || is_text(*position, "concern") ||
           is_text(*position, "objection") || is_text(*position, "stand_aside");
}

}  // namespace

bool choice_fits(const QuestionText& question, const Value& choice) {
    switch (question.method) {
        case Method::yes_no:
            return is_text(choice, "yes") || is_text(choice, "no") || is_text(choice, "abstain") ||
                   is_text(choice, "blank");
        case Method::approval:
        case Method::budget_greedy:
        case Method::equal_shares:
        case Method::phragmen:
            return ascending_options(question, choice);
        case Method::slider:
            return is_whole(choice, -100, 100);
        case Method::plurality:
        case Method::two_round:
            return is_text(choice, "blank") || is_option(question, choice);
        case Method::score:
        case Method::star:
        case Method::cumulative:
        case Method::quadratic:
            return ascending_pairs(question, choice);
        case Method::majority_judgment:
            return are_grades(question, choice);
        case Method::consent:
            return is_position(choice);
        case Method::borda:
        case Method::condorcet:
        case Method::copeland:
        case Method::minimax:
        case Method::schulze:
        case Method::ranked_pairs:
        case Method::irv:
        case Method::stv_scottish:
        case Method::stv_meek:
        case Method::hierarchy:
            return is_ranking(question, choice);
    }
    return false;
}

}  // namespace palabre
