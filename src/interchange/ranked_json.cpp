#include "interchange/ranked_json.hpp"

#include <map>
#include <string>

#include "interchange/tally_json.hpp"

namespace palabre {

namespace {

template <class Numbers>
void write_list(JsonWriter& out, std::string_view key, const Numbers& numbers) {
    out.key(key).begin_array();
    for (const auto number : numbers) out.integer(static_cast<std::int64_t>(number));
    out.end_array();
}

void write_option(JsonWriter& out, std::string_view key, std::optional<Option> option) {
    out.key(key);
    if (option)
        out.integer(*option);
    else
        out.null();
}

/// Only where a count stopped.
void write_tied(JsonWriter& out, const std::vector<Option>& tied) {
    if (!tied.empty()) write_list(out, "tied", tied);
}

void write_matrix(JsonWriter& out, std::string_view key, const PairwiseMatrix& matrix) {
    out.key(key).begin_array();
    for (std::size_t i = 0; i < matrix.options(); ++i) {
        out.begin_array();
        for (std::size_t j = 0; j < matrix.options(); ++j) out.integer(matrix(i, j));
        out.end_array();
    }
    out.end_array();
}

void write_exacts(JsonWriter& out, std::string_view key, const std::vector<Exact>& numbers) {
    out.key(key).begin_array();
    for (const Exact& number : numbers) write(out, std::optional(number));
    out.end_array();
}

/// `ranking`, as the last key but for `scores`, `tied_strengths` and `winners`.
template <class Counted>
void write_ranking(JsonWriter& out, const Counted& counted) {
    out.key("ranking");
    write(out, counted.ranking);
}

void write(JsonWriter& out, const BordaCount& count) {
    out.begin_object();
    write_ranking(out, count);
    write_exacts(out, "scores", count.scores);
    write_list(out, "winners", count.winners);
    out.end_object();
}

void write(JsonWriter& out, const MinimaxCount& count) {
    out.begin_object();
    write_ranking(out, count);
    write_list(out, "scores", count.scores);
    write_list(out, "winners", count.winners);
    out.end_object();
}

void write(JsonWriter& out, const SchulzeCount& count) {
    out.begin_object();
    write_matrix(out, "paths", count.paths);
    write_ranking(out, count);
    write_list(out, "winners", count.winners);
    out.end_object();
}

void write(JsonWriter& out, const RankedPairsCount& count) {
    out.begin_object().key("locked").begin_array();
    for (const auto& [winner, loser] : count.locked) {
        out.begin_array().integer(winner).integer(loser).end_array();
    }
    out.end_array();
    write_ranking(out, count);
    out.key("tied_strengths").boolean(count.tied_strengths);
    write_list(out, "winners", count.winners);
    out.end_object();
}

/// A multiple of 10^-places: "20.33316".
void write_decimal(JsonWriter& out, Wide number, std::size_t places) {
    std::string digits = to_big(number < 0 ? -number : number).to_text();
    if (digits.size() <= places) digits.insert(0, places + 1 - digits.size(), '0');
    digits.insert(digits.size() - places, ".");
    out.string((number < 0 ? "-" : "") + digits);
}

constexpr std::size_t scottish_places = 5;
constexpr std::size_t meek_places = 9;

std::string_view to_text(ScottishAction action) {
    switch (action) {
        case ScottishAction::first_preferences:
            return "first preferences";
        case ScottishAction::surplus:
            return "surplus";
        case ScottishAction::exclude:
            return "exclude";
    }
    return "";
}

void write(JsonWriter& out, const ScottishStage& stage) {
    out.begin_object().key("action").string(to_text(stage.action));
    out.key("nontransferable");
    write_decimal(out, stage.nontransferable, scottish_places);
    write_option(out, "option", stage.option);
    out.key("votes").begin_array();
    for (const Wide votes : stage.votes) write_decimal(out, votes, scottish_places);
    out.end_array().end_object();
}

void write(JsonWriter& out, const RunoffRound& round) {
    out.begin_object().key("exhausted");
    write(out, std::optional(round.exhausted));
    // Keys are texts, sorted as such.
    std::map<std::string, const Exact*> tallies;
    for (std::size_t i = 0; i < round.tallies.size(); ++i) {
        if (round.tallies[i]) tallies.emplace(std::to_string(i), &*round.tallies[i]);
    }
    out.key("tallies").begin_object();
    for (const auto& [option, votes] : tallies) {
        out.key(option);
        write(out, std::optional(*votes));
    }
    out.end_object().end_object();
}

}  // namespace

void write(JsonWriter& out, const PluralityResult& result) {
    out.begin_object().key("blank").integer(result.blank);
    write_ranking(out, result);
    write_list(out, "scores", result.scores);
    write_list(out, "winners", result.winners);
    out.end_object();
}

void write(JsonWriter& out, const TwoRoundResult& result) {
    out.begin_object();
    write_list(out, "finalists", result.finalists);
    out.key("first");
    write(out, result.first);
    out.key("runoff");
    if (result.runoff) {
        out.begin_object().key("no_preference").integer(result.runoff->no_preference);
        write_list(out, "votes", result.runoff->votes);
        out.end_object();
    } else {
        out.null();
    }
    write_tied(out, result.tied);
    write_option(out, "winner", result.winner);
    out.end_object();
}

void write(JsonWriter& out, const BordaResult& result) {
    out.begin_object().key("modified");
    write(out, result.modified);
    out.key("symmetric");
    write(out, result.symmetric);
    out.key("zero");
    write(out, result.zero);
    out.end_object();
}

void write(JsonWriter& out, const CondorcetResult& result) {
    out.begin_object();
    write_option(out, "condorcet_loser", result.loser);
    write_option(out, "condorcet_winner", result.winner);
    write_matrix(out, "pairwise", result.pairwise);
    write_list(out, "schwartz", result.schwartz);
    write_list(out, "smith", result.smith);
    write_list(out, "weak_condorcet_winners", result.weak_winners);
    out.end_object();
}

void write(JsonWriter& out, const CopelandResult& result) {
    out.begin_object();
    write_list(out, "losses", result.losses);
    write_ranking(out, result);
    write_exacts(out, "scores", result.scores);
    write_list(out, "winners", result.winners);
    write_list(out, "wins", result.wins);
    out.end_object();
}

void write(JsonWriter& out, const MinimaxResult& result) {
    out.begin_object().key("margins");
    write(out, result.margins);
    out.key("opposition");
    write(out, result.opposition);
    out.key("winning");
    write(out, result.winning);
    out.end_object();
}

void write(JsonWriter& out, const SchulzeResult& result) {
    out.begin_object().key("margins");
    write(out, result.margins);
    out.key("winning");
    write(out, result.winning);
    out.end_object();
}

void write(JsonWriter& out, const RankedPairsResult& result) {
    out.begin_object().key("margins");
    write(out, result.margins);
    out.key("winning");
    write(out, result.winning);
    out.end_object();
}

void write(JsonWriter& out, const HierarchyResult& result) {
    out.begin_object().key("cumulative").begin_array();
    for (const auto& row : result.cumulative) {
        out.begin_array();
        for (const std::int64_t votes : row) out.integer(votes);
        out.end_array();
    }
    out.end_array();
    write_ranking(out, result);
    write_list(out, "winners", result.winners);
    out.end_object();
}

void write(JsonWriter& out, const RunoffResult& result) {
    out.begin_object().key("decided_in_round");
    if (result.decided_in_round)
        out.integer(static_cast<std::int64_t>(*result.decided_in_round));
    else
        out.null();
    write_list(out, "elimination_order", result.elimination_order);
    out.key("rounds").begin_array();
    for (const RunoffRound& round : result.rounds) write(out, round);
    out.end_array();
    write_tied(out, result.tied);
    out.key("used_lot").boolean(result.used_lot);
    write_option(out, "winner", result.winner);
    out.end_object();
}

void write_runoffs(JsonWriter& out, const RunoffResult& exhaust, const RunoffResult& split) {
    out.begin_object().key("exhaust");
    write(out, exhaust);
    out.key("split");
    write(out, split);
    out.end_object();
}

void write(JsonWriter& out, const ScottishResult& result) {
    out.begin_object();
    write_list(out, "elected", result.elected);
    out.key("quota").integer(result.quota).key("stages").begin_array();
    for (const ScottishStage& stage : result.stages) write(out, stage);
    out.end_array();
    write_tied(out, result.tied);
    out.key("used_lot").boolean(result.used_lot);
    out.key("valid").integer(result.valid).end_object();
}

void write(JsonWriter& out, const MeekResult& result) {
    out.begin_object();
    write_list(out, "elected", result.elected);
    write_list(out, "excluded", result.excluded);
    // Without an iteration nothing was kept, wanted or counted.
    const bool counted = result.iterations > 0;
    out.key("keep");
    if (counted) {
        out.begin_array();
        for (const std::int64_t keep : result.keep) write_decimal(out, keep, meek_places);
        out.end_array();
    } else {
        out.null();
    }
    out.key("quota");
    if (counted)
        write_decimal(out, result.quota, meek_places);
    else
        out.null();
    write_tied(out, result.tied);
    out.key("used_lot").boolean(result.used_lot).key("votes");
    if (counted) {
        out.begin_array();
        for (const Wide votes : result.votes) write_decimal(out, votes, meek_places);
        out.end_array();
    } else {
        out.null();
    }
    out.end_object();
}

}  // namespace palabre
