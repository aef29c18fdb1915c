#include <array>

#include "interchange/election_rules.hpp"
#include "interchange/ranked_file.hpp"
#include "interchange/ranked_json.hpp"

namespace palabre {

namespace {

/// The draw, where one was given. It is checked for the rules that may need it.
Result<Lot> read_lot(const Election& election, std::size_t options) {
    if (!election.lot) return Lot();
    std::vector<bool> drawn(options);
    for (const Option option : *election.lot) {
        if (option >= options || drawn[option]) {
            return election.file.refuse("--lot must name each of the " + std::to_string(options) +
                                        " options once");
        }
        drawn[option] = true;
    }
    if (election.lot->size() != options) {
        return election.file.refuse("--lot must name each of the " + std::to_string(options) +
                                    " options once");
    }
    return Lot(*election.lot);
}

template <class Counted>
Result<bool> print(JsonWriter& out, const Counted& counted) {
    write(out, counted);
    return true;
}

template <auto count>
Result<bool> tally_sums(const Election& election, JsonWriter& out) {
    PALABRE_TRY(ballots, read_ranked_ballots(election.file));
    return print(out, count(RankedSums::of(ballots)));
}

template <auto count>
Result<bool> tally_pairwise(const Election& election, JsonWriter& out) {
    PALABRE_TRY(pairwise, read_pairwise(election.file));
    return print(out, count(pairwise));
}

Result<bool> tally_two_round(const Election& election, JsonWriter& out) {
    PALABRE_TRY(ballots, read_ranked_ballots(election.file));
    PALABRE_TRY(lot, read_lot(election, ballots.options()));
    return print(out, count_two_round(RankedSums::of(ballots), lot));
}

Result<bool> tally_irv(const Election& election, JsonWriter& out) {
    PALABRE_TRY(ballots, read_ranked_ballots(election.file));
    PALABRE_TRY(lot, read_lot(election, ballots.options()));
    write_runoffs(out, count_instant_runoff(ballots, EqualRanks::exhaust, lot),
                  count_instant_runoff(ballots, EqualRanks::split, lot));
    return true;
}

template <auto count>
Result<bool> tally_seats(const Election& election, JsonWriter& out) {
    PALABRE_TRY(ballots, read_ranked_ballots(election.file));
    PALABRE_TRY(seats, read_seats(election.file));
    PALABRE_TRY(lot, read_lot(election, ballots.options()));
    return print(out, count(ballots, seats, lot));
}

constexpr std::array<ElectionRule, 12> ranked_known{{
    {"plurality", tally_sums<count_plurality>},
    {"two-round", tally_two_round},
    {"borda", tally_sums<count_borda>},
    {"condorcet", tally_pairwise<find_condorcet>},
    {"copeland", tally_pairwise<count_copeland>},
    {"minimax", tally_pairwise<count_minimax>},
    {"schulze", tally_pairwise<count_schulze>},
    {"ranked-pairs", tally_pairwise<count_ranked_pairs>},
    {"irv", tally_irv},
    {"stv-scottish", tally_seats<count_scottish_stv>},
    {"stv-meek", tally_seats<count_meek_stv>},
    {"hierarchy", tally_sums<count_hierarchy>},
}};

}  // namespace

std::span<const ElectionRule> ranked_rules() {
    return ranked_known;
}

}  // namespace palabre
