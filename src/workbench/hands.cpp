#include "workbench/hands.hpp"

#include <map>

#include "interchange/debate_words.hpp"
#include "interchange/reading_order.hpp"

namespace palabre::workbench {

namespace {

// Choices that have names in every debate; empty for methods with options.
std::vector<std::string> named_choices(Method method) {
    if (method == Method::yes_no) return {"yes", "no", "abstain"};
    if (method == Method::consent) return {"consent", "concern", "objection", "stand_aside"};
    return {};
}

// Nothing where the figures have another form.
std::vector<std::int64_t> hands_in(const Question& question, const Value& figures,
                                   std::size_t choices) {
    std::vector<std::int64_t> hands;
    const auto take = [&hands](const Value* figure) {
        const bool fine = figure != nullptr && figure->is(Value::Kind::number) &&
                          figure->number >= 0 && figure->number <= hands_max;
        if (fine) hands.push_back(figure->number);
    };
    const std::vector<std::string> named = named_choices(question.text->method);
    for (const std::string& name : named) take(figures.find(name));
    if (named.empty()) {
        for (const Value& figure : figures.items) take(&figure);
    }
    if (hands.size() != choices) hands.clear();
    return hands;
}

}  // namespace

std::vector<std::string> hand_choices(const LiveDebate& debate, const Question& question) {
    std::vector<std::string> named = named_choices(question.text->method);
    return named.empty() ? options_words(debate, *question.text) : named;
}

Value figures_of(const Question& question, const std::vector<std::int64_t>& hands) {
    const std::vector<std::string> named = named_choices(question.text->method);
    std::vector<Value> list;
    std::vector<Value::Field> fields;
    for (std::size_t i = 0; i < hands.size(); ++i) {
        if (i < named.size()) {
            fields.emplace_back(named[i], Value::of(hands[i]));
        } else {
            list.push_back(Value::of(hands[i]));
        }
    }
    return named.empty() ? Value::list(std::move(list)) : Value::object(std::move(fields));
}

HandsCounted hands_counted(const LiveDebate& live, const Question& question,
                           std::string_view author) {
    const Ledger& ledger = live.debate().ledger();
    const std::size_t choices = hand_choices(live, question).size();
    HandsCounted counted;
    counted.total.assign(choices, 0);
    std::map<std::string, TableCount> last;
    for (const EntryIndex index : columns_in_order(live.debate(), question)) {
        StrictJson json;
        if (ledger.text(ledger.at(index).author) != author) continue;
        if (!json.parse(live.body(index))) continue;
        const Value body = json.value(0);
        const Value* figures = body.some("figures");
        if (figures == nullptr) continue;
        std::vector<std::int64_t> hands = hands_in(question, *figures, choices);
        if (hands.empty()) continue;
        const std::string table = text_in(body, "column");
        const auto [at, is_new] = last.try_emplace(table);
        if (!is_new) ++counted.corrected;
        at->second = {table, std::move(hands), text_in(body, "counter")};
    }
    for (auto& [table, count] : last) {
        for (std::size_t i = 0; i < choices; ++i) counted.total[i] += count.hands[i];
        counted.tables.push_back(std::move(count));
    }
    return counted;
}

}  // namespace palabre::workbench
