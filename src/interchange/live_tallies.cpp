#include "interchange/live_tallies.hpp"

#include <limits>

#include "deliberation/limits.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

ChoiceSums no_sums(const QuestionText& question) {
    switch (question.method) {
        case Method::yes_no:
            return MotionCounter();
        case Method::approval:
            // Committees are elected by the book.
            if (question.rule.some("seats") != nullptr) return std::monostate();
            return ApprovalCounter(question.option_count());
        case Method::slider:
            return SliderCounter();
        default:
            return std::monostate();
    }
}

MotionChoice motion_choice(std::string_view word) {
    if (word == "yes") return MotionChoice::yes;
    if (word == "no") return MotionChoice::no;
    return word == "abstain" ? MotionChoice::abstain : MotionChoice::blank;
}

Exact share_of(const Value& part) {
    const Value* share = part.find("share");
    const auto exact = Exact::parse(share == nullptr ? "1/2" : share->text);
    return exact.ok() ? exact.value() : Exact(BigInteger(1), BigInteger(2));
}

bool says(const Value& object, std::string_view key, std::string_view word) {
    const Value* said = object.some(key);
    return said != nullptr && said->text == word;
}

bool is_strict(const Value& object) {
    const Value* strict = object.some("strict");
    return strict != nullptr && strict->boolean;
}

}  // namespace

MotionRule motion_rule(const QuestionText& question) {
    MotionRule rule;
    if (const Value* quorum = question.rule.some("quorum")) {
        const auto counted =
            says(*quorum, "count", "voters") ? MotionBase::voters : MotionBase::present;
        rule.quorum = Quorum{share_of(*quorum), counted, is_strict(*quorum)};
    }
    if (const Value* majority = question.rule.some("majority")) {
        const auto of = says(*majority, "of", "voters")     ? MotionBase::voters
                        : says(*majority, "of", "present")  ? MotionBase::present
                        : says(*majority, "of", "eligible") ? MotionBase::eligible
                                                            : MotionBase::expressed;
        rule.majority = {share_of(*majority), of, is_strict(*majority)};
    }
    if (const Value* casting = question.rule.some("casting_vote")) {
        rule.casting_vote = motion_choice(casting->text);
    }
    return rule;
}

std::optional<std::int64_t> eligible_number(const QuestionText& question) {
    if (question.members_only.value_or(false)) return 0;
    const Value* number = question.rule.some("eligible_number");
    if (number == nullptr) return std::nullopt;
    return number->number;
}

void LiveTallies::follow(const Changes& changes) {
    if (changes.all) {
        build();
        return;
    }
    while (sums_.size() < debate_->questions().size()) add_question();
    for (const BallotChange& ballot : changes.ballots) {
        if (ballot.before != nullptr) change(ballot.question, *ballot.before, -1);
        if (ballot.after != nullptr) change(ballot.question, *ballot.after, 1);
    }
}

void LiveTallies::add_question() {
    const QuestionText& text = *debate_->questions()[sums_.size()].text;
    sums_.push_back(no_sums(text));
    const bool by_book = book_ != nullptr && std::holds_alternative<std::monostate>(sums_.back());
    counts_.push_back(by_book ? book_(text) : nullptr);
}

void LiveTallies::build() {
    sums_.clear();
    counts_.clear();
    for (std::size_t i = 0; i < debate_->questions().size(); ++i) {
        const Question& question = debate_->questions()[i];
        add_question();
        RegisterIndex at = debate_->registers().group(RegisterKind::ballot, question.id, {});
        for (; at.is_some(); at = debate_->registers().at(at).next_in_group) {
            const Value* choice = debate_->choice(at);
            if (choice != nullptr) change(QuestionIndex(i), *choice, 1);
        }
    }
}

void LiveTallies::change(QuestionIndex question, const Value& choice, std::int64_t weight) {
    ChoiceSums& sums = sums_[question.value];
    if (auto* motion = std::get_if<MotionCounter>(&sums)) {
        motion->add(motion_choice(choice.text), weight);
    } else if (auto* approval = std::get_if<ApprovalCounter>(&sums)) {
        std::vector<Option> approved;
        approved.reserve(choice.items.size());
        for (const Value& item : choice.items) approved.push_back(static_cast<Option>(item.number));
        approval->add(approved, weight);
    } else if (auto* slider = std::get_if<SliderCounter>(&sums)) {
        slider->add(static_cast<int>(choice.number), weight);
    } else if (ChoiceCount* const count = counts_[question.value].get()) {
        count->change(choice, weight);
    }
}

void LiveTallies::write_tally(JsonWriter& out, QuestionIndex index) const {
    const Question& question = debate_->questions()[index.value];
    const ChoiceSums& sums = sums_[index.value];
    if (const auto* motion = std::get_if<MotionCounter>(&sums)) {
        MotionCounts counts = motion->counts();
        counts.eligible = eligible_number(*question.text);
        counts.present = question.voters;
        write(out, decide_motion(counts, motion_rule(*question.text)));
    } else if (const auto* approval = std::get_if<ApprovalCounter>(&sums)) {
        write(out, approval->result());
    } else if (const auto* slider = std::get_if<SliderCounter>(&sums)) {
        const Value* bins = question.text->rule.some("bins");
        const std::int64_t number = bins == nullptr ? limits::bins_default : bins->number;
        write(out, slider->result(static_cast<std::size_t>(number)));
    } else if (ChoiceCount* const count = counts_[index.value].get()) {
        std::size_t steps = std::numeric_limits<std::size_t>::max();
        out.raw(*count->tally(question.text->method, steps));
    } else {
        out.null();
    }
}

}  // namespace palabre
