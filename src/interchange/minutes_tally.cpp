// Each method's result from its tally as tally-format.md writes it: a sentence for whoever wins by
// each variant of the rule, and a table of the figures that decide.
#include <algorithm>

#include "interchange/minutes_parts.hpp"

namespace palabre {

namespace {

using Rows = std::vector<std::vector<std::string>>;

// The value at a path of keys, "/" between them, or nullptr.
const Value* at(const Value& tally, std::string_view path) {
    const Value* value = &tally;
    while (value != nullptr && !path.empty()) {
        const std::size_t slash = std::min(path.find('/'), path.size());
        value = value->some(path.substr(0, slash));
        path.remove_prefix(std::min(slash + 1, path.size()));
    }
    return value;
}

/// What a variant of a rule is called, and where its figures stand in the tally.
struct Variant {
    std::string_view name;  ///< "" where the rule has one only
    std::string_view path;
};
struct Column {
    std::string_view title;
    std::string_view variant;  ///< in brackets behind the title, or ""
    std::string_view path;     ///< of a list with a figure for each option
};

class Telling {
  public:
    Telling(const MinutedQuestion& of, const Value& tally)
        : of_(of), words_(of.words), tally_(tally), options_(of.options()) {}

    void tell() {
        switch (of_.text().method) {
            case Method::yes_no:
                return write_motion(of_, tally_);
            case Method::consent:
                return write_consent(of_, tally_);
            case Method::slider:
                return slider();
            case Method::approval:
                return approval();
            case Method::plurality:
                groups({{"", "winners"}});
                number("blank-ballots", "blank");
                return columns({{"votes-column", "", "scores"}});
            case Method::two_round:
                return two_round();
            case Method::borda:
                groups({{"symmetric", "symmetric/winners"},
                        {"zero", "zero/winners"},
                        {"modified", "modified/winners"}});
                return columns({{"scores", "symmetric", "symmetric/scores"},
                                {"scores", "zero", "zero/scores"},
                                {"scores", "modified", "modified/scores"}});
            case Method::condorcet:
                return condorcet();
            case Method::copeland:
                groups({{"", "winners"}});
                return columns({{"wins-column", "", "wins"},
                                {"losses", "", "losses"},
                                {"scores", "", "scores"}});
            case Method::minimax:
                groups({{"winning", "winning/winners"},
                        {"margins", "margins/winners"},
                        {"opposition", "opposition/winners"}});
                return columns({{"scores", "winning", "winning/scores"},
                                {"scores", "margins", "margins/scores"},
                                {"scores", "opposition", "opposition/scores"}});
            case Method::schulze:
                groups({{"winning", "winning/winners"}, {"margins", "margins/winners"}});
                return duels("winning/paths");
            case Method::ranked_pairs:
                groups({{"winning", "winning/winners"}, {"margins", "margins/winners"}});
                return locked();
            case Method::hierarchy:
                groups({{"", "winners"}});
                return places();
            case Method::irv:
                return runoff();
            case Method::stv_scottish:
                return scottish();
            case Method::stv_meek:
                chosen("elected", "elected");
                stopped("");
                text("quota", "quota", "quota");
                return columns({{"votes-column", "", "votes"}});
            case Method::score:
                groups({{"by-sum", "ranking_by_sum"}, {"by-mean", "ranking_by_mean"}}, true);
                return columns({{"sum", "", "sum"}, {"count", "", "count"}, {"means", "", "mean"}});
            case Method::star:
                return star();
            case Method::majority_judgment:
                groups({{"", "ranking_removal"}}, true);
                return columns({{"median", "", "median"}, {"totals", "", "totals"}});
            case Method::quadratic:
                groups({{"", "winners"}});
                number("invalid", "invalid");
                number("spent", "spent");
                return columns({{"votes-column", "", "votes"}});
            case Method::cumulative:
                groups({{"", "winners"}});
                number("invalid", "invalid");
                return columns({{"points", "", "points"}});
            case Method::budget_greedy:
                return budget({{"greedy_votes", "greedy_votes"},
                               {"greedy_votes_per_cost", "greedy_votes_per_cost"}});
            case Method::equal_shares:
                return budget({{"add1u", "add1u"},
                               {"add1", "add1/order"},
                               {"mes_cost_utilitarian", "mes_cost_utilitarian"},
                               {"mes_cost", "mes_cost/order"},
                               {"mes_cardinality", "mes_cardinality/order"}});
            case Method::phragmen:
                return budget({{"order", "order"}});
        }
    }

  private:
    [[nodiscard]] std::string named(const Value& option) const {
        const auto index = static_cast<std::size_t>(option.number);
        return option.is(Value::Kind::number) && index < options_.size() ? options_[index]
                                                                         : no_figure;
    }
    [[nodiscard]] std::string names(const Value& list) const {
        std::vector<std::string> all;
        for (const Value& option : list.items) all.push_back(named(option));
        return words_.list(all);
    }
    void say(std::string_view message,
             std::initializer_list<std::pair<std::string_view, std::string_view>> given = {}) {
        of_.paper.paragraph(words_.say(message, given));
    }
    /// A sentence. The first variant is the rule's; the others are told to be counted otherwise.
    void say_of(std::string_view variant, const std::string& sentence) {
        if (variant.empty() || !told_)
            of_.paper.paragraph(sentence);
        else
            say("otherwise", {{"rule", words_.say(variant)}, {"sentence", sentence}});
        told_ = true;
    }
    void number(std::string_view message, std::string_view path) {
        const Value* value = at(tally_, path);
        if (value != nullptr) say(message, {{"n", figure_words(words_, *value)}});
    }
    void text(std::string_view message, std::string_view key, std::string_view path) {
        const Value* value = at(tally_, path);
        if (value != nullptr) say(message, {{key, figure_words(words_, *value)}});
    }
    /// Who stands first by each variant; `rankings`: the paths are of lists of such groups.
    void groups(std::initializer_list<Variant> variants, bool rankings = false) {
        for (const Variant& variant : variants) {
            const Value* first = at(tally_, variant.path);
            if (first != nullptr && rankings) {
                first = first->items.empty() ? nullptr : &first->items[0];
            }
            const std::size_t size = first == nullptr ? 0 : first->items.size();
            say_of(variant.name, size == 0 ? words_.say("none-wins")
                                           : words_.say(size == 1 ? "wins" : "equal",
                                                        {{"options", names(*first)}}));
        }
    }
    void winner(std::string_view variant, std::string_view path) {
        const Value* one = at(tally_, path);
        say_of(variant, one == nullptr ? words_.say("none-wins")
                                       : words_.say("wins", {{"options", named(*one)}}));
    }
    void chosen(std::string_view message, std::string_view path) {
        const Value* list = at(tally_, path);
        if (list == nullptr || list->items.empty())
            say("none-chosen");
        else
            say(message, {{"options", names(*list)}});
    }
    /// That a variant's count ended at a tie, or went on by lot. "": the rule has one way only.
    void stopped(std::string_view variant) {
        const Value* part = at(tally_, variant);
        if (part == nullptr) return;
        const Value* tied = part->some("tied");
        if (tied != nullptr && !tied->items.empty()) {
            say_of(variant, words_.say("undecided", {{"options", names(*tied)}}));
        }
        const Value* lot = part->some("used_lot");
        if (lot != nullptr && lot->boolean) say_of(variant, words_.say("lot-used"));
    }
    void columns(std::initializer_list<Column> shown) {
        std::vector<std::string> head{words_.say("option")};
        Rows rows;
        for (const std::string& option : options_) rows.push_back({option});
        for (const Column& column : shown) {
            const Value* list = at(tally_, column.path);
            if (list == nullptr) continue;
            head.push_back(words_.say(column.title));
            if (!column.variant.empty()) head.back() += " (" + words_.say(column.variant) + ")";
            for (std::size_t i = 0; i < rows.size(); ++i) {
                rows[i].push_back(i < list->items.size() ? figure_words(words_, list->items[i])
                                                         : no_figure);
            }
        }
        if (head.size() > 1) of_.paper.table(head, rows);
    }
    /// Rows and columns of options.
    void duels(std::string_view path) {
        const Value* matrix = at(tally_, path);
        if (matrix == nullptr) return;
        std::vector<std::string> head{words_.say("option")};
        for (const std::string& option : options_)
            head.push_back(words_.say("against", {{"option", option}}));
        Rows rows;
        for (std::size_t i = 0; i < matrix->items.size() && i < options_.size(); ++i) {
            rows.push_back({options_[i]});
            const auto& figures = matrix->items[i].items;
            for (std::size_t j = 0; j < figures.size(); ++j) {
                rows.back().push_back(i == j ? no_figure : figure_words(words_, figures[j]));
            }
        }
        of_.paper.table(head, rows);
    }

    void slider() {
        const auto hundred = [this](std::string_view key) {
            const Value* value = tally_.some(key);
            if (value == nullptr) return std::string(no_figure);
            const std::string exact =
                value->is(Value::Kind::number) ? std::to_string(value->number) : value->text;
            return words_.decimal(exact, 100);
        };
        say("mean", {{"mean", hundred("mean")}, {"median", hundred("median_low")}});
        const Value* histogram = tally_.some("histogram");
        if (histogram == nullptr) return;
        Rows rows;
        const auto bins = static_cast<std::int64_t>(histogram->items.size());
        for (std::int64_t i = 0; i < bins; ++i) {
            const auto end = [&](std::int64_t bin) {
                return words_.decimal(std::to_string(200 * bin - 100 * bins) + "/" +
                                      std::to_string(bins));
            };
            rows.push_back({words_.say("from-to", {{"from", end(i)}, {"to", end(i + 1)}}),
                            figure_words(words_, histogram->items[static_cast<std::size_t>(i)])});
        }
        of_.paper.table({words_.say("choice"), words_.say("voters")}, rows);
    }

    void approval() {
        const bool committees = at(tally_, "av") != nullptr;
        if (!committees) groups({{"", "winners"}});
        for (const std::string_view rule : {"av", "sav", "seqpav", "seqphragmen", "equal-shares"}) {
            const Value* all = committees ? at(tally_, rule) : nullptr;
            if (all == nullptr) continue;
            std::vector<std::string> each;
            for (const Value& committee : all->items) each.push_back(names(committee));
            if (each.size() == 1)
                say_of(rule, words_.say("elected", {{"options", each[0]}}));
            else
                say_of(rule, words_.say("equal", {{"options", words_.list(each)}}));
        }
        columns({{"counts", "", "counts"}, {"shares", "", "shares"}});
    }

    void two_round() {
        const Value* finalists = at(tally_, "finalists");
        if (finalists != nullptr && finalists->items.size() == 2) {
            say("finalists", {{"options", names(*finalists)}});
        }
        if (at(tally_, "winner") != nullptr) winner("", "winner");
        stopped("");
        columns({{"first", "", "first/scores"}});
        runoff_votes();
    }
    void runoff_votes() {
        const Value* votes = at(tally_, "runoff/votes");
        const Value* finalists = at(tally_, "finalists");
        if (votes == nullptr || finalists == nullptr) return;
        Rows rows;
        for (std::size_t i = 0; i < votes->items.size() && i < finalists->items.size(); ++i) {
            rows.push_back({named(finalists->items[i]), figure_words(words_, votes->items[i])});
        }
        of_.paper.table({words_.say("option"), words_.say("runoff")}, rows);
    }

    void condorcet() {
        const Value* one = at(tally_, "condorcet_winner");
        if (one != nullptr)
            say("condorcet", {{"options", named(*one)}});
        else
            say("no-condorcet");
        duels("pairwise");
    }

    void locked() {
        const Value* pairs = at(tally_, "winning/locked");
        if (pairs == nullptr) return;
        Rows rows;
        for (const Value& pair : pairs->items) {
            if (pair.items.size() == 2)
                rows.push_back({named(pair.items[0]), named(pair.items[1])});
        }
        of_.paper.table({words_.say("wins-column"), words_.say("losses")}, rows);
    }

    void places() {
        const Value* cumulative = at(tally_, "cumulative");
        if (cumulative == nullptr) return;
        std::vector<std::string> head{words_.say("option")};
        Rows rows;
        for (std::size_t i = 0; i < cumulative->items.size() && i < options_.size(); ++i) {
            rows.push_back({options_[i]});
            const auto& figures = cumulative->items[i].items;
            for (std::size_t r = 0; r < figures.size(); ++r) {
                if (i == 0) head.push_back(words_.say("place", {{"n", std::to_string(r + 1)}}));
                rows.back().push_back(figure_words(words_, figures[r]));
            }
        }
        of_.paper.table(head, rows);
    }

    void runoff() {
        for (const std::string_view variant : {"split", "exhaust"}) {
            const std::string name(variant);
            if (at(tally_, name + "/winner") != nullptr) winner(variant, name + "/winner");
            stopped(variant);
        }
        const Value* rounds = at(tally_, "split/rounds");
        if (rounds == nullptr) return;
        std::vector<std::string> head{words_.say("option")};
        Rows rows;
        for (const std::string& option : options_) rows.push_back({option});
        rows.push_back({words_.say("exhausted")});
        for (std::size_t round = 0; round < rounds->items.size(); ++round) {
            head.push_back(words_.say("round", {{"n", std::to_string(round + 1)}}));
            const Value* tallies = rounds->items[round].some("tallies");
            for (std::size_t i = 0; i < options_.size(); ++i) {
                const Value* votes =
                    tallies == nullptr ? nullptr : tallies->some(std::to_string(i));
                rows[i].push_back(votes == nullptr ? no_figure : figure_words(words_, *votes));
            }
            const Value* exhausted = rounds->items[round].some("exhausted");
            rows.back().push_back(exhausted == nullptr ? no_figure
                                                       : figure_words(words_, *exhausted));
        }
        of_.paper.table(head, rows);
    }

    void scottish() {
        chosen("elected", "elected");
        stopped("");
        text("quota", "quota", "quota");
        const Value* stages = at(tally_, "stages");
        if (stages == nullptr) return;
        std::vector<std::string> head{words_.say("option")};
        Rows rows;
        for (const std::string& option : options_) rows.push_back({option});
        for (std::size_t stage = 0; stage < stages->items.size(); ++stage) {
            head.push_back(words_.say("stage", {{"n", std::to_string(stage + 1)}}));
            const Value* votes = stages->items[stage].some("votes");
            for (std::size_t i = 0; i < options_.size(); ++i) {
                const bool there = votes != nullptr && i < votes->items.size();
                rows[i].push_back(there ? figure_words(words_, votes->items[i]) : no_figure);
            }
        }
        of_.paper.table(head, rows);
    }

    void star() {
        const Value* finalists = at(tally_, "finalists");
        if (finalists != nullptr && finalists->items.size() == 2) {
            say("finalists", {{"options", names(*finalists)}});
        }
        const Value* tied = at(tally_, "tied_for_final");
        if (tied != nullptr && !tied->items.empty()) say("equal", {{"options", names(*tied)}});
        winner("", "winner");
        columns({{"sums", "", "sums"}, {"top_counts", "", "top_counts"}});
        runoff_votes();
    }

    void budget(std::initializer_list<Variant> variants) {
        for (const Variant& variant : variants) {
            const Value* list = at(tally_, variant.path);
            say_of(variants.size() == 1 ? "" : variant.name,
                   list == nullptr || list->items.empty()
                       ? words_.say("none-chosen")
                       : words_.say("chosen", {{"options", names(*list)}}));
        }
        const Value* costs = of_.text().rule.some("cost");
        const Value* first = at(tally_, variants.begin()->path);
        std::vector<std::string> head{words_.say("option"), words_.say("cost"),
                                      words_.say("taken")};
        Rows rows;
        for (std::size_t i = 0; i < options_.size(); ++i) {
            const bool priced = costs != nullptr && i < costs->items.size();
            const bool taken =
                first != nullptr &&
                std::any_of(first->items.begin(), first->items.end(), [i](const Value& option) {
                    return option.number == static_cast<std::int64_t>(i);
                });
            rows.push_back({options_[i], priced ? figure_words(words_, costs->items[i]) : no_figure,
                            words_.say(taken ? "yes-word" : "no-word")});
        }
        of_.paper.table(head, rows);
    }

    const MinutedQuestion& of_;
    const Words& words_;
    const Value& tally_;
    std::vector<std::string> options_;
    bool told_ = false;
};

}  // namespace

void write_result(const MinutedQuestion& of) {
    if (of.question().voters == 0) of.paper.paragraph(of.words.say("nobody"));
    JsonWriter out;
    of.live.tallies().write_tally(out, of.index, of.effort_left);
    const std::string text = out.take();
    StrictJson json;
    if (!json.parse(text) || !json.is_object()) {
        of.paper.paragraph(of.words.say("not-counted"));
        return;
    }
    const Value tally = json.value(0);
    Telling(of, tally).tell();
}

}  // namespace palabre
