#include "interchange/live_tallies.hpp"

namespace palabre {

void ChoiceSums::add(const QuestionText& question, const Value& choice) {
    change(question, choice, true);
}

void ChoiceSums::remove(const QuestionText& question, const Value& choice) {
    change(question, choice, false);
}

void ChoiceSums::change(const QuestionText& question, const Value& choice, bool more) {
    const auto step = [more](std::uint64_t& sum) { more ? ++sum : --sum; };
    step(ballots);
    if (question.method == Method::yes_no) {
        const std::array<std::string_view, 4> names{"yes", "no", "abstain", "blank"};
        for (std::size_t i = 0; i < names.size(); ++i) {
            if (choice.text == names[i]) step(words[i]);
        }
    } else if (question.method == Method::approval) {
        approvals.resize(question.option_count());
        for (const Value& option : choice.items) {
            step(approvals[static_cast<std::size_t>(option.number)]);
        }
    } else if (question.method == Method::slider) {
        slider.resize(201);
        step(slider[static_cast<std::size_t>(choice.number + 100)]);
    }
}

void LiveTallies::follow(const Changes& changes) {
    if (changes.all) {
        build();
        return;
    }
    sums_.resize(debate_->questions().size());
    for (const BallotChange& change : changes.ballots) {
        const QuestionText& question = *debate_->questions()[change.question.value].text;
        ChoiceSums& sums = sums_[change.question.value];
        if (change.before != nullptr) sums.remove(question, *change.before);
        if (change.after != nullptr) sums.add(question, *change.after);
    }
}

void LiveTallies::build() {
    sums_.assign(debate_->questions().size(), {});
    for (std::size_t i = 0; i < sums_.size(); ++i) {
        const Question& question = debate_->questions()[i];
        RegisterIndex at = debate_->registers().group(RegisterKind::ballot, question.id, {});
        for (; at.is_some(); at = debate_->registers().at(at).next_in_group) {
            const Value* choice = debate_->choice(at);
            if (choice != nullptr) sums_[i].add(*question.text, *choice);
        }
    }
}

std::string tally_json(const QuestionText&, const ChoiceSums&) { return "null"; }

}  // namespace palabre
