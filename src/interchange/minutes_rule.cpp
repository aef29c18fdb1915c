#include "interchange/minutes_parts.hpp"
#include "interchange/rule_presets.hpp"

namespace palabre {

namespace {

std::string share_name(const Words& words, const std::string& share) {
    constexpr std::pair<std::string_view, std::string_view> named[] = {
        {"1/2", "half"},    {"1/3", "third"},          {"2/3", "two-thirds"},
        {"1/4", "quarter"}, {"3/4", "three-quarters"}, {"1/1", "all"}};
    for (const auto& [fraction, name] : named) {
        if (share == fraction) return words.say(name);
    }
    return share;
}

std::string_view text_at(const Value& part, std::string_view key, std::string_view otherwise) {
    const Value* said = part.some(key);
    return said != nullptr ? std::string_view(said->text) : otherwise;
}

}  // namespace

std::string share_words(const Words& words, const Value& part) {
    const Value* strict = part.some("strict");
    const bool more = strict != nullptr && strict->boolean;
    const std::string share(text_at(part, "share", "1/2"));
    // In French these are not "plus de" and the share's own words.
    for (const std::string_view contracted : {"1/3", "2/3", "1/4", "3/4"}) {
        if (more && share == contracted) return words.say("more-than-" + share);
    }
    return words.say(more ? "more-than" : "at-least", {{"share", share_name(words, share)}});
}

std::vector<std::string> rule_sentences(const MinutedQuestion& of) {
    const Words& words = of.words;
    const QuestionText& text = of.text();
    std::vector<std::string> said{words.say(
        "method", {{"method", words.say("method-" + std::string(to_text(text.method)))}})};
    const bool decides = text.method == Method::yes_no;
    if (!decides && text.method != Method::consent) return said;
    const Value& rule = text.rule;
    const bool second = is_second_convocation(rule);
    const RulePreset* const preset = decides ? preset_of(rule) : nullptr;
    if (preset != nullptr) {
        const bool without_quorum = second && preset != &rule_presets().front();
        said.push_back(words.say(without_quorum ? "statute-second" : preset->statute));
    }
    if (const Value* quorum = rule.some("quorum")) {
        const std::string_view counted = text_at(*quorum, "count", "present");
        const std::string who = words.say("counted-" + std::string(counted));
        said.push_back(
            words.say("quorum", {{"share", share_words(words, *quorum)}, {"counted", who}}));
    } else {
        said.push_back(words.say("no-quorum"));
    }
    if (second) said.push_back(words.say("second"));
    if (!decides) return said;
    const Value* majority = rule.some("majority");
    const Value usual =
        Value::object({{"share", Value::of(std::string_view("1/2"))}, {"strict", Value::of(true)}});
    const Value& needed = majority != nullptr ? *majority : usual;
    const std::string base = words.say("of-" + std::string(text_at(needed, "of", "expressed")));
    said.push_back(words.say("majority", {{"share", share_words(words, needed)}, {"base", base}}));
    if (motion_rule(text).lets_chair_decide()) said.push_back(words.say("casting-rule"));
    return said;
}

}  // namespace palabre
