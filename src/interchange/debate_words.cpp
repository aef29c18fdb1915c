#include "interchange/debate_words.hpp"

#include "interchange/question_markup.hpp"

namespace palabre {

namespace {

Value body_of(const LiveDebate& debate, EntryIndex entry) {
    StrictJson json;
    if (entry.is_none() || !json.parse(debate.body(entry))) return {};
    return json.value(0);
}

}  // namespace

std::string text_in(const Value& object, std::string_view field) {
    const Value* value = object.some(field);
    return value != nullptr ? value->text : std::string();
}

OpenWords open_words(const LiveDebate& debate) {
    const Value body = body_of(debate, debate.debate().open_entry());
    return {text_in(body, "title"), text_in(body, "text"), text_in(body, "lang")};
}

Value origin_of(const LiveDebate& debate, EntryIndex entry) {
    const Value body = body_of(debate, entry);
    const Value* from = body.some("from");
    return from != nullptr && from->is(Value::Kind::object) ? *from : Value();
}

std::string option_words(const LiveDebate& live, const std::string& option) {
    const Debate& debate = live.debate();
    const ClaimIndex claim = debate.claim_of(RefId(debate.ledger().refs.find(option)));
    if (claim.is_none() || claim == thesis_index) return option;
    return live.text(claim).value_or(option);
}

std::vector<std::string> options_words(const LiveDebate& debate, const QuestionText& question) {
    std::vector<std::string> out;
    if (!question.options) return out;
    for (const std::string& option : *question.options) {
        out.push_back(option_words(debate, option));
    }
    return out;
}

std::string person_words(const LiveDebate& debate, KeyId person) {
    const std::string name = debate.name(person);
    const std::string key(debate.debate().ledger().text(person).substr(0, 8));
    return name.empty() ? key : name + " (" + key + ")";
}

std::string time_words(std::int64_t ms) {
    const std::string iso = to_iso_time(ms).value_or("");
    return iso.empty() ? std::to_string(ms) : iso.substr(0, 10) + " " + iso.substr(11, 5) + " UTC";
}

std::string_view owner_of(const LiveDebate& debate) {
    const KeyId anchor = debate.debate().anchor();
    return anchor.is_some() ? debate.debate().ledger().text(anchor) : std::string_view();
}

}  // namespace palabre
