#include "workbench/tally_charts.hpp"

#include <algorithm>
#include <limits>
#include <string_view>

#include "interchange/debate_words.hpp"

namespace palabre::workbench {

namespace {

/// Where a rule's tally (tally-format.md) has a figure for each option, and whom it puts first;
/// paths of keys with "/" between them, "" where it has none.
struct ChartPlan {
    Method rule;
    std::string_view figures;
    std::string_view first;
};
constexpr ChartPlan plans[] = {
    {Method::approval, "counts", "winners"},
    {Method::budget_greedy, "approvals", "greedy_votes"},
    {Method::equal_shares, "", "add1u"},
    {Method::phragmen, "", "order"},
    {Method::plurality, "scores", "winners"},
    {Method::two_round, "first/scores", "winner"},
    {Method::score, "sum", "ranking_by_sum"},
    {Method::star, "sums", "winner"},
    {Method::cumulative, "points", "winners"},
    {Method::quadratic, "votes", "winners"},
    {Method::majority_judgment, "median", "ranking_removal"},
    {Method::borda, "symmetric/scores", "symmetric/winners"},
    {Method::condorcet, "", "weak_condorcet_winners"},
    {Method::copeland, "scores", "winners"},
    {Method::minimax, "", "winning/winners"},
    {Method::schulze, "", "winning/winners"},
    {Method::ranked_pairs, "", "winning/winners"},
    {Method::irv, "split/rounds/0/tallies", "split/winner"},
    {Method::stv_scottish, "stages/0/votes", "elected"},
    {Method::stv_meek, "votes", "elected"},
    {Method::hierarchy, "", "winners"},
};
/// Rankings of rules that have no figure for an option.
constexpr ChartPlan rankings[] = {
    {Method::minimax, "winning/ranking", ""},
    {Method::schulze, "winning/ranking", ""},
    {Method::ranked_pairs, "winning/ranking", ""},
    {Method::hierarchy, "ranking", ""},
};

std::string_view path_of(const ChartPlan* plan, std::string_view ChartPlan::*path) {
    return plan == nullptr ? std::string_view() : plan->*path;
}

template <std::size_t N>
const ChartPlan* plan_of(const ChartPlan (&among)[N], Method rule) {
    const auto* found = std::find_if(std::begin(among), std::end(among),
                                     [rule](const ChartPlan& plan) { return plan.rule == rule; });
    return found == std::end(among) ? nullptr : found;
}

const Value* at(const Value& tally, std::string_view path) {
    const Value* value = &tally;
    while (value != nullptr && !path.empty()) {
        const std::string_view key = path.substr(0, path.find('/'));
        if (value->is(Value::Kind::list)) {
            value = value->items.empty() ? nullptr : &value->items.front();
        } else {
            value = value->some(key);
        }
        path.remove_prefix(std::min(key.size() + 1, path.size()));
    }
    return value;
}

std::string figure_text(const Value& value) {
    return value.is(Value::Kind::text) ? value.text : canonical(value);
}

// An option's number, a list of them, or a ranking, whose first group is meant.
void mark_first(std::vector<Bar>& bars, const Value* first) {
    if (first == nullptr) return;
    if (first->is(Value::Kind::number)) {
        const auto option = static_cast<std::size_t>(first->number);
        if (first->number >= 0 && option < bars.size()) bars[option].chosen = true;
        return;
    }
    const bool ranking = !first->items.empty() && first->items[0].is(Value::Kind::list);
    const std::size_t count = ranking ? 1 : first->items.size();
    for (std::size_t i = 0; i < count; ++i) mark_first(bars, &first->items[i]);
}

void set_figure(Bar& bar, const Value& figure) {
    bar.figure = figure_text(figure);
    bar.length = length_of(figure).value_or(0.0);
}

// Figures as a list by option, or as an object by the option's number.
bool take_figures(std::vector<Bar>& bars, const Value* figures) {
    if (figures == nullptr) return false;
    for (std::size_t i = 0; i < bars.size(); ++i) {
        const Value* figure = nullptr;
        if (figures->is(Value::Kind::object)) {
            figure = figures->some(std::to_string(i));
        } else if (i < figures->items.size()) {
            figure = &figures->items[i];
        }
        if (figure != nullptr) set_figure(bars[i], *figure);
    }
    return true;
}

void take_places(RuleChart& chart, const Value* ranking) {
    if (ranking == nullptr) return;
    chart.by_place = true;
    std::size_t place = 1;
    for (const Value& group : ranking->items) {
        for (const Value& option : group.items) {
            if (option.number < 0 || static_cast<std::size_t>(option.number) >= chart.bars.size()) {
                continue;
            }
            Bar& bar = chart.bars[static_cast<std::size_t>(option.number)];
            bar.figure = std::to_string(place);
            bar.length = static_cast<double>(chart.bars.size() - place + 1);
        }
        place += group.items.size();
    }
}

// Duels won, which is what decides here.
void take_duels(std::vector<Bar>& bars, const Value* pairwise) {
    if (pairwise == nullptr) return;
    const auto votes = [pairwise](std::size_t a, std::size_t b) {
        const bool there = a < pairwise->items.size() && b < pairwise->items[a].items.size();
        return there ? length_of(pairwise->items[a].items[b]).value_or(0.0) : 0.0;
    };
    for (std::size_t i = 0; i < bars.size(); ++i) {
        std::int64_t won = 0;
        for (std::size_t j = 0; j < bars.size(); ++j) won += votes(i, j) > votes(j, i) ? 1 : 0;
        set_figure(bars[i], Value::of(won));
    }
}

Bar bar_of(std::string_view label, const Value& figure) {
    Bar bar;
    bar.label = label;
    set_figure(bar, figure);
    return bar;
}

void take_positions(std::vector<Bar>& bars, const Value& tally) {
    for (const std::string_view key : {"answered", "concerns", "objections", "stand_aside"}) {
        if (const Value* figure = tally.some(key)) bars.push_back(bar_of(key, *figure));
    }
}

void take_histogram(std::vector<Bar>& bars, const Value* histogram) {
    if (histogram == nullptr) return;
    const auto count = static_cast<std::int64_t>(histogram->items.size());
    for (std::int64_t i = 0; i < count; ++i) {
        // The left edge of the bin, in hundredths of [-1,1].
        bars.push_back(bar_of(std::to_string(200 * i / count - 100),
                              histogram->items[static_cast<std::size_t>(i)]));
    }
}

RuleChart chart_of(const LiveDebate& live, QuestionIndex index, Method rule, const Value& tally) {
    const Question& question = live.debate().questions()[index.value];
    RuleChart chart;
    chart.rule = rule;
    chart.own = rule == question.text->method;
    if (const Value* outcome = tally.some("outcome")) chart.outcome = outcome->text;
    if (rule == Method::yes_no) {
        const auto* motion = std::get_if<MotionCounter>(&live.tallies().sums(index));
        if (motion == nullptr) return chart;
        const MotionCounts& counts = motion->counts();
        for (const auto& [label, count] :
             {std::pair("yes", counts.yes), std::pair("no", counts.no),
              std::pair("abstain", counts.abstain), std::pair("blank", counts.blank)}) {
            chart.bars.push_back(bar_of(label, Value::of(count)));
        }
        return chart;
    }
    if (rule == Method::consent) {
        take_positions(chart.bars, tally);
        return chart;
    }
    if (rule == Method::slider) {
        take_histogram(chart.bars, at(tally, "histogram"));
        return chart;
    }
    for (std::string& label : options_words(live, *question.text)) {
        chart.bars.push_back({std::move(label), "", 0.0, false});
    }
    const ChartPlan* plan = plan_of(plans, rule);
    const std::string_view figures = path_of(plan, &ChartPlan::figures);
    if (rule == Method::condorcet) {
        take_duels(chart.bars, at(tally, "pairwise"));
    } else if (figures.empty() || !take_figures(chart.bars, at(tally, figures))) {
        const std::string_view ranking = path_of(plan_of(rankings, rule), &ChartPlan::figures);
        if (!ranking.empty()) take_places(chart, at(tally, ranking));
    }
    const std::string_view first = path_of(plan, &ChartPlan::first);
    if (!first.empty()) mark_first(chart.bars, at(tally, first));
    return chart;
}

// Digits, and a point among them or not: read by ourselves, since no locale is to be asked.
std::optional<double> decimal(std::string_view text) {
    double number = 0.0;
    double worth = 0.0;  // of the next digit behind a point
    bool any = false;
    for (const char c : text) {
        if (c == '.' && worth == 0.0) {
            worth = 0.1;
            continue;
        }
        if (c < '0' || c > '9') return std::nullopt;
        any = true;
        number = worth > 0.0 ? number + worth * (c - '0') : number * 10.0 + (c - '0');
        worth /= 10.0;
    }
    if (!any) return std::nullopt;
    return number;
}

std::optional<Value> tally_from(std::string_view text) {
    StrictJson json;
    if (!json.parse(text) || !json.is_object()) return std::nullopt;
    return json.value(0);
}

}  // namespace

std::optional<double> length_of(const Value& figure) {
    if (figure.is(Value::Kind::number)) return static_cast<double>(figure.number);
    if (!figure.is(Value::Kind::text)) return std::nullopt;
    std::string_view text = figure.text;
    const bool negative = !text.empty() && text.front() == '-';
    if (negative) text.remove_prefix(1);
    const std::size_t slash = text.find('/');
    auto length = decimal(text.substr(0, slash));
    if (length && slash != std::string_view::npos) {
        const auto below = decimal(text.substr(slash + 1));
        if (!below || *below == 0.0) return std::nullopt;
        *length /= *below;
    }
    if (length && negative) *length = -*length;
    return length;
}

std::vector<RuleChart> charts_of(const LiveDebate& live, QuestionIndex index) {
    const Method own = live.debate().questions()[index.value].text->method;
    std::vector<RuleChart> charts;
    JsonWriter out;
    // First: a draw that breaks ties is made for all with it.
    live.tallies().write_tally(out, index);
    if (const auto tally = tally_from(out.take())) {
        charts.push_back(chart_of(live, index, own, *tally));
    }
    ChoiceCount* const count = live.tallies().count(index);
    if (count == nullptr) return charts;
    for (const Method rule : count->rules()) {
        if (rule == own) continue;
        std::size_t steps = std::numeric_limits<std::size_t>::max();
        const std::string* text = count->tally(rule, steps);
        if (text == nullptr) continue;
        if (const auto tally = tally_from(*text)) {
            charts.push_back(chart_of(live, index, rule, *tally));
        }
    }
    return charts;
}

}  // namespace palabre::workbench
