#include "interchange/rule_book.hpp"

#include <algorithm>

namespace palabre {

std::optional<std::int64_t> number_of_rule(const QuestionText& question, std::string_view key,
                                           std::int64_t least) {
    const Value* value = question.rule.some(key);
    if (value == nullptr || !value->is(Value::Kind::number) || value->number < least) {
        return std::nullopt;
    }
    return value->number;
}

std::uint64_t effort_of(Method rule, std::size_t options, std::int64_t seats) {
    const std::uint64_t n = options;
    const std::uint64_t k = std::min(n, static_cast<std::uint64_t>(seats));
    switch (rule) {
        case Method::schulze:
            return 2 * n * n * n;
        case Method::ranked_pairs:
            return 5 * n * n * n;
        case Method::equal_shares:
            return n * n * n;
        case Method::phragmen:
            return n * n * n / 8;
        case Method::approval:
            return 10 * n * k * k;
        case Method::hierarchy:
        case Method::irv:
        case Method::stv_scottish:
        case Method::stv_meek:
            return 20 * n * n;
        default:
            return 10 * n * n;
    }
}

namespace {

std::unique_ptr<ChoiceCount> count_of(const QuestionText& question) {
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

}  // namespace

std::unique_ptr<ChoiceCount> count_by_the_book(const QuestionText& question) {
    auto count = count_of(question);
    if (count != nullptr && count->effort() > effort_most) count.reset();
    return count;
}

}  // namespace palabre
