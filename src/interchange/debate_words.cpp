#include "interchange/debate_words.hpp"

namespace palabre {

namespace {

Value body_of(const LiveDebate& debate, EntryIndex entry) {
    StrictJson json;
    if (entry.is_none() || !json.parse(debate.body(entry))) return {};
    return json.value(0);
}

std::string text_of(const Value& body, std::string_view key) {
    const Value* value = body.some(key);
    return value != nullptr ? value->text : std::string();
}

}  // namespace

OpenWords open_words(const LiveDebate& debate) {
    const Value body = body_of(debate, debate.debate().open_entry());
    return {text_of(body, "title"), text_of(body, "text"), text_of(body, "lang")};
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

std::string_view owner_of(const LiveDebate& debate) {
    const KeyId anchor = debate.debate().anchor();
    return anchor.is_some() ? debate.debate().ledger().text(anchor) : std::string_view();
}

}  // namespace palabre
