#include "workbench/room.hpp"

#include "interchange/composition.hpp"

namespace palabre::workbench {

namespace {

// `+ `, `- ` and the dashes that keyboards put in its place.
std::optional<Stance> take_side(std::string_view& typed) {
    constexpr std::pair<std::string_view, Stance> signs[] = {{"+", Stance::pro},
                                                             {"-", Stance::con},
                                                             {"\xE2\x88\x92", Stance::con},
                                                             {"\xE2\x80\x93", Stance::con}};
    for (const auto& [sign, stance] : signs) {
        if (typed.substr(0, sign.size()) != sign) continue;
        // "-5 degrees" is said, and no side.
        if (typed.size() > sign.size() && typed[sign.size()] != ' ') continue;
        typed.remove_prefix(std::min(sign.size() + 1, typed.size()));
        return stance;
    }
    return std::nullopt;
}

}  // namespace

Room::Room(Timeline& timeline, Means means)
    : timeline_(&timeline),
      means_(std::move(means)),
      author_(seal::to_text(means_.keys.public_key)) {}

void Room::stand_below(std::string_view claim) {
    parent_ = claim;
    last_.clear();
}

bool Room::go_under() {
    if (last_.empty()) return false;
    parent_ = std::exchange(last_, {});
    return true;
}

bool Room::go_out() {
    const Debate& debate = timeline_->present().debate();
    const ClaimIndex at = debate.claim_of(RefId(debate.ledger().refs.find(parent_)));
    if (at.is_none() || at == thesis_index) return false;
    const ClaimTree& tree = debate.tree();
    const ClaimIndex above = tree.at(tree.at(tree.kept(at)).shown.front()).parent;
    last_ = std::exchange(parent_, std::string(debate.ledger().text(tree.at(above).id)));
    return true;
}

void Room::say(std::string_view typed, std::int64_t at, Told told) {
    const Stance before = stance_;
    if (const auto side = take_side(typed)) {
        stance_ = *side;
        if (folded_space(typed).empty()) return told(std::string());
    }
    auto salt = means_.salt();
    if (!salt) return told(salt.fault());
    JsonWriter intent;
    intent.begin_object().key("do").string("claim").key("author").string(author_);
    intent.key("salt").string(salt.value()).key("at").integer(at);
    intent.key("parent").string(parent_).key("stance").string(to_text(stance_));
    intent.key("text").string(folded_space(typed));
    publish(intent.end_object().take(),
            [this, before, told = std::move(told)](const Result<std::string>& said) {
                if (said) {
                    last_ = said.value();
                } else {
                    stance_ = before;
                }
                told(said);
            });
}

void Room::count(QuestionIndex index, const TableCount& counted, std::string_view source,
                 std::int64_t at, const Told& told) {
    const LiveDebate& live = timeline_->present();
    const Question& question = live.debate().questions()[index.value];
    if (counted.hands.size() != hand_choices(live, question).size()) {
        return told(Fault{"hands", "", "a count has a figure for each choice"});
    }
    for (const std::int64_t hands : counted.hands) {
        if (hands < 0 || hands > hands_max) {
            return told(Fault{"hands", "", "a table counts from 0 to 1,000,000 hands"});
        }
    }
    const std::string table = folded_space(counted.table);
    if (table.empty()) return told(Fault{"table", "", "the table has no name"});
    auto salt = means_.salt();
    if (!salt) return told(salt.fault());
    JsonWriter intent;
    intent.begin_object().key("do").string("count").key("author").string(author_);
    intent.key("salt").string(salt.value()).key("at").integer(at);
    intent.key("question").string(live.debate().ledger().text(question.id));
    intent.key("column").string(table);
    intent.key("figures").value(figures_of(question, counted.hands));
    intent.key("source").string(source).key("counter").string(folded_space(counted.counter));
    publish(intent.end_object().take(), told);
}

void Room::publish(std::string_view intent, Told told) {
    // It would be given the number of the one that is on its way.
    if (keeping_) return told(Fault{"keeping", "", "the entry before is still being kept"});
    const auto composed = compose(timeline_->present(), intent);
    if (!composed) return told(composed.fault());
    const std::string sig = seal::sign_entry(means_.keys, composed->head);
    const std::string_view body = composed->body;
    const std::string line = write_line(composed->head, sig, &body);
    keeping_ = true;
    // First kept, then counted: what was seen on the wall is not lost.
    means_.keep(line,
                [this, line, id = composed->id, told = std::move(told)](const Result<bool>& kept) {
                    keeping_ = false;
                    if (!kept) return told(kept.fault());
                    if (!kept.value()) return told(Fault{"file", "", "the line was not kept"});
                    timeline_->add(line);
                    told(id);
                });
}

}  // namespace palabre::workbench
