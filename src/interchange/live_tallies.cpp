#include "interchange/live_tallies.hpp"

#include "deliberation/limits.hpp"
#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

/// Sums of nothing, by the question's method; none where a book counts it.
void begin_sums(ChoiceSums& sums, const QuestionText& question) {
    sums.emplace<std::monostate>();
    if (question.method == Method::yes_no) {
        sums.emplace<MotionCounter>();
    } else if (question.method == Method::slider) {
        sums.emplace<SliderCounter>();
    } else if (question.method == Method::approval && question.rule.some("seats") == nullptr) {
        // Committees are elected by the book.
        sums.emplace<ApprovalCounter>(question.option_count());
    }
}

MotionChoice motion_choice(std::string_view word) {
    if (word == "yes") return MotionChoice::yes;
    if (word == "no") return MotionChoice::no;
    return word == "abstain" ? MotionChoice::abstain : MotionChoice::blank;
}

Fraction share_of(const Value& part) {
    const Value* share = part.find("share");
    const auto read = Fraction::parse(share == nullptr ? "1/2" : share->text);
    return read ? *read : Fraction(1, 2);
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

std::optional<std::int64_t> eligible_number(const Debate& debate, const QuestionText& question) {
    if (question.members_only.value_or(false)) {
        return debate.members().all_votes(question.closes);
    }
    const Value* number = question.rule.some("eligible_number");
    if (number == nullptr) return std::nullopt;
    return number->number;
}

bool lends_votes(const QuestionText& question) {
    const Value* liquid = question.rule.some("liquid");
    const Value* meeting = question.rule.some("meeting");
    const Value* weights = question.rule.some("weights");
    return (liquid != nullptr && liquid->boolean) ||
           (meeting != nullptr && meeting->is(Value::Kind::text)) ||
           (weights != nullptr && weights->is(Value::Kind::object));
}

void LiveTallies::follow(const Changes& changes) {
    if (changes.all) {
        build();
        return;
    }
    while (tallies_.size() < debate_->questions().size()) add_question();
    // What a recount has seen already changes nothing when it is told again.
    for (QuestionIndex at = first_lending_; at.is_some(); at = tallies_[at.value]->next_lending) {
        if (tallies_[at.value]->mandates->outdated(changes)) recount(at);
    }
    std::vector<VoteShift> shifts;
    const auto count = [this, &shifts](QuestionIndex question) {
        for (const VoteShift& shift : shifts) change(question, *shift.choice, shift.votes);
        shifts.clear();
    };
    for (const BallotChange& ballot : changes.ballots) {
        if (Mandates* mandate = tallies_[ballot.question.value]->mandates.get()) {
            mandate->vote(ballot.person, ballot.after, shifts);
            count(ballot.question);
            continue;
        }
        const QuestionText& text = *debate_->questions()[ballot.question.value].text;
        const std::int64_t votes = debate_->votes(text, ballot.person);
        if (ballot.before != nullptr) change(ballot.question, *ballot.before, -votes);
        if (ballot.after != nullptr) change(ballot.question, *ballot.after, votes);
    }
    for (QuestionIndex at = first_lending_; at.is_some(); at = tallies_[at.value]->next_lending) {
        Mandates& mandates = *tallies_[at.value]->mandates;
        for (const EntryIndex entry : changes.mandates) mandates.mandate(entry, shifts);
        mandates.settle(shifts);
        count(at);
    }
}

void LiveTallies::add_question() {
    const QuestionIndex index(tallies_.size());
    Tally& tally = *tallies_.emplace_back(std::make_unique<Tally>());
    if (mandate_book_ != nullptr) {
        tally.mandates = mandate_book_->mandates(*debate_, debate_->questions()[index.value]);
    }
    clear_counts(index);
    if (tally.mandates == nullptr) return;
    tally.next_lending = first_lending_;
    first_lending_ = index;
    recount(index);
}

void LiveTallies::clear_counts(QuestionIndex question) {
    const QuestionText& text = *debate_->questions()[question.value].text;
    auto& [sums, count, mandates, next] = *tallies_[question.value];
    const bool left_out = mandate_book_ == nullptr && lends_votes(text);
    if (left_out)
        sums.emplace<std::monostate>();
    else
        begin_sums(sums, text);
    const bool by_book =
        !left_out && book_ != nullptr && std::holds_alternative<std::monostate>(sums);
    count = by_book ? book_(text) : nullptr;
}

void LiveTallies::recount(QuestionIndex question) {
    clear_counts(question);
    std::vector<VoteShift> shifts;
    tallies_[question.value]->mandates->build(shifts);
    for (const VoteShift& shift : shifts) change(question, *shift.choice, shift.votes);
}

void LiveTallies::build() {
    tallies_.clear();
    first_lending_ = {};
    for (std::size_t i = 0; i < debate_->questions().size(); ++i) {
        add_question();
        if (tallies_[i]->mandates != nullptr) continue;
        const RefId id = debate_->questions()[i].id;
        RegisterIndex at = debate_->registers().group(RegisterKind::ballot, id, {});
        for (; at.is_some(); at = debate_->registers().at(at).next_in_group) {
            const Value* choice = debate_->choice(at);
            if (choice == nullptr) continue;
            const KeyId person = debate_->registers().at(at).person;
            change(QuestionIndex(i), *choice,
                   debate_->votes(*debate_->questions()[i].text, person));
        }
    }
}

void LiveTallies::change(QuestionIndex question, const Value& choice, std::int64_t weight) {
    auto& [sums, count, mandates, next] = *tallies_[question.value];
    if (auto* motion = std::get_if<MotionCounter>(&sums)) {
        motion->add(motion_choice(choice.text), weight);
    } else if (auto* approval = std::get_if<ApprovalCounter>(&sums)) {
        std::vector<Option> approved;
        approved.reserve(choice.items.size());
        for (const Value& item : choice.items) approved.push_back(static_cast<Option>(item.number));
        approval->add(approved, weight);
    } else if (auto* slider = std::get_if<SliderCounter>(&sums)) {
        slider->add(static_cast<int>(choice.number), weight);
    } else if (count != nullptr) {
        count->change(choice, weight);
    }
}

ChoiceCount* LiveTallies::count(QuestionIndex question) const {
    ChoiceCount* const count = tallies_[question.value]->count.get();
    if (count != nullptr) {
        count->know_eligible(eligible_number(*debate_, *debate_->questions()[question.value].text));
    }
    return count;
}

void LiveTallies::write_tally(JsonWriter& out, QuestionIndex index,
                              std::uint64_t& effort_left) const {
    const Question& question = debate_->questions()[index.value];
    const auto& sums = tallies_[index.value]->sums;
    const auto& mandates = tallies_[index.value]->mandates;
    if (const auto* motion = std::get_if<MotionCounter>(&sums)) {
        MotionCounts counts = motion->counts();
        counts.eligible = eligible_number(*debate_, *question.text);
        counts.present = counts.yes + counts.no + counts.abstain + counts.blank;
        const auto present = mandates == nullptr ? std::nullopt : mandates->present();
        if (present) counts.present = present;
        write(out, decide_motion(counts, motion_rule(*question.text)));
    } else if (const auto* approval = std::get_if<ApprovalCounter>(&sums)) {
        write(out, approval->result());
    } else if (const auto* slider = std::get_if<SliderCounter>(&sums)) {
        const Value* bins = question.text->rule.some("bins");
        const std::int64_t number = bins == nullptr ? limits::bins_default : bins->number;
        write(out, slider->result(static_cast<std::size_t>(number)));
    } else if (ChoiceCount* const counted = count(index)) {
        if (mandate_book_ != nullptr) counted->draw(mandate_book_->drawn(*debate_, question));
        counted->write_own(out, question.text->method, effort_left);
    } else {
        out.null();
    }
}

}  // namespace palabre
