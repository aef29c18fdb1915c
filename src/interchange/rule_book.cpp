#include "interchange/rule_book.hpp"

namespace palabre {

std::optional<std::int64_t> number_of_rule(const QuestionText& question, std::string_view key,
                                           std::int64_t least) {
    const Value* value = question.rule.some(key);
    if (value == nullptr || !value->is(Value::Kind::number) || value->number < least) {
        return std::nullopt;
    }
    return value->number;
}

std::unique_ptr<ChoiceCount> count_by_the_book(const QuestionText& question) {
    switch (question.method) {
        case Method::plurality:
        case Method::two_round:
            return count_single_choices(question);
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
            return count_rankings(question);
        case Method::approval:
        case Method::budget_greedy:
        case Method::equal_shares:
        case Method::phragmen:
            return count_approved(question);
        case Method::score:
        case Method::star:
        case Method::cumulative:
        case Method::quadratic:
            return count_marks(question);
        case Method::majority_judgment:
            return count_grades(question);
        case Method::consent:
            return count_positions(question);
        case Method::yes_no:
        case Method::slider:
            break;
    }
    return nullptr;
}

}  // namespace palabre
