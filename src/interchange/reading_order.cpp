#include "interchange/reading_order.hpp"

#include "deliberation/sorting.hpp"

namespace palabre {

std::vector<ReadClaim> reading_order(const Debate& debate) {
    const ClaimTree& tree = debate.tree();
    std::vector<std::vector<ClaimIndex>> below(tree.claims().size());
    for (std::size_t i = 1; i < tree.claims().size(); ++i) {
        const ClaimIndex claim(i);
        below[tree.at(tree.at(claim).shown.front()).parent.value].push_back(claim);
    }
    for (auto& siblings : below) {
        sort_by(siblings,
                [&debate](ClaimIndex a, ClaimIndex b) { return debate.stands_before(a, b); });
    }
    std::vector<ReadClaim> order;
    order.reserve(tree.claims().size());
    std::vector<ReadClaim> stack;
    const auto push_below = [&](ClaimIndex parent, std::uint32_t depth) {
        const auto& siblings = below[parent.value];
        for (auto at = siblings.rbegin(); at != siblings.rend(); ++at) {
            stack.push_back({*at, tree.at(*at).shown.front(), depth});
        }
    };
    push_below(thesis_index, 1);
    while (!stack.empty()) {
        const ReadClaim next = stack.back();
        stack.pop_back();
        order.push_back(next);
        push_below(next.claim, next.depth + 1);
    }
    return order;
}

std::vector<const Remark*> remarks_in_order(const Debate& debate) {
    std::vector<const Remark*> remarks;
    for (const Remark& remark : debate.remarks()) remarks.push_back(&remark);
    sort_by(remarks, [&debate](const Remark* a, const Remark* b) {
        return debate.ledger().before(a->entry, b->entry);
    });
    return remarks;
}

std::vector<QuestionIndex> questions_in_order(const Debate& debate) {
    std::vector<QuestionIndex> questions;
    for (std::size_t i = 0; i < debate.questions().size(); ++i) {
        if (!debate.questions()[i].pending) questions.push_back(QuestionIndex(i));
    }
    sort_by(questions, [&](QuestionIndex a, QuestionIndex b) {
        const EntryIndex left = debate.questions()[a.value].entry;
        const EntryIndex right = debate.questions()[b.value].entry;
        if (left.is_none() || right.is_none()) return left.is_none() && right.is_some();
        return debate.ledger().before(left, right);
    });
    return questions;
}

std::vector<EntryIndex> columns_in_order(const Debate& debate, const Question& question) {
    std::vector<EntryIndex> columns = question.columns;
    sort_by(columns,
            [&debate](EntryIndex a, EntryIndex b) { return debate.ledger().before(a, b); });
    return columns;
}

}  // namespace palabre
