#include "interchange/pabulib_question.hpp"

#include <utility>

#include "interchange/debate_words.hpp"
#include "interchange/mandate_book.hpp"
#include "interchange/rule_book.hpp"
#include "tally/ballot_pile.hpp"

namespace palabre {

namespace {

bool is_on_a_budget(const QuestionText& question) {
    switch (question.method) {
        case Method::budget_greedy:
        case Method::equal_shares:
        case Method::phragmen:
            return true;
        default:
            return false;
    }
}

std::vector<ApprovalBallot> ballots_of(const Debate& debate, const Question& question) {
    const Registers& registers = debate.registers();
    BallotPile pile;
    RegisterIndex at = registers.group(RegisterKind::ballot, question.id, {});
    for (; at.is_some(); at = registers.at(at).next_in_group) {
        const Value* choice = debate.choice(at);
        if (choice == nullptr) continue;
        std::vector<Option> approved;
        approved.reserve(choice->items.size());
        for (const Value& item : choice->items) {
            approved.push_back(static_cast<Option>(item.number));
        }
        const std::int64_t votes = debate.votes(*question.text, registers.at(at).person);
        if (votes > 0) pile.add(approved, votes);
    }
    return pile.ballots();
}

}  // namespace

std::vector<std::string_view> budget_questions(const LiveDebate& live) {
    std::vector<std::string_view> ids;
    for (const Question& question : live.debate().questions()) {
        if (question.pending || !is_on_a_budget(*question.text)) continue;
        ids.push_back(live.debate().ledger().text(question.id));
    }
    return ids;
}

Result<PabulibFile> pabulib_of(const LiveDebate& live, std::string_view id) {
    const Debate& debate = live.debate();
    const auto fault = [id](std::string_view what) {
        return Fault{"pabulib", std::string(id), std::string(what)};
    };
    const QuestionIndex index = debate.question_of(RefId(debate.ledger().refs.find(id)));
    if (index.is_none()) return fault("there is no such question");
    const Question& question = debate.questions()[index.value];
    if (!is_on_a_budget(*question.text)) return fault("this question is not on a budget");
    if (lends_votes(*question.text)) {
        return fault("people vote for others on this question, which such a file cannot say");
    }
    auto election = budget_of_rule(*question.text);
    if (!election) return fault("its rule does not say what there is and what each option costs");
    PabulibFile file;
    file.description = question.text->title;
    for (std::size_t i = 0; i < question.text->option_count(); ++i) {
        file.projects.push_back(
            {std::to_string(i), option_words(live, (*question.text->options)[i])});
    }
    file.election = std::move(*election);
    file.election.ballots = ballots_of(debate, question);
    return file;
}

}  // namespace palabre
